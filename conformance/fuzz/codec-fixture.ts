// Values of every kind through the hand-written fixture: scalars, text, bytes, slices, structs and callbacks. What a function does is read off its
// comment, so that each function with such a comment is called; what it must give is computed here. The digest is over all results.
import { scalars } from "@topher/core/adapter";
import fc from "fast-check";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { stats, type ScalarName } from "topher";
import { bindTable, leaked } from "../kit/fixture.ts";
import { familyOf, limits } from "../kit/scalar-samples.ts";
import { fixtureSymbols } from "../kit/symbols.ts";
import { collect, long, phase, seed, stress, until } from "../stress/program.ts";

const total = long ? 1_000_000 : 20_000;

/** What topher's types hold beside their kind. */
interface Described {
  readonly kind: string;
  readonly element?: Described;
  readonly length?: number;
  readonly fields?: Readonly<Record<string, Described>>;
  readonly args?: readonly Described[];
}

/** What a function with such a comment must do. */
interface Rule {
  readonly doc: RegExp;
  /** Arguments, where those of the types alone would be too many, too few or too large. */
  readonly args?: (types: readonly Described[]) => readonly fc.Arbitrary<unknown>[];
  /** Whether it can be called with these types. */
  readonly takes?: (types: readonly Described[]) => boolean;
  /** The result, of the arguments as Go has them. */
  readonly result?: (args: readonly any[], types: readonly Described[]) => unknown;
  /** What an argument is afterwards, by its place. */
  readonly leaves?: (args: readonly any[], types: readonly Described[]) => Readonly<Record<number, unknown>>;
}

const texts = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 32, max: 126 }) }, fc.nat({ max: 0x10ffff })), {
    maxLength: 40,
  })
  .map((points) => points.map((point) => String.fromCodePoint(point)).join(""));
const cTexts = texts.map((text) => text.replaceAll("\0", ""));
const longTexts = fc.oneof(
  { weight: 200, arbitrary: texts },
  fc.tuple(texts, fc.nat({ max: 3000 })).map(([text, n]) => text.repeat(n)),
);

const isLent = (type: Described | undefined): boolean =>
  type?.kind === "bytes" || (type?.kind === "slice" && scalars[type.element!.kind as ScalarName]?.array !== undefined);
const lentFirst = (types: readonly Described[]): boolean => isLent(types[0]);
const same = (args: readonly any[]): unknown => args[0];

const rules: readonly Rule[] = [
  { doc: /^returns v\b/, result: same },
  { doc: /^returns a copy of (the bytes|a text)/, result: same },
  {
    doc: /^calls cb with v and returns/,
    args: ([callback]) => [fc.constant((v: unknown) => v), made(callback!.args![0]!)],
    result: (args) => args[1],
  },
  { doc: /^returns the other value/, result: ([v]) => !v },
  { doc: /^returns a \+ b/, args: (types) => types.map(small), result: ([a, b], types) => sum(types[0]!.kind, [b], a) },
  {
    doc: /^returns the sum of the elements/,
    args: (types) => types.map(({ element }) => sliceOf(element!, small(element!))),
    result: ([all], types) => sum(types[0]!.element!.kind, Array.from(all)),
  },
  { doc: /^turns the order around/, takes: lentFirst, leaves: ([all]) => ({ 0: all.toReversed() }) },
  { doc: /^flips every bit/, takes: lentFirst, leaves: ([all]) => ({ 0: all.map((byte: number) => ~byte) }) },
  { doc: /^sets each element to v/, takes: lentFirst, leaves: ([all, v]) => ({ 0: all.map(() => v) }) },
  {
    doc: /^copies what both slices hold to out/,
    takes: lentFirst,
    result: ([from, to]) => Math.min(from.length, to.length),
    leaves: ([from, to]) => ({ 0: from, 1: to.map((each: unknown, i: number) => (i < from.length ? from[i] : each)) }),
  },
  { doc: /^returns the sum of the bytes/, result: ([all]) => sum("int", [...all]) },
  { doc: /^returns a followed by b/, args: (types) => types.map(() => cTexts), result: ([a, b]) => a + b },
  { doc: /^returns the texts with sep between them/, result: ([all, separator]) => all.join(separator) },
  { doc: /^returns how many bytes a text/, result: ([s]) => new TextEncoder().encode(s).length },
  { doc: /^returns how many code points a text/, result: ([s]) => [...s].length },
  { doc: /^reports whether a text is UTF-8/, result: () => true },
  { doc: /^reports whether two texts have the same bytes/, result: ([a, b]) => a === b },
  {
    doc: /^returns the arguments/,
    result: (args) => Object.fromEntries(args.map((each, i) => [`r${i}`, each])),
  },
  {
    doc: /^returns the 64-bit FNV-1a hash of (the bytes\.|a text)/,
    result: ([all]) => fnv1a(typeof all === "string" ? new TextEncoder().encode(all) : all),
  },
];

