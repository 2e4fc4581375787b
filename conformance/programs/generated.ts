// Uses a generated library that was built in another way than most, and prints what came of it.
import process from "node:process";
import { GoError, stats } from "topher";

const folder = "../../dist/door2";
const uses: Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>> = {
  async pair() {
    const left = await import(`${folder}/pair/left/index.js`);
    const right = await import(`${folder}/pair/right/index.js`);
    const before = stats().handles;
    const source = left.newSource("a 12");
    const cursor = right.newCursor(source);
    return {
      "both count their objects together": stats().handles - before,
      "a class of one package is a parameter of the other": right.tokens(source),
      "a value of one package is a parameter of the other": right.kindOf({ kind: left.Kind.word }),
      "a result is of the class of the other package": cursor.source() instanceof left.Source,
      "the same name in both": `${left.name()} ${right.name()}`,
      "messages name the package": message(() => right.tokens({})),
    };
  },
  async secret() {
    const secret = await import(`${folder}/secret/index.js`);
    let caught: unknown;
    try {
      secret.open("");
    } catch (error) {
      caught = error;
    }
    return {
      "a class of an internal package": secret.open("x").combination(),
      "its errors": GoError.is(caught, secret.errClosed),
      "its values": secret.widen({ width: 1 }, 2),
    };
  },
  async vendored() {
    const vendored = await import(`${folder}/vendored/index.js`);
    return {
      "a function of a vendored package": vendored.upper("x"),
      "a value of a vendored package": vendored.quoted("q"),
    };
  },
  async replaced() {
    const replaced = await import(`${folder}/replaced/index.js`);
    return { "a function of a replaced package": replaced.upper("x") };
  },
  async exported() {
    const exported = await import(`${folder}/exported/index.js`);
    return {
      "integers of 64 bits": String(exported.Add(1, 2n)),
      floats: exported.Halve(3),
      slices: exported.Total(Float64Array.of(1, 2)),
      "plain arrays": exported.Total([1, 2, 3]),
      texts: exported.ByteLen("äb"),
      "types of C": exported.Square(3),
      pointers: exported.First(Uint8Array.of(7, 8)),
      refusals: message(() => exported.Halve("x")),
      ranges: code(() => exported.Square(2 ** 40)),
      arity: message(() => exported.Add(1)),
    };
  },
};

console.log(JSON.stringify(await uses[process.argv[2]!]!()));

function message(call: () => unknown): string {
  try {
    return `returned ${String(call())}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function code(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return (error as { code?: string }).code;
  }
}
