// One call of each shape that generated functions have; each is true where the result is right.
import * as f from "../../dist/door2/features/index.js";

const mine = new Error("mine");
const xs = Float64Array.of(1, 2, 3);
const point = { x: 1, y: 2 };
/** True where the call throws. */
export const throws = (of: () => unknown): boolean => {
  try {
    of();
    return false;
  } catch {
    return true;
  }
};

/** The shapes by name. */
export const shapes: Readonly<Record<string, () => unknown>> = {
  "nothing: no arguments": () => f.nothing() === undefined,
  "add: direct numbers": () => f.add(1, 2) === 3,
  "int64: 64 bits": () => f.int64(5n) === 5n,
  "maxInt: a direct call that fails": () => throws(() => f.maxInt()),
  "mean: a borrowed slice": () => f.mean(xs) === 2,
  "mean: a plain array": () => f.mean([1, 2, 3]) === 2,
  "echo: text": () => f.echo("text") === "text",
  "echoBytes: bytes": () => f.echoBytes(new Uint8Array(16)).length === 16,
  "echoFloats: a slice of numbers": () => f.echoFloats(xs)[2] === 3,
  "echoStrings: a slice of texts": () => f.echoStrings(["a", "b"])[1] === "b",
  "echoVector: an array": () => f.echoVector(xs)[2] === 3,
  "echoCounts: a record": () => f.echoCounts({ a: 1 })["a"] === 1,
  "echoNames: a Map": () => f.echoNames(new Map([[1, "a"]])).get(1) === "a",
  "echoPoint: a struct": () => f.echoPoint(point).y === 2,
  "echoPerson: a large struct": () => f.echoPerson({ name: "x", friend: {} }).name === "x",
  "move: a pointer": () => f.move(point, 0, 0) === undefined,
  "divMod: two results": () => f.divMod(7, 2)[1] === 1,
  "sumOf: a variadic": () => f.sumOf(1, 2, 3) === 6,
  "echoTime: a time": () => f.echoTime(new Date(5)).getTime() === 5,
  "echoAny: anything": () => (f.echoAny({ a: [1] }) as any).a[0] === 1,
  "Level.next: a method of a number": () => f.Level.next(0) === 1,
  "Stack.push: a method that writes back": () => f.Stack.push(["a"], "b") === undefined,
  "apply: a callback": () => f.apply(1, (x) => x + 1) === 2,
  "apply: a callback that throws": () =>
    throws(() =>
      f.apply(1, () => {
        throw mine;
      }),
    ),
  "newAccount: an object": () => {
    const account = f.newAccount("x");
    const balance = account.deposit(1);
    account[Symbol.dispose]();
    return balance === 1n;
  },
  "half: an error": () => throws(() => f.half(-1)),
  "rethrow: an error of JavaScript": () => throws(() => f.rethrow(mine)),
  "echoPoint: a refusal": () => throws(() => f.echoPoint({ z: 1 } as never)),
};
