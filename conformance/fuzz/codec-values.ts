// Values of the types of Go: how they are made by chance, and what must come back of them.
import fc from "fast-check";
import { goInt } from "topher";
import type { BoundLibrary, GoType } from "./codec-types.ts";

/** Why values of a kind are not made here: they are no data, but stand for something that stays on one side. */
export const unmade: Readonly<Record<string, string>> = {
  class: "a handle",
  classCopy: "a handle",
  opaque: "a handle",
  func: "a function that stays where it is",
  interface: "an object that stays where it is",
  seq: "an iterator",
  seq2: "an iterator",
  reader: "a stream",
  source: "a stream",
  writer: "a stream",
  chan: "a channel",
  recvChan: "a channel",
  sendChan: "a channel",
};

/** The code of keys that are the same on the other side, or can be none. */
export const sameKeys = "TOPHER_KEYS";

/** Errors and functions, which come back as themselves. */
const errors = [new Error("first"), new TypeError("second \u{1f439}"), new RangeError("")];
const functions = [() => 1, async () => 2, function named() {}];
const names = new Map<unknown, string>(
  [...errors, ...functions].map((each, i) => [each, `${typeof each === "function" ? "function" : "error"} #${i}`]),
);

interface WholeNumbers {
  readonly min: bigint;
  readonly max: bigint;
  /** Whether they are bigints in JavaScript. */
  readonly wide: boolean;
}

/** The integers of a kind; undefined where it is none. */
function wholeNumbers(kind: string): WholeNumbers | undefined {
  const [, unsigned, size] = /^(u?)int(8|16|32|64|ptr)?$/.exec(kind) ?? [];
  if (unsigned === undefined) return undefined;
  if (size === undefined) {
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    return { min: unsigned === "u" ? 0n : -most, max: most, wide: false };
  }
  const bits = size === "ptr" ? 64n : BigInt(size);
  const [min, max] = unsigned === "u" ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
  return { min, max, wide: bits === 64n };
}

const isFloat = (kind: string): boolean => kind === "float32" || kind === "float64";

function wholes({ min, max, wide }: WholeNumbers): fc.Arbitrary<number | bigint> {
  if (!wide) return fc.oneof(fc.integer({ min: Number(min), max: Number(max) }), fc.constant(-0));
  const safe = min === 0n ? fc.maxSafeNat() : fc.maxSafeInteger();
  const edges = [min, min + 1n, max, max - 1n, 2n ** 53n, 2n ** 53n + 1n].filter((edge) => edge <= max);
  return fc.oneof(
    { weight: 6, arbitrary: fc.bigInt({ min, max }) },
    { weight: 1, arbitrary: safe },
    fc.constantFrom(...edges),
  );
}

const floats = fc.oneof(
  { weight: 4, arbitrary: fc.double() },
  fc.integer({ min: -1000, max: 1000 }).map((n) => n / 4),
  fc.constantFrom(-0, Number.NaN, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE, 2 ** 53 + 2),
);
// What rounds to a finite float32; the greatest double that does is a little above the greatest float32.
const shortFloats = fc
  .oneof(fc.float(), floats)
  .map((x) => (Number.isFinite(x) && Math.abs(x) > 3.4e38 ? x / 2 ** 900 : x));

// A surrogate alone is U+FFFD in Go. The units are listed, as what a runtime calls a grapheme depends on its version of Unicode.
const units = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)) },
  fc.constantFrom("\0", "\ud800", "\udfff", "\u{1f439}", "\ufffd", "\ufeff", "\u2028", "é", "e\u0301", "\u202e"),
);
const texts = fc.oneof(
  { weight: 300, arbitrary: fc.array(units, { maxLength: 12 }).map((all) => all.join("")) },
  { weight: 50, arbitrary: fc.array(units, { minLength: 20, maxLength: 60 }).map((all) => all.join("")) },
  { weight: 1, arbitrary: fc.tuple(units, fc.nat({ max: 40_000 })).map(([unit, n]) => unit.repeat(n)) },
);
const keys = fc.oneof(
  { weight: 6, arbitrary: texts },
  fc.constantFrom("__proto__", "constructor", "toString", "then", "0", "-1", "", "hasOwnProperty", "\ud800", "\udbff"),
);

