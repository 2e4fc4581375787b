import { expectTypeOf, test } from "vitest";
import type { Topher } from "./runtime.ts";
import { fn, struct, t } from "./t.ts";
import type { CallbackHandle } from "./type.ts";

declare const topher: Topher;

const User = struct({ name: t.cstring, age: t.i32, tags: t.array(t.i64, 2) });
const Compare = t.callback([t.f64, t.string], t.bool);

const lib = topher.open("./lib.so", {
  hello: fn([], t.void),
  add: fn([t.i64, t.i64], t.i64),
  mean: fn([t.slice(t.f64)], t.f64),
  flags: fn([t.slice(t.bool)], t.slice(t.bool)),
  pointer: fn([t.pointer], t.pointer),
  greet: fn([User], t.nullable(t.cstring)),
  fill: fn([t.ref(User)], t.void),
  make: fn([], t.owned(User, "release")),
  even: fn([t.int], t.fallible(t.int), { free: "freeString" }),
  sort: fn([t.slice(t.f64), Compare], t.void),
});

test("arguments and results are inferred from the descriptions", () => {
  expectTypeOf(lib.hello).toEqualTypeOf<() => undefined>();
  expectTypeOf(lib.add).parameters.toEqualTypeOf<[bigint | number, bigint | number]>();
  expectTypeOf(lib.add).returns.toEqualTypeOf<bigint>();
  expectTypeOf(lib.mean).parameter(0).toEqualTypeOf<Float64Array | readonly number[]>();
  expectTypeOf(lib.flags).parameter(0).toEqualTypeOf<readonly boolean[]>();
  expectTypeOf(lib.flags).returns.toEqualTypeOf<boolean[]>();
  expectTypeOf(lib.pointer).parameter(0).toEqualTypeOf<bigint | null | ArrayBufferView>();
  expectTypeOf(lib.pointer).returns.toEqualTypeOf<bigint | null>();
});

test("structs become objects, as arguments and as results", () => {
  expectTypeOf<{ name: string; age: number; tags: bigint[] }>().toExtend<Parameters<typeof lib.greet>[0]>();
  expectTypeOf(lib.greet).returns.toEqualTypeOf<string | null>();
  expectTypeOf(lib.make().tags).toEqualTypeOf<BigInt64Array>();
  expectTypeOf(lib.make()).toExtend<Disposable>();
  expectTypeOf(lib.even).returns.toEqualTypeOf<number>();
});

test("callbacks are typed the other way round: results of Go come in, arguments of Go go out", () => {
  expectTypeOf(lib.sort).parameter(1).toEqualTypeOf<((x: number, s: string) => boolean) | CallbackHandle>();
  topher.callback(Compare, (x, s) => {
    expectTypeOf(x).toEqualTypeOf<number>();
    expectTypeOf(s).toEqualTypeOf<string>();
    return true;
  });
});

test("mistakes do not compile", () => {
  // @ts-expect-error a string is no int64
  lib.add("1", 2n);
  // @ts-expect-error one argument is missing
  lib.add(1n);
  // @ts-expect-error a Float32Array is no []float64
  lib.mean(new Float32Array(1));
  // @ts-expect-error age is missing
  lib.greet({ name: "Ada", tags: [1n, 2n] });
  // @ts-expect-error a callback must return a boolean
  lib.sort([1], () => 1);
  // @ts-expect-error only structs go by reference
  t.ref(t.f64);
  // @ts-expect-error the library has no such function
  lib.nothing();
});
