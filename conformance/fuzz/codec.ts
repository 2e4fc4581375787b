// Values that cross a generated library and come back: from JavaScript through every function that gives its argument back, and from Go
// through JavaScript to Go, which makes the value once more and looks for a difference. What comes back must be what the mapping promises, and
// the same in every runtime: the digest is over all of it.
//
// Functions and types are found: in the intermediate representation of the library, and there by what their comment says. A value that fails
// is shrunk and printed with the seed.
import fc from "fast-check";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { setImmediate, setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { counts } from "../kit/counts.ts";
import { collect, long, phase, seed, stress } from "../stress/program.ts";
import { boundLibrary, partsOf, type BoundLibrary, type GoFunction, type GoType } from "./codec-types.ts";
import { bytesOf, canonical, Expectation, sameKeys, unmade, Values } from "./codec-values.ts";

const { values: own } = parseArgs({ strict: false, options: { values: { type: "string" } } });
/** Values in all: half of them begin in JavaScript, half in Go. */
const total = Number(own.values ?? (long ? 1_000_000 : 20_000));
/** One in so many crosses by the asynchronous form. */
const asynchronous = 10;
const givesBack = /^\w+ gives .*\bback\b/;
const sizes = fc.oneof(
  { weight: 60, arbitrary: fc.nat({ max: 8 }) },
  { weight: 10, arbitrary: fc.nat({ max: 60 }) },
  { weight: 1, arbitrary: fc.nat({ max: 1500 }) },
);

const refusal = "refused: ";

/** What came back, and why what did not: counted, and hashed in order. */
class Outcomes {
  readonly counts = { values: 0, refused: 0 };
  readonly #hash = createHash("sha256");

  note(name: string, outcome: string): void {
    this.counts.values++;
    if (outcome.startsWith(refusal)) this.counts.refused++;
    this.#hash.update(`${name} ${outcome}\n`);
  }

  digest(): string {
    return this.#hash.digest("hex");
  }
}

interface Runs {
  readonly seed: number;
  readonly numRuns: number;
}

/** What must come back, as text, and the bytes of what crosses as it lies in memory. */
interface Wanted {
  readonly want: string;
  readonly bytes?: string | undefined;
}

/** A function of one result or several that gives its arguments back. */
interface Echo {
  readonly name: string;
  readonly types: readonly GoType[];
  readonly call: Form;
  readonly async: Form;
}

type Form = (...args: unknown[]) => unknown;

/** What makes and compares values of a type in Go. */
interface Maker {
  make(seed: number, size: number): unknown;
  refusals(seed: number, size: number): [out: string, back: string];
  differs(seed: number, size: number, value: unknown): string;
  echo(value: unknown): unknown;
  made(): number;
  readonly async: Readonly<Record<"make" | "differs" | "echo", (...args: unknown[]) => Promise<unknown>>>;
  [Symbol.dispose](): void;
}

await stress(async () => {
  const library = await boundLibrary("fuzzed");
  const before = await settled(library);
  const outcomes = new Outcomes();
  const { functions, types } = await crossAll(library, outcomes);
  phase("what is left");
  assert.deepEqual(await settled(library, before), before, "what is held at the end");
  return { ...outcomes.counts, functions, types, seed, digest: outcomes.digest() };
});

// A function of its own, so that nothing of its values is held when it has ended.
async function crossAll(library: BoundLibrary, outcomes: Outcomes): Promise<{ functions: number; types: number }> {
  const makers = makersOf(library);
  const echoes = [...echoesOf(library), ...makers.map(echoOf)];
  checkKinds(library, [...echoes.flatMap(({ types }) => types), ...makers.map(({ type }) => type)]);
  const values = new Values(library);
  const half = total / 2;
  for (const [i, echo] of echoes.entries()) {
    phase(`${echo.name}, seed ${seed}`);
    await fromJavaScript(library, outcomes, values, echo, { seed: seed + i, numRuns: Math.ceil(half / echoes.length) });
  }
  for (const [i, named] of makers.entries()) {
    phase(`${named.name}, seed ${seed}`);
    await fromGo(library, outcomes, named, { seed: seed + i, numRuns: Math.ceil(half / makers.length) });
    named.maker[Symbol.dispose]();
  }
  return { functions: echoes.length, types: makers.length };
}

/** Sends values of JavaScript through a function that gives them back. */
async function fromJavaScript(
  library: BoundLibrary,
  outcomes: Outcomes,
  values: Values,
  echo: Echo,
  { seed, numRuns }: Runs,
): Promise<void> {
  const args = fc.tuple(...echo.types.map((type) => values.of(type)));
  const check = (name: string, { want, bytes }: Wanted, call: () => unknown): void => {
    const got = outcomeOf(library, echo, call);
    outcomes.note(name, got.text);
    assert.equal(got.text, want);
    if (bytes !== undefined && got.bytes !== undefined) assert.equal(got.bytes, bytes, "the bits of floats");
  };
  fc.assert(
    fc.property(args, (sent) => check(echo.name, wanted(library, echo, sent), () => echo.call(...sent))),
    { seed, numRuns },
  );
  await setImmediate(); // lets the collector's callbacks run
  await fc.assert(
    fc.asyncProperty(args, async (sent) => {
      if (echo.types.length === 1 && isThenable(sent[0])) return; // a promise that is given such a value becomes what it says
      const want = wanted(library, echo, sent);
      const settled = await Promise.resolve(echo.async(...sent)).then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error;
        },
      );
      check(`${echo.name}.async`, want, settled);
    }),
    { seed: seed + 1, numRuns: Math.ceil(numRuns / asynchronous) },
  );
}