// Milliseconds of a whole number of nanoseconds, of which a double has each below 2^53; and what Go programs mean by for ever.
const durations = fc.oneof(
  { weight: 8, arbitrary: fc.maxSafeInteger().map((ns) => ns / 1e6) },
  fc.constantFrom(0, -0, 2 ** 63 / 1e6, -(2 ** 63) / 1e6, 1e-6, -1e-6),
);

const depthIdentifier = fc.createDepthIdentifier();
const deepest = 5;

/** Few parts, and none where values are nested deep already. */
function list<T>(element: fc.Arbitrary<T>, maxLength = 6): fc.Arbitrary<T[]> {
  return fc.oneof({ depthIdentifier, maxDepth: deepest }, fc.constant<T[]>([]), {
    weight: 5,
    arbitrary: fc.array(element, { maxLength, depthIdentifier }),
  });
}

function optional<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ depthIdentifier, maxDepth: deepest }, fc.constant(null), { weight: 3, arbitrary: value });
}

function dictionary<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return list(fc.tuple(keys, value)).map((entries) => {
    const object: Record<string, T> = {};
    for (const [key, each] of entries) {
      Object.defineProperty(object, key, { value: each, writable: true, enumerable: true, configurable: true });
    }
    return object;
  });
}

const dates = fc.oneof(
  { weight: 5, arbitrary: fc.date({ noInvalidDate: true }) },
  fc.constantFrom(8.64e15, -8.64e15, -62135596800000, -1).map((ms) => new Date(ms)),
);

type Numbers = readonly (number | bigint)[];

interface NumbersConstructor {
  new (buffer: ArrayBufferLike, offset?: number, length?: number): ArrayBufferView & ArrayLike<number | bigint>;
  from(values: ArrayLike<number | bigint>): ArrayBufferView & ArrayLike<number | bigint>;
  readonly BYTES_PER_ELEMENT: number;
}

const constructorOf = (name: string): NumbersConstructor =>
  (globalThis as unknown as Record<string, NumbersConstructor>)[name]!;

/** Makes values of the types of a library. */
export class Values {
  readonly #library: BoundLibrary;
  readonly #made = new Map<GoType, fc.Arbitrary<unknown>>();
  #tie: (ref: string) => fc.Arbitrary<unknown>;

