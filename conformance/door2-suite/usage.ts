// What an editor knows of a generated module: compiled by types.test.ts and never run.
import { GoError } from "topher";
import * as f from "../../dist/door2/features/index.js";
import type * as left from "../../dist/door2/pair/left/index.js";
import type * as right from "../../dist/door2/pair/right/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare const is: <A, B>(equal: Equal<A, B>) => void;

// Names of parameters and of results.
is<Parameters<typeof f.cut>, [s: string, separator: string]>(true);
is<ReturnType<typeof f.cut>, [before: string, after: string, found: boolean]>(true);
is<ReturnType<typeof f.divMod>, [quotient: number, remainder: number]>(true);
is<Parameters<typeof f.joinAll>, [separator: string, ...parts: readonly string[]]>(true);

// Numbers.
is<ReturnType<typeof f.int64>, bigint>(true);
is<Parameters<typeof f.int64>, [n: bigint | number]>(true);
is<ReturnType<typeof f.int>, number>(true);
is<ReturnType<typeof f.echoInts>, number[]>(true);
is<ReturnType<typeof f.echoInt64s>, BigInt64Array>(true);
// @ts-expect-error an int is no bigint
f.int(1n);
// @ts-expect-error a slice of float64 is no Float32Array
f.mean(new Float32Array(1));
f.mean([1, 2]);

// Structs: every field on the way out, any of them on the way in.
const point: f.Point = f.echoPoint({ x: 1 });
f.echoPoint({});
f.echoPoint({ x: undefined });
f.echoPerson({ friend: { address: { city: "x" } }, email: null });
// @ts-expect-error a field that is not there
f.echoPoint({ z: 1 });
// @ts-expect-error what Go returns has every field
const incomplete: f.Point = { x: 1 };
f.move({ x: 1 }, 1, 1);
// @ts-expect-error a field that is not there
f.move({ z: 1 }, 1, 1);
is<f.Person["email"], string | null>(true);
is<f.Employee["salary"], bigint>(true);

// Constants are literals, their types are open.
is<typeof f.Color.red, "red">(true);
is<typeof f.Big.one, 1n>(true);
is<typeof f.answer, 42>(true);
f.echoColor("mauve");
f.echoLevel(f.Level.warn);
// @ts-expect-error a color is text
f.echoColor(1);
// @ts-expect-error constants cannot be changed
f.Color.red = "green";

// Maps and lists.
is<ReturnType<typeof f.echoNames>, Map<number, string>>(true);
is<ReturnType<typeof f.echoCounts>, Record<string, number>>(true);
is<ReturnType<typeof f.echoCells>, [f.Cell, string][]>(true);
// @ts-expect-error what is read by a key may be absent
const count: number = f.echoCounts({ a: 1 })["a"];

// Classes.
is<ReturnType<typeof f.newAccount>, f.Account>(true);
is<ReturnType<typeof f.findAccount>, f.Account | null>(true);
const shape = new f.Shape({ name: "s", center: { x: 1 } });
shape.center = { y: 1 };
is<typeof shape.center, f.Point>(true);
// @ts-expect-error a class takes its own fields only
new f.Shape({ size: 1 });
// @ts-expect-error classes with the same members are not the same
f.isNilAccount(new f.Box());
is<ReturnType<f.Shape["rename"]>, f.Shape>(true);

// Functions.
f.apply(1, (x) => x.toFixed.length);
f.mapFloats([1], (x, i) => x + i);
// @ts-expect-error the result is a number
f.apply(1, () => "x");
f.try(() => {});

// Errors.
is<typeof f.errEmpty, GoError>(true);
const found = GoError.as(new Error("x"), f.ParseError);
is<typeof found, f.ParseError | null>(true);
f.describe(new TypeError("x"));
f.describe(null);

// Several packages.
is<Parameters<typeof right.tokens>, [s: left.Source | null]>(true);
is<ReturnType<typeof right.tokens>, left.Token[]>(true);

export { count, incomplete, point };
