// Types as generated code would write and read them, made by chance.
import fc from "fast-check";
import { AnyCodec } from "./any-codec.ts";
import type { Objects } from "./objects.ts";

/** A type: how its values are made, written and read. */
export interface Shape {
  readonly name: string;
  readonly values: fc.Arbitrary<any>;
  readonly smallest: number;
  write(codec: AnyCodec, value: any, at: string): void;
  read(codec: AnyCodec): unknown;
}

/** The objects of a library that has none. */
export const noObjects: Objects = {
  integersAreInt: false,
  handleOf: () => undefined,
  adopt: (type, handle) => ({ type, handle }),
  targetOf: (id) => ({ id }),
  reader: () => undefined,
  goErrorOf: () => undefined,
  goError: (handle, message, goType, causes) => ({ handle, message, goType, causes }),
  slotOf: () => 1,
  inSlot: (slot, message) => ({ slot, message }),
  topherError: (code, message) => ({ code, message }),
};

/** The number of a registered struct with a field of type any. */
export const structNumber = 7;

/** The objects of a library with that struct. */
export const withStructs: Objects = {
  ...noObjects,
  reader: (type) => (type === structNumber ? (codec: AnyCodec) => ({ inner: codec.readAny() }) : undefined),
};

/** A codec over fresh bytes. */
export function codecOf(bytes = new Uint8Array(16), objects: Objects = noObjects): AnyCodec {
  return new AnyCodec(bytes, objects);
}

/** What comes back of a value that is written and read again; fails where bytes are left. */
export function roundTrip(shape: Shape, value: unknown): unknown {
  const codec = codecOf();
  shape.write(codec, value, "value");
  const end = codec.position;
  codec.position = 0;
  codec.limit = end;
  const result = shape.read(codec);
  if (codec.position !== end) throw new Error(`${shape.name}: read ${codec.position} of ${end} bytes`);
  return result;
}

// Which characters are graphemes depends on the runtime; code points do not.
const text = fc.string({ unit: "binary" });
const safe = fc.maxSafeInteger();

function plain(name: string, smallest: number, values: fc.Arbitrary<unknown>): Shape {
  const write = name.slice(0, 1).toLowerCase() + name.slice(1);
  return {
    name,
    values,
    smallest,
    write: (codec, value, at) => (codec as any)[write](value, at),
    read: (codec) => (codec as any)[`read${name}`](),
  };
}

const integers = { Int8: 8, Int16: 16, Int32: 32, Uint8: 8, Uint16: 16, Uint32: 32 };

/** The types without parts. */
export const plainShapes: readonly Shape[] = [
  plain("Bool", 1, fc.boolean()),
  ...Object.entries(integers).map(([name, bits]) => {
    const [min, max] = name.startsWith("U") ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
    return plain(name, bits / 8, fc.integer({ min, max }));
  }),
  plain("Int64", 8, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  plain("Uint64", 8, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  plain("Int", 8, safe),
  plain("Uint", 8, fc.maxSafeNat()),
  plain("Float32", 4, fc.float()),
  plain("Float64", 8, fc.double()),
  plain("String", 4, fc.oneof(text, fc.string({ minLength: 20, maxLength: 60 }))),
  plain("Time", 8, fc.date({ noInvalidDate: true })),
  plain("Duration", 8, fc.double({ min: -9e12, max: 9e12, noNaN: true })),
];

/** The slices of numbers. */
export const numberShapes: readonly Shape[] = [
  plain("Bytes", 4, fc.uint8Array()),
  plain("Int8s", 4, fc.int8Array()),
  plain("Int16s", 4, fc.int16Array()),
  plain("Int32s", 4, fc.int32Array()),
  plain("Int64s", 4, fc.bigInt64Array()),
  plain("Uint8s", 4, fc.uint8Array()),
  plain("Uint16s", 4, fc.uint16Array()),
  plain("Uint32s", 4, fc.uint32Array()),
  plain("Uint64s", 4, fc.bigUint64Array()),
  plain("Float32s", 4, fc.float32Array()),
  plain("Float64s", 4, fc.float64Array()),
];

/** `any`, of what comes back as it went. */
export const anyShape: Shape = plain(
  "Any",
  1,
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(null, true, false),
      fc.double(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      text,
      fc.date({ noInvalidDate: true }),
      fc.uint8Array(),
      fc.float64Array(),
      fc.bigInt64Array(),
      fc.array(tie("value")),
      fc.dictionary(fc.oneof(text, fc.constantFrom("__proto__", "constructor")), tie("value"), {
        noNullPrototype: true,
      }),
      fc.array(fc.tuple(fc.oneof(text, fc.double({ noNaN: true })), tie("value"))).map((pairs) => new Map(pairs)),
    ),
  })).value,
);