/** Has Go make values, gives them back, and has Go compare. */
async function fromGo(
  library: BoundLibrary,
  outcomes: Outcomes,
  { name, type, maker }: NamedMaker,
  { seed, numRuns }: Runs,
): Promise<void> {
  const refused = (error: unknown, code: string): void => {
    outcomes.note(name, textOf(error));
    assert.equal(codeOf(error), code, messageOf(error));
  };
  const made = fc.tuple(fc.noShrink(fc.nat({ max: 2 ** 31 - 1 })), sizes);
  fc.assert(
    fc.property(made, ([from, size]) => {
      const [out, back] = maker.refusals(from, size);
      let value: unknown;
      try {
        value = maker.make(from, size);
      } catch (error) {
        return refused(error, out);
      }
      const text = canonical(library, type, value);
      outcomes.note(name, text);
      assert.equal(out, "", `it reached JavaScript as ${text}`);
      let difference: string;
      try {
        difference = maker.differs(from, size, value);
      } catch (error) {
        return refused(error, back);
      }
      assert.equal(back, "", "it came back");
      assert.equal(difference, "");
    }),
    { seed, numRuns },
  );
  assert.ok(maker.made() >= numRuns, `${name} has made ${maker.made()} values`);
  await setImmediate();
  await fc.assert(
    fc.asyncProperty(made, async ([from, size]) => {
      if (maker.refusals(from, size).some((code) => code !== "")) return;
      const value = await maker.async.make(from, size);
      const difference = await maker.async.differs(from, size, value);
      outcomes.note(`${name}.async`, canonical(library, type, value));
      assert.equal(difference, "");
    }),
    { seed: seed + 1, numRuns: Math.ceil(numRuns / asynchronous) },
  );
}

function wanted(library: BoundLibrary, { types }: Echo, sent: readonly unknown[]): Wanted {
  const expectation = new Expectation(library);
  try {
    const want = types.map((type, i) => canonical(library, type, expectation.of(type, sent[i]))).join(" ");
    return { want, bytes: types.length === 1 ? bytesOf(sent[0]) : undefined };
  } catch (error) {
    if (error !== sameKeys) throw error;
    return { want: `${refusal}${sameKeys}` };
  }
}

