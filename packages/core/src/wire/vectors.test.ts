// The bytes on which Go and TypeScript agree.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { AnyCodec } from "./any-codec.ts";
import { GoInt } from "./go-int.ts";
import type { Objects } from "./objects.ts";
import { Refusal } from "./refusal.ts";
import { codecOf, noObjects } from "./shape.fixture.ts";

interface Vectors {
  readonly vectors: readonly { name: string; type: string; value: any; hex: string; only?: string }[];
  readonly refused: readonly {
    name: string;
    type: string;
    hex: string;
    code: string;
    repeat?: number;
    only?: string;
  }[];
}

const file = new URL("../../../../go/bridge/wire/testdata/vectors.json", import.meta.url);
const { vectors, refused } = JSON.parse(readFileSync(file, "utf8")) as Vectors;

const objects: Objects = {
  ...noObjects,
  handleOf: (value) => ("handle" in value ? { type: (value as any).type, handle: (value as any).handle } : undefined),
  reader: (type) => (type === 7 ? readPoint : undefined),
  goErrorOf: (error) => (error as { handle?: number }).handle,
  slotOf: (error) => (error as { slot: number }).slot,
  goError: (handle, message, type, causes) => ({ handle, message, type, causes }),
};

for (const { name, type, value, hex, only } of vectors) {
  if (only === "go") continue;
  test(`the bytes of ${name} are read`, () => {
    const codec = codecOf(Uint8Array.from(Buffer.from(hex, "hex")), objects);
    expect(read(codec, type)).toEqual(expected(type, value));
    expect(codec.position).toBe(hex.length / 2);
  });
  if (!isWritten(type, value)) continue;
  test(`the bytes of ${name} are written`, () => {
    const codec = codecOf(undefined, objects);
    write(codec, type, value);
    expect(Buffer.from(codec.memory.subarray(0, codec.position)).toString("hex")).toBe(hex);
  });
}

for (const { name, type, hex, code, repeat = 1, only } of refused) {
  if (only === "go") continue;
  test(`the bytes of ${name} are refused`, () => {
    const codec = codecOf(Uint8Array.from(Buffer.from(hex.repeat(repeat), "hex")), objects);
    let thrown: unknown;
    try {
      read(codec, type);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Refusal);
    expect((thrown as Refusal).code).toBe(code);
  });
}

const verbs: Readonly<Record<string, string>> = { uintptr: "uint64", handle: "handleNumber", func: "uint32" };

function parts(type: string): [kind: string, args: string[]] {
  const [, kind = "", inner] = /^(\w+)(?:<(.*)>)?$/.exec(type)!;
  const args: string[] = [];
  let depth = 0;
  for (const char of inner ?? "") {
    if (args.length === 0) args.push("");
    if (char === "<") depth++;
    if (char === ">") depth--;
    if (char === "," && depth === 0) args.push("");
    else args[args.length - 1] += char;
  }
  return [kind, args];
}

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
const plural = (element: string): string => (element === "uint8" ? "Uint8s" : `${capital(element)}s`);
const smallest = (type: string): number =>
  ({ string: 4, int: 8, slice: 4, uint8: 1, Point: 20, float64: 8, Empty: 1, bool: 1 })[parts(type)[0]] ?? 1;

function readPoint(codec: AnyCodec): unknown {
  return { x: codec.readFloat64(), y: codec.readFloat64(), label: codec.readString() };
}

function read(codec: AnyCodec, type: string): unknown {
  const [kind, [first = "", second = ""]] = parts(type);
  const any = codec as any;
  switch (kind) {
    case "Point":
      return readPoint(codec);
    case "Empty":
      return void codec.readEmpty();
    case "slice":
      return Array.from({ length: codec.count(smallest(first)) }, () => read(codec, first));
    case "array":
      if (second === "0") codec.readEmpty();
      return Array.from({ length: Number(second) }, () => read(codec, first));
    case "numbers":
      return [...any[`read${plural(first)}`]()];
    case "numberArray":
      return [...any[`read${capital(first)}Array`](Number(second))];
    case "back":
      return { wanted: codec.readBool(), elements: [...any[`read${plural(first)}`]()] };
    case "map": {
      const map = new Map();
      for (let n = codec.count(smallest(first) + smallest(second)); n > 0; n--)
        codec.setKey(map, read(codec, first), read(codec, second));
      return map;
    }
    case "pointer":
      return codec.present() ? read(codec, first) : null;
    default:
      return any[`read${capital(verbs[kind] ?? kind)}`]();
  }
}

