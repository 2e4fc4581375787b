// Calls every function of the fixture with arguments that are right, wrong and too many, and prints what came of each call.
// With the argument "forbid" it forbids code from strings first, where the runtime has no flag for that.
import { isDeepStrictEqual } from "node:util";
import process from "node:process";

if (process.argv[2] === "forbid") {
  globalThis.Function = function Function() {
    throw new EvalError("code from strings is forbidden here");
  } as unknown as FunctionConstructor;
}
let forbidden = false;
try {
  new Function("return 1");
} catch (error) {
  forbidden = error instanceof EvalError;
}

const { argumentOf } = await import("../kit/arguments.ts");
const { bindTable } = await import("../kit/fixture.ts");
const { fixtureSymbols } = await import("../kit/symbols.ts");

const lib = bindTable(fixtureSymbols);
const outcomes: string[] = [];
for (const [symbol, { args }] of Object.entries(fixtureSymbols)) {
  if (/^(busy|wake)/.test(symbol)) continue; // what they count depends on time
  const right = () => (args as Parameters<typeof argumentOf>[0][]).map(argumentOf);
  note(symbol, right());
  note(symbol, [...right(), 1]);
  right().forEach((_, i) => {
    note(symbol, right().with(i, undefined));
    note(symbol, right().with(i, Symbol("wrong")));
  });
  // Whatever was thrown before, the next call is as good as the first.
  if (!isDeepStrictEqual(outcome(symbol, right()), outcome(symbol, right())))
    outcomes.push(`${symbol} changes its mind`);
}
const nested = (depth: bigint): bigint => lib["callbackNested"]!(nested, depth - 1n);
note("callbackNested", [nested, 20n]);
console.log(JSON.stringify({ forbidden, outcomes }));

function note(symbol: string, args: readonly unknown[]): void {
  outcomes.push(`${symbol}(${args.length}): ${outcome(symbol, args)}`);
}

function outcome(symbol: string, args: readonly unknown[]): string {
  const text = (_: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);
  try {
    return JSON.stringify([lib[symbol]!(...args), args], text) ?? "undefined";
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
}