interface Listed {
  readonly name: string;
  readonly library: string;
  readonly doc: string;
}

await stress(async () => {
  const listed = JSON.parse(readFileSync(new URL("../fixture/symbols.json", import.meta.url), "utf8")) as Listed[];
  const lib = bindTable(fixtureSymbols);
  const cases = listed
    .filter(({ library }) => library === "fixture")
    .flatMap(({ name, doc }) => {
      const { args, result } = fixtureSymbols[name]! as unknown as { args: readonly Described[]; result: Described };
      const types = args.map(plain);
      return rules
        .filter((rule) => rule.doc.test(doc) && (rule.takes?.(types) ?? true))
        .map((rule) => ({ name, types, result: plain(result), rule }));
    });
  for (const rule of rules)
    assert.ok(
      cases.some((each) => each.rule === rule),
      `no function's comment is like ${rule.doc}`,
    );

  const hash = createHash("sha256");
  let values = 0;
  const runs = Math.ceil(total / cases.length);
  for (const [i, { name, types, result, rule }] of cases.entries()) {
    phase(`${name}, seed ${seed}`);
    const args = fc.tuple(...(rule.args?.(types) ?? types.map(made)));
    fc.assert(
      fc.property(args, (sent) => {
        const known = sent.map((each, at) => asGoHasIt(types[at]!, each));
        const want = textOf(rule.result && asGoHasIt(result, rule.result(known, types)));
        const leaves = Object.entries(rule.leaves?.(known, types) ?? {}).map(
          ([at, left]) => [Number(at), textOf(left)] as const,
        );
        const got = textOf(lib[name]!(...sent));
        values++;
        hash.update(`${name} ${got}\n`);
        assert.equal(got, want);
        for (const [at, left] of leaves) {
          assert.equal(textOf(sent[at]), left, `argument ${at + 1} afterwards`);
          hash.update(`${left}\n`);
        }
      }),
      { seed: seed + i, numRuns: runs },
    );
    await setImmediate();
  }

  phase("what is left");
  const held = (): number[] => [leaked(), ...Object.values({ ...stats(), trampolines: 0 })];
  await until(() => {
    collect();
    return held().every((count) => count === 0);
  }, 10_000);
  assert.deepEqual(
    held().filter((count) => count !== 0),
    [],
    "what is held at the end",
  );
  return { values, functions: cases.length, seed, digest: hash.digest("hex") };
});

/** A type that may be absent or behind a pointer, as what it is. */
function plain(type: Described): Described {
  return type.kind === "nullable" || type.kind === "ref" ? plain(type.element!) : type;
}

function made(declared: Described): fc.Arbitrary<unknown> {
  const type = plain(declared);
  const { kind, element, length = 0, fields } = type;
  switch (kind) {
    case "cstring":
      return cTexts;
    case "string":
      return longTexts;
    case "bytes":
      return fc.uint8Array({ maxLength: 300 });
    case "slice":
      return sliceOf(element!, made(element!));
    case "array":
      return fc.array(made(element!), { minLength: length, maxLength: length });
    case "struct":
      return fc.record(Object.fromEntries(Object.entries(fields!).map(([name, field]) => [name, made(field)])), {
        noNullPrototype: true,
      });
    default:
      return scalar(kind as ScalarName);
  }
}