function write(codec: AnyCodec, type: string, value: any): void {
  const [kind, [first = "", second = ""]] = parts(type);
  const any = codec as any;
  const number = (element: string) => (each: any) => (element.endsWith("int64") ? BigInt(each) : numberOf(each));
  switch (kind) {
    case "Point":
      codec.fields(value, new Set(["x", "y", "label"]), "");
      codec.float64(value.x, ".x");
      codec.float64(value.y, ".y");
      return codec.string(value.label, ".label");
    case "Empty":
      return codec.empty();
    case "slice":
      codec.slice(value, "");
      return value.forEach((each: unknown) => write(codec, first, each));
    case "array":
      if (codec.array(value, Number(second), "") === 0) codec.empty();
      return value.forEach((each: unknown) => write(codec, first, each));
    case "numbers":
      return any[plural(first).replace(/^./, (c) => c.toLowerCase())](value.map(number(first)), "");
    case "numberArray":
      return any[`${first}Array`](value.map(number(first)), Number(second), "");
    case "back": {
      const elements = value.elements.map(number(first));
      return any[`${first}sBack`](value.wanted ? Float64Array.from(elements) : elements, "");
    }
    case "map":
      for (const [key, each] of codec.map(value as [unknown, unknown][], "")) {
        write(codec, first, key);
        write(codec, second, each);
      }
      return;
    case "pointer":
      if (codec.pointer(value, "")) write(codec, first, value);
      return;
    case "any":
      return codec.any(anyOf(value), "");
    case "error":
      return codec.error(value === null ? null : Object.assign(new Error(value.message), value), "");
    default:
      return any[verbs[kind] ?? kind](expected(type, value), "");
  }
}

// What JavaScript never writes: its own NaN has other bits, and there are handles and tags that only Go makes.
function isWritten(type: string, value: any): boolean {
  if (JSON.stringify(value).includes("NaN") || type === "handle" || JSON.stringify(value).includes("�")) return false;
  if (type === "error") return value === null || "slot" in value;
  if (type !== "any" || value === null || typeof value !== "object") return true;
  const [tag, inner] = Object.entries(value)[0]! as [string, any];
  if (tag === "slice") return inner.every((each: unknown) => isWritten("any", each));
  if (tag === "map" || tag === "record") return inner.every(([, each]: [unknown, unknown]) => isWritten("any", each));
  return !["uint64", "float32", "duration", "number", "value", "error"].includes(tag);
}

function numberOf(value: any): any {
  return typeof value === "string" ? Number(value) : value;
}

// A vector's value as the codec reads it.
function expected(type: string, value: any): any {
  const [kind, [first = "", second = ""]] = parts(type);
  const number = (element: string) => (each: any) => (element.endsWith("int64") ? BigInt(each) : numberOf(each));
  switch (kind) {
    case "Empty":
      return undefined;
    case "int64":
    case "uint64":
    case "uintptr":
      return BigInt(value);
    case "float32":
    case "float64":
      return numberOf(value);
    case "time":
      return new Date(value);
    case "numbers":
    case "numberArray":
      return value.map(number(first));
    case "back":
      return { wanted: value.wanted, elements: value.elements.map(number(first)) };
    case "slice":
    case "array":
      return value.map((each: unknown) => expected(first, each));
    case "map":
      return new Map(value.map(([key, each]: [unknown, unknown]) => [expected(first, key), expected(second, each)]));
    case "bytes":
      return Uint8Array.from(value);
    case "any":
      return anyOf(value, true);
    default:
      return value;
  }
}

const typedArrays: Readonly<Record<string, any>> = {
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
};

// A value of any, as a program passes it or, with `out`, as the codec reads it.
function anyOf(value: any, out = false): any {
  if (value === null || typeof value !== "object") return value;
  const [tag, inner] = Object.entries(value)[0]! as [string, any];
  switch (tag) {
    case "int64":
    case "uint64":
      return BigInt(inner);
    case "int":
      return out ? inner : new GoInt(inner);
    case "string":
      return inner;
    case "bytes":
      return Uint8Array.from(inner);
    case "slice":
      return inner.map((each: unknown) => anyOf(each, out));
    case "record":
      return Object.fromEntries(inner.map(([key, each]: [string, unknown]) => [key, anyOf(each, out)]));
    case "map":
      return new Map(inner.map(([key, each]: [unknown, unknown]) => [anyOf(key, out), anyOf(each, out)]));
    case "time":
      return new Date(inner);
    case "numbers":
      return typedArrays[inner[0]].from(
        inner[1].map((each: any) => (inner[0].endsWith("int64") ? BigInt(each) : numberOf(each))),
      );
    case "value":
      return inner[1];
    case "handle":
      return out ? { type: inner[0], handle: inner[1] } : new FakeHandle(inner[0], inner[1]);
    case "number":
      return ["int64", "uint64", "uintptr"].includes(inner[0]) ? BigInt(inner[1]) : inner[1];
    default:
      return tag === "error" ? inner : numberOf(inner);
  }
}

class FakeHandle {
  readonly type: number;
  readonly handle: number;

  constructor(type: number, handle: number) {
    this.type = type;
    this.handle = handle;
  }
}