function slice(element: Shape): Shape {
  return {
    name: `[]${element.name}`,
    values: fc.array(element.values, { maxLength: 8 }),
    smallest: 4,
    write(codec, values, at) {
      const count = codec.slice(values, at);
      for (let i = 0; i < count; i++) element.write(codec, values[i], "");
    },
    read: (codec) => Array.from({ length: codec.count(element.smallest) }, () => element.read(codec)),
  };
}

function record(element: Shape): Shape {
  const keys = fc.oneof(text, fc.constantFrom("__proto__", "constructor", "toString", "then"));
  return {
    name: `map[string]${element.name}`,
    values: fc.dictionary(keys, element.values, { maxKeys: 8, noNullPrototype: true }),
    smallest: 4,
    write(codec, value, at) {
      for (const [key, each] of codec.record(value, at)) {
        codec.string(key, "");
        element.write(codec, each, "");
      }
    },
    read(codec) {
      const object: Record<string, unknown> = {};
      for (let n = codec.count(4 + element.smallest); n > 0; n--)
        codec.setField(object, codec.readString(), element.read(codec));
      return object;
    },
  };
}

function map(key: Shape, element: Shape): Shape {
  return {
    name: `map[${key.name}]${element.name}`,
    values: fc
      .array(fc.tuple(key.values, element.values), { maxLength: 8 })
      .map((pairs) => new Map(pairs as [unknown, unknown][])),
    smallest: 4,
    write(codec, value, at) {
      for (const [each, of] of codec.map(value, at) as [unknown, unknown][]) {
        key.write(codec, each, "");
        element.write(codec, of, "");
      }
    },
    read(codec) {
      const found = new Map<unknown, unknown>();
      for (let n = codec.count(key.smallest + element.smallest); n > 0; n--)
        codec.setKey(found, key.read(codec), element.read(codec));
      return found;
    },
  };
}

function pointer(to: Shape): Shape {
  return {
    name: `*${to.name}`,
    values: fc.option(to.values),
    smallest: 1,
    write(codec, value, at) {
      if (codec.pointer(value, at)) to.write(codec, value, at);
    },
    read: (codec) => (codec.present() ? to.read(codec) : null),
  };
}

function struct(fields: Readonly<Record<string, Shape>>): Shape {
  const names = new Set(Object.keys(fields));
  return {
    name: `struct{${Object.entries(fields)
      .map(([name, { name: type }]) => `${name} ${type}`)
      .join("; ")}}`,
    values: fc.record(Object.fromEntries(Object.entries(fields).map(([name, { values }]) => [name, values])), {
      noNullPrototype: true,
    }),
    smallest: 1,
    write(codec, value, at) {
      codec.fields(value, names, at);
      for (const [name, shape] of Object.entries(fields)) shape.write(codec, value[name], `.${name}`);
      if (names.size === 0) codec.empty();
    },
    read(codec) {
      const value: Record<string, unknown> = {};
      for (const [name, shape] of Object.entries(fields)) value[name] = shape.read(codec);
      if (names.size === 0) codec.readEmpty();
      return value;
    },
  };
}

const keyShapes = plainShapes.filter(({ name }) => !["Float32", "Float64", "Time", "Duration"].includes(name));

/** Types of any form. */
export const shapes: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape; struct: Shape }>((tie) => ({
  struct: fc
    .dictionary(fc.constantFrom("x", "y", "label", "next", "a b"), tie("shape"), { maxKeys: 4, noNullPrototype: true })
    .map(struct),
  shape: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...plainShapes, ...numberShapes, anyShape),
    tie("shape").map(slice),
    tie("shape").map(record),
    fc.tuple(fc.constantFrom(...keyShapes), tie("shape")).map(([key, element]) => map(key, element)),
    tie("struct"),
    tie("struct").map(pointer),
  ),
})).shape;