/** Slices: typed arrays where there are any for the kind, some in the middle of a buffer. */
function sliceOf(element: Described, values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const all = fc.array(values, { maxLength: 60 });
  const array = scalars[element.kind as ScalarName]?.array;
  if (array === undefined) return all;
  const from = array as unknown as { from(values: unknown[]): Uint8Array };
  const wide = familyOf(element.kind as ScalarName) === "wide";
  return fc.tuple(all, fc.nat({ max: 3 })).map(([each, before]) => {
    const padded = [...Array.from({ length: before }, () => 0), ...each];
    return from.from(wide ? padded.map((n) => BigInt(n as number)) : padded).subarray(before);
  });
}

function scalar(kind: ScalarName): fc.Arbitrary<unknown> {
  const family = familyOf(kind);
  if (family === "bool") return fc.boolean();
  if (family === "pointer") return fc.oneof(fc.constant(null), fc.bigInt({ min: 4096n, max: 2n ** 64n - 1n }));
  if (family === "f32") return fc.oneof(fc.float(), fc.double({ min: -3e38, max: 3e38 }));
  if (family === "f64") return fc.double();
  const [min, max] = limits(kind);
  if (family === "safe") return min < 0n ? fc.maxSafeInteger() : fc.maxSafeNat();
  if (family === "wide") return fc.oneof(fc.bigInt({ min, max }), min < 0n ? fc.maxSafeInteger() : fc.maxSafeNat());
  return fc.oneof(fc.integer({ min: Number(min), max: Number(max) }), fc.constant(-0));
}

/** Numbers of which a few can be added up without leaving what a result can be. */
function small({ kind }: Described): fc.Arbitrary<unknown> {
  if (familyOf(kind as ScalarName) !== "safe") return scalar(kind as ScalarName);
  return limits(kind as ScalarName)[0] < 0n
    ? fc.integer({ min: -(2 ** 40), max: 2 ** 40 })
    : fc.integer({ min: 0, max: 2 ** 40 });
}

/** An argument as Go has it. */
function asGoHasIt(declared: Described, value: unknown): unknown {
  const type = plain(declared);
  const { kind, element, fields } = type;
  switch (kind) {
    case "string":
    case "cstring":
      return (value as string).toWellFormed();
    case "bytes":
      return (value as Uint8Array).slice();
    case "callback":
      return value;
    case "slice":
    case "array": {
      const values = Array.from(value as unknown[], (each) => asGoHasIt(element!, each));
      const array = scalars[element!.kind as ScalarName]?.array as unknown as
        | { from(values: unknown[]): unknown }
        | undefined;
      return array === undefined ? values : array.from(values);
    }
    case "struct":
      return Object.fromEntries(
        Object.entries(fields!).map(([name, field]) => [
          name,
          asGoHasIt(field, (value as Record<string, unknown>)[name]),
        ]),
      );
    default:
      return numberOf(kind as ScalarName, value);
  }
}

function numberOf(kind: ScalarName, value: unknown): unknown {
  const family = familyOf(kind);
  if (family === "f32") return Math.fround(value as number);
  if (family === "wide") return BigInt(value as number);
  return family === "narrow" || family === "safe" ? (value as number) + 0 : value;
}

/** The sum as Go has it: integers wrap around. */
function sum(kind: string, values: readonly any[], start: any = 0): unknown {
  const family = familyOf(kind as ScalarName);
  if (family === "f64") return values.reduce((a: number, b: number) => a + b, start);
  if (family === "f32") return values.reduce((a: number, b: number) => Math.fround(a + b), start);
  const [min] = limits(kind as ScalarName);
  const bits = scalars[kind as ScalarName].size * 8;
  const exact = values.reduce((a: bigint, b: number | bigint) => a + BigInt(b), BigInt(start));
  const wrapped = min < 0n ? BigInt.asIntN(bits, exact) : BigInt.asUintN(bits, exact);
  return family === "wide" ? wrapped : Number(wrapped);
}

function fnv1a(bytes: Uint8Array): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash;
}

/** A value as text: equal values have equal texts. */
function textOf(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}[${[...(value as Uint8Array)].map(textOf).join()}]`;
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}:${textOf(each)}`)
    .join()}}`;
}