  constructor(library: BoundLibrary) {
    this.#library = library;
    this.#tie = () => fc.constant(undefined);
    fc.letrec((tie) => {
      this.#tie = tie;
      const structs = [...library.fields].map(([ref, fields]) => [
        ref,
        fc.record(Object.fromEntries(fields.map(({ js, type }) => [js, this.#arbitrary(type)])), {
          requiredKeys: [],
          noNullPrototype: true,
        }),
      ]);
      const named = [...library.named].map(([ref, type]) => [ref, this.#arbitrary(type)]);
      return Object.fromEntries([...structs, ...named, ["any", this.#anything(tie("any"))]]) as Record<
        string,
        fc.Arbitrary<unknown>
      >;
    });
  }

  /** Values of a type, as a program passes them. */
  of(type: GoType): fc.Arbitrary<unknown> {
    let made = this.#made.get(type);
    if (made === undefined) this.#made.set(type, (made = this.#arbitrary(type)));
    return made;
  }

  #arbitrary(type: GoType): fc.Arbitrary<unknown> {
    const { kind, ref, elem, key, len = 0 } = type;
    const whole = wholeNumbers(kind);
    if (whole !== undefined) return wholes(whole);
    switch (kind) {
      case "bool":
        return fc.boolean();
      case "float32":
        return shortFloats;
      case "float64":
        return floats;
      case "string":
        return texts;
      case "bytes":
        return this.#typed("uint8", fc.array(fc.nat({ max: 255 })));
      case "byteArray":
        return this.#typed("uint8", fc.array(fc.nat({ max: 255 }), { minLength: len, maxLength: len }));
      case "numbers":
        return this.#numbers(elem!.kind);
      case "numberArray":
        return this.#numbers(elem!.kind, len);
      case "slice":
        return list(this.#arbitrary(elem!));
      case "array":
        return fc.array(this.#arbitrary(elem!), { minLength: len, maxLength: len });
      case "record":
        return dictionary(this.#arbitrary(elem!));
      case "map":
        return list(fc.tuple(this.#key(key!), this.#arbitrary(elem!))).map((pairs) => new Map(pairs));
      case "pairs":
        return list(fc.tuple(this.#key(key!), this.#arbitrary(elem!)));
      case "value":
      case "recursive":
        return this.#tie(ref!);
      case "valuePointer":
      case "pointer":
        return optional(this.#arbitrary(elem!));
      case "time":
        return dates;
      case "duration":
        return durations;
      case "error":
        return fc.constantFrom(null, ...errors);
      case "any":
        return this.#tie("any");
      default:
        return fc.constant(undefined); // such a function is not called: see isMade
    }
  }

  // A key in an any that can be one, and now and then one that cannot.
  #key(type: GoType): fc.Arbitrary<unknown> {
    if (type.kind !== "any") return this.#arbitrary(type);
    return fc.oneof({ weight: 20, arbitrary: simpleKeys }, fc.constantFrom([], {}, new Uint8Array(1)));
  }

  #numbers(kind: string, length?: number): fc.Arbitrary<unknown> {
    const size = length === undefined ? {} : { minLength: length, maxLength: length };
    const { wide } = wholeNumbers(kind) ?? { wide: false };
    const elements = fc.array(this.#arbitrary({ kind, go: kind }), size) as fc.Arbitrary<(number | bigint)[]>;
    const views = this.#typed(kind, wide ? elements.map((all) => all.map(BigInt)) : elements);
    const all = [
      { weight: 4, arbitrary: views },
      { weight: 2, arbitrary: elements as fc.Arbitrary<unknown> },
    ];
    if (isFloat(kind)) all.push({ weight: 2, arbitrary: this.#bits(kind, size) });
    return fc.oneof(...all);
  }

  /** Typed arrays, some in the middle of a buffer. */
  #typed(kind: string, elements: fc.Arbitrary<Numbers>): fc.Arbitrary<unknown> {
    const array = constructorOf(this.#library.arrays.get(kind)!);
    return fc.tuple(elements, fc.nat({ max: 3 })).map(([values, before]) => {
      const size = array.BYTES_PER_ELEMENT;
      const view = new array(new ArrayBuffer((before + values.length + before) * size), before * size, values.length);
      (view as unknown as { set(values: Numbers): void }).set(values);
      return view;
    });
  }

  /** Floats of any bits: a NaN among them has bits of its own. */
  #bits(kind: string, size: fc.ArrayConstraints): fc.Arbitrary<unknown> {
    const array = constructorOf(this.#library.arrays.get(kind)!);
    const words = array.BYTES_PER_ELEMENT / 4;
    const word = fc.oneof(
      fc.nat({ max: 2 ** 31 - 1 }).map((n) => n * 2 + 1),
      fc.constantFrom(0x7ff80000, 0x7ff00000, 0xfff00001, 0x7fc00001, 0x7f800001, 0xffffffff, 0),
    );
    return fc
      .array(fc.tuple(word, word), size)
      .map((pairs) => new array(Uint32Array.from(pairs.flatMap((pair) => pair.slice(0, words))).buffer));
  }

  #anything(inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
    const arrays = [...this.#library.arrays.keys()].map((kind) => this.#numbers(kind).filter(ArrayBuffer.isView));
    return fc.oneof(
      { depthIdentifier, maxDepth: deepest },
      fc.constantFrom<unknown>(null, undefined, true, false),
      { weight: 2, arbitrary: floats },
      { weight: 2, arbitrary: texts },
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.maxSafeInteger().map(goInt),
      dates,
      fc.oneof(...arrays),
      fc.constantFrom<unknown>(...errors, ...functions),
      { weight: 2, arbitrary: list(inner) },
      { weight: 2, arbitrary: dictionary(inner) },
      list(fc.tuple(simpleKeys, inner)).map((pairs) => new Map(pairs)),
    );
  }
}

const simpleKeys: fc.Arbitrary<unknown> = fc.oneof(
  texts,
  floats,
  fc.bigInt({ min: -5n, max: 5n }),
  fc.boolean(),
  fc.constant(null),
);

/** What must come back; keys that are the same in Go throw `sameKeys`. */
export class Expectation {
  readonly #library: BoundLibrary;

  constructor(library: BoundLibrary) {
    this.#library = library;
  }

  /** What comes back of a value of a type. An absent one is zero. */
  of(type: GoType, value: unknown): unknown {
    const { kind, ref, elem, key, len = 0 } = type;
    const whole = wholeNumbers(kind);
    if (whole !== undefined) return whole.wide ? BigInt((value ?? 0) as number) : Number(value ?? 0) + 0;
    switch (kind) {
      case "bool":
        return value ?? false;
      case "float32":
        return Math.fround((value ?? 0) as number);
      case "float64":
        return value ?? 0;
      case "string":
        return ((value ?? "") as string).toWellFormed();
      case "bytes":
      case "byteArray":
        return Uint8Array.from((value ?? new Uint8Array(len)) as Uint8Array);
      case "numbers":
      case "numberArray":
        return this.#numbers(elem!.kind, value, len);
      case "slice":
        return ((value ?? []) as unknown[]).map((each) => this.of(elem!, each));
      case "array":
        return ((value ?? Array.from({ length: len })) as unknown[]).map((each) => this.of(elem!, each));
      case "record":
        return record((value ?? {}) as Record<string, unknown>, (each) => this.of(elem!, each));
      case "map":
        return map(
          (value ?? []) as Iterable<[unknown, unknown]>,
          (each) => this.of(key!, each),
          (each) => this.of(elem!, each),
        );
      case "pairs":
        return this.#pairs(type, (value ?? []) as [unknown, unknown][]);
      case "value":
        return Object.fromEntries(
          (this.#library.fields.get(ref!) ?? []).map(({ js, type: each }) => [
            js,
            this.of(each, (value as Record<string, unknown> | undefined)?.[js]),
          ]),
        );
      case "recursive":
        return this.of(this.#library.named.get(ref!)!, value);
      case "valuePointer":
      case "pointer":
        return value === null || value === undefined ? null : this.of(elem!, value);
      case "time":
        return new Date((value as Date | undefined)?.getTime() ?? -62135596800000);
      case "duration":
        return ((value ?? 0) as number) + 0;
      case "any":
        return anything(value);
      default:
        return value ?? null;
    }
  }

  #numbers(kind: string, value: unknown, length: number): unknown {
    const array = constructorOf(this.#library.arrays.get(kind)!);
    const { wide } = wholeNumbers(kind) ?? { wide: false };
    if (value === undefined) return new array(new ArrayBuffer(length * array.BYTES_PER_ELEMENT));
    return array.from(wide ? Array.from(value as Numbers, BigInt) : (value as Numbers));
  }

  #pairs({ key, elem }: GoType, pairs: readonly (readonly [unknown, unknown])[]): unknown {
    const seen = new Set<string>();
    return pairs.map(([k, v]) => {
      const id = this.#identity(key!, k);
      if (id !== undefined && seen.has(id)) throw sameKeys;
      if (id !== undefined) seen.add(id);
      return [this.of(key!, k), this.of(elem!, v)];
    });
  }

  // What makes a key another one in Go; undefined for NaN, which is never the same.
  #identity(type: GoType, key: unknown): string | undefined {
    if (typeof key === "object" && key !== null && type.kind === "any") throw sameKeys; // it cannot be compared
    if (typeof key === "number" && Number.isNaN(key)) return undefined;
    return canonical(this.#library, type, this.of(type, Object.is(key, -0) ? 0 : key));
  }
}

function record(object: Readonly<Record<string, unknown>>, of: (value: unknown) => unknown): Record<string, unknown> {
  const back: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    const name = key.toWellFormed();
    if (Object.hasOwn(back, name)) throw sameKeys;
    Object.defineProperty(back, name, { value: of(value), writable: true, enumerable: true, configurable: true });
  }
  return back;
}

function map(
  pairs: Iterable<readonly [unknown, unknown]>,
  keyOf: (key: unknown) => unknown,
  valueOf: (value: unknown) => unknown,
): Map<unknown, unknown> {
  const back = new Map<unknown, unknown>();
  for (const [key, value] of pairs) {
    const k = keyOf(key);
    if (back.has(k)) throw sameKeys;
    back.set(k, valueOf(value));
  }
  return back;
}

const GoInt = goInt(0).constructor;

/** What comes back of a value that was given as any. */
function anything(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value !== "object" || value === null || names.has(value)) return value;
  if (value instanceof GoInt) return (value as unknown as { value: number }).value + 0;
  if (Array.isArray(value)) return Array.from(value, anything);
  if (value instanceof Date) return new Date(value);
  if (value instanceof Map) return map(value, anything, anything);
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).slice();
  return record(value as Record<string, unknown>, anything);
}

/**
 * A value as text that is the same in every runtime and for every order of keys. Equal texts are equal values; of a NaN the bits do not
 * count.
 */
export function canonical(library: BoundLibrary, type: GoType | undefined, value: unknown): string {
  const parts = (values: readonly unknown[], of?: GoType): string =>
    values.map((each) => canonical(library, of, each)).join(",");
  const entries = (pairs: readonly (readonly [unknown, unknown])[], key?: GoType, elem?: GoType): string =>
    pairs
      .map(([k, v]) => `${canonical(library, key, k)}:${canonical(library, elem, v)}`)
      .toSorted()
      .join(",");
  const known = type?.kind === "recursive" ? library.named.get(type.ref!) : type;
  switch (typeof value) {
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bigint":
      return `${value}n`;
    case "string":
      return JSON.stringify(value);
    case "object":
      break;
    default:
      return names.get(value) ?? String(value);
  }
  if (value === null) return "null";
  if (names.has(value)) return names.get(value)!;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}[${parts([...(value as Uint8Array)])}]`;
  if (value instanceof Map) return `Map{${entries([...value], known?.key, known?.elem)}}`;
  if (known?.kind === "pairs") return `pairs{${entries(value as [unknown, unknown][], known.key, known.elem)}}`;
  if (Array.isArray(value)) return `[${parts(value, known?.elem)}]`;
  if (value instanceof Error) return `${value.name}(${JSON.stringify(value.message)})`;
  if (known?.kind === "valuePointer" || known?.kind === "pointer") return canonical(library, known.elem, value);
  const fields = known?.ref === undefined ? undefined : library.fields.get(known.ref);
  const typeOf = (key: string): GoType | undefined => known?.elem ?? fields?.find(({ js }) => js === key)?.type;
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(library, typeOf(key), each)}`)
    .toSorted()
    .join(",")}}`;
}

/** The bytes of a typed array of floats; undefined for any other value. */
export function bytesOf(value: unknown): string | undefined {
  if (!(value instanceof Float64Array || value instanceof Float32Array)) return undefined;
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).join(",");
}
