// What holds for the codec whatever the types, values and bytes are. The unit tests run a few cases of each property, and
// conformance/fuzz/decoder.ts a million in every runtime.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Refusal } from "./refusal.ts";
import {
  anyShape,
  codecOf,
  numberShapes,
  plainShapes,
  roundTrip,
  shapes,
  structNumber,
  withStructs,
  type Shape,
} from "./shape.fixture.ts";

/** Hears of each outcome: what was read as text, or why it was refused. */
export type Recorder = (outcome: string) => void;

/** A property that fast-check can run. */
export type Property = fc.IPropertyWithHooks<any>;

/** The properties by what they say; `record` hears of the outcomes, which are the same in every runtime. */
export function properties(record: Recorder = () => {}): Readonly<Record<string, Property>> {
  const alone = [...plainShapes, ...numberShapes, anyShape];
  const comesBack = (shape: Shape, value: unknown): void => {
    const text = textOf(roundTrip(shape, value));
    record(text);
    assert.equal(text, textOf(value));
  };
  return {
    ...Object.fromEntries(
      alone.map((shape) => [
        `${shape.name} comes back as it went`,
        fc.property(shape.values, (value) => comesBack(shape, value)),
      ]),
    ),
    "values of any type come back as they went": fc.property(typed, ([shape, value]) => comesBack(shape, value)),
    "any bytes are a value or a refusal": fc.property(
      fc.oneof(fc.constant(anyShape), shapes),
      bytes,
      (shape, found) => {
        decode(shape, found, record);
      },
    ),
    "changed bytes of a value are a value or a refusal": fc.property(typed, changes, ([shape, value], all) => {
      decode(shape, changed(bytesOf(shape, value), all), record);
    }),
    "a value without its last byte is refused": fc.property(typed, ([shape, value]) => {
      const all = bytesOf(shape, value);
      assert.match(decode(shape, all.subarray(0, -1), record), /^TOPHER_WIRE /);
    }),
  };
}

const typed = shapes.chain((shape) => fc.tuple(fc.constant(shape), shape.values));

// Small numbers are lengths, tags and kinds; what is all ones is a length that lies.
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc
    .array(fc.oneof({ weight: 8, arbitrary: fc.nat({ max: 22 }) }, fc.constantFrom(0, 0, 0, 127, 128, 255)), {
      maxLength: 96,
    })
    .map((all) => Uint8Array.from(all)),
  fc
    .array(
      fc.constantFrom(
        [9, 1, 0, 0, 0],
        [10, 1, 0, 0, 0, 0, 0, 0, 0],
        [11, 1, 0, 0, 0],
        [15, structNumber, 0, 0, 0],
        [17, 1],
      ),
      { maxLength: 400 },
    )
    .map((all) => Uint8Array.from(all.flat())),
);

interface Change {
  readonly how: "set" | "cut" | "insert" | "lie";
  readonly where: number;
  readonly byte: number;
}

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ how: fc.constantFrom("set", "cut", "insert", "lie"), where: fc.nat(), byte: fc.nat({ max: 255 }) }),
  { minLength: 1, maxLength: 3 },
);

function changed(found: Uint8Array, all: readonly Change[]): Uint8Array {
  let values = [...found];
  for (const { how, where, byte } of all) {
    const at = where % (values.length + 1);
    if (how === "cut") values = values.slice(0, at);
    else if (how === "insert") values.splice(at, 0, byte);
    else if (how === "set") values.splice(at, 1, byte);
    else values.splice(at, 4, byte, byte, byte, byte); // a count or a length, if one stands there
  }
  return Uint8Array.from(values);
}

function bytesOf(shape: Shape, value: unknown): Uint8Array {
  const codec = codecOf();
  shape.write(codec, value, "value");
  return codec.memory.slice(0, codec.position);
}

/** Reads bytes, and gives what was read, or the code and the text of the refusal: in bounded time, and no larger than the bytes can hold. */
function decode(shape: Shape, found: Uint8Array, record: Recorder): string {
  const codec = codecOf(Uint8Array.from(found), withStructs);
  const begun = performance.now();
  let outcome: string;
  try {
    const value = shape.read(codec);
    assert.ok(codec.position <= found.length, `${codec.position} of ${found.length} bytes were read`);
    const size = sizeOf(value);
    assert.ok(size <= 2 * found.length + 16, `${found.length} bytes became a value of size ${size}`);
    outcome = textOf(value);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    assert.match(error.code, /^TOPHER_/);
    outcome = `${error.code} ${error.path} ${error.text}`;
  }
  const took = performance.now() - begun;
  assert.ok(took < 2000, `it took ${took} ms to read ${found.length} bytes`);
  record(outcome);
  return outcome;
}

/** How much a value holds: its parts, the units of its texts and the bytes of its arrays. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null || value instanceof Date) return 1;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const parts = value instanceof Map ? [...value].flat() : Object.values(value);
  return parts.reduce((sum: number, part) => sum + sizeOf(part), 1);
}

/** A value as text: equal values have equal texts, in every runtime. */
export function textOf(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof Map) return `Map{${[...value].map((pair) => pair.map(textOf).join(":")).join()}}`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}[${[...(value as Uint8Array)].map(textOf).join()}]`;
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}:${textOf(each)}`)
    .join()}}`;
}