function outcomeOf(
  library: BoundLibrary,
  { types }: Echo,
  call: () => unknown,
): { text: string; bytes?: string | undefined } {
  let got: unknown;
  try {
    got = call();
  } catch (error) {
    const code = codeOf(error);
    assert.ok(code.startsWith("TOPHER_"), messageOf(error));
    return { text: `${refusal}${code}` };
  }
  const results = types.length === 1 ? [got] : (got as unknown[]);
  return { text: types.map((type, i) => canonical(library, type, results[i])).join(" "), bytes: bytesOf(got) };
}

function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}

function messageOf(error: unknown): string {
  return String((error as Error).stack ?? error);
}

// A message names a key, and which of several is named is chance.
function textOf(error: unknown): string {
  return `${refusal}${codeOf(error)}`;
}

/** The functions that give back what they are given: the comment says so, and parameters and results are the same types. */
function echoesOf(library: BoundLibrary): Echo[] {
  return library.packages.flatMap(({ name, funcs = [], module }) =>
    funcs.filter(isEcho).map((each): Echo => {
      const call = module[each.js] as Form & { async: Form };
      return { name: `${name}.${each.js}`, types: each.params!.map(({ type }) => type), call, async: call.async };
    }),
  );

  function isEcho({ doc = "", params = [], results = [], throws, async }: GoFunction): boolean {
    if (!givesBack.test(doc) || throws || async || params.length === 0 || params.some(({ variadic }) => variadic))
      return false;
    const given = JSON.stringify(params.map(({ type }) => type));
    return (
      given === JSON.stringify(results.map(({ type }) => type)) && params.every(({ type }) => isMade(library, type))
    );
  }
}

function isMade(library: BoundLibrary, type: GoType): boolean {
  return partsOf(library, type).every(({ kind }) => !(kind in unmade));
}

interface NamedMaker {
  readonly name: string;
  readonly type: GoType;
  readonly maker: Maker;
}

/** The instances of the generic type Maker. */
function makersOf(library: BoundLibrary): NamedMaker[] {
  return library.packages.flatMap(({ classes = [], module }) =>
    classes
      .filter(({ go }) => go.startsWith("Maker["))
      .map(({ js, methods = [] }): NamedMaker => {
        const maker = new (module[js] as new () => Maker)();
        return { name: js, type: methods.find(({ go }) => go === "Make")!.results![0]!.type, maker };
      }),
  );
}

function echoOf({ name, type, maker }: NamedMaker): Echo {
  return {
    name: `${name}.echo`,
    types: [type],
    call: (value) => maker.echo(value),
    async: (value) => maker.async.echo(value),
  };
}

/** Each kind of the table is made here, or has a reason why it is not. */
function checkKinds(library: BoundLibrary, types: readonly GoType[]): void {
  const met = new Set(types.flatMap((type) => partsOf(library, type)).map(({ kind }) => kind));
  const missing = library.kinds.filter((kind) => met.has(kind) === kind in unmade);
  assert.deepEqual(missing, [], "kinds that no value crosses as, or that are said to be none");
}

/** What is held once both collectors have had their turns: with `goal`, once it is no more than that. */
async function settled(
  library: BoundLibrary,
  goal?: Readonly<Record<string, number>>,
): Promise<Readonly<Record<string, number>>> {
  const { module } = library.packages.find(({ name }) => name === "fuzzed")!;
  const { collect: collectInGo } = module as { collect: { (): void; async(): Promise<void> } };
  for (let i = 0; i < 500; i++) {
    await collectInGo.async(); // what goroutines have sent is taken with it
    collectInGo();
    collect();
    await setTimeout(2);
    const now: Readonly<Record<string, number>> = counts();
    if (goal === undefined ? i > 5 : Object.entries(goal).every(([key, most]) => now[key]! <= most)) break;
  }
  return counts();
}
