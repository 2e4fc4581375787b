import { isArray, isRevoked } from "../arrays.ts";
import { typedArrayTag } from "../view.ts";
import { arrayKinds, byteKind } from "./array-kinds.ts";
import { ErrorCodec } from "./error-codec.ts";
import { GoInt } from "./go-int.ts";
import { isMap } from "./maps.ts";
import type { Numbers } from "./numbers.ts";
import { isPlain } from "./object-writer.ts";
import { timeOf } from "./ranges.ts";
import { broken, refuse } from "./refusal.ts";

/** The tags of `any`, in the order of the contract. */
export const anyTags = {
  nil: 0,
  false: 1,
  true: 2,
  int64: 3,
  uint64: 4,
  float64: 5,
  int: 6,
  string: 7,
  bytes: 8,
  slice: 9,
  record: 10,
  map: 11,
  time: 12,
  duration: 13,
  numbers: 14,
  struct: 15,
  handle: 16,
  error: 17,
  float32: 18,
  integer: 19,
  target: 20,
  func: 21,
} as const;

const tags = anyTags;
const rule =
  "null, a boolean, number, bigint, string, goInt(x), Date, typed array, array, plain object, Map, function, error or handle";

/** Writes and reads `any`: by the value on the way in, by the dynamic type on the way out. */
export class AnyCodec extends ErrorCodec {
  any(value: unknown, at: string): void {
    switch (typeof value) {
      case "undefined":
        return this.tag(tags.nil);
      case "boolean":
        return this.tag(value ? tags.true : tags.false);
      case "number":
        if (this.objects.integersAreInt && Number.isSafeInteger(value) && !Object.is(value, -0))
          return this.#int(value, at);
        this.tag(tags.float64);
        return this.float64(value, at);
      case "bigint":
        this.tag(tags.int64);
        return this.int64(value, at);
      case "string":
        this.tag(tags.string);
        return this.string(value, at);
      case "object":
        return value === null ? this.tag(tags.nil) : this.#object(value, at);
      case "function":
        return this.#handle(value, at) ? undefined : this.anyFunc(value, at);
      default:
        return refuse("TOPHER_TYPE", at, rule, value);
    }
  }

  /** Writes a function of JavaScript, which is a `func(...any) (any, error)` in Go: a transport that can be called back knows how. */
  protected anyFunc(value: unknown, at: string): void {
    refuse("TOPHER_TYPE", at, rule, value);
  }

  #object(value: object, at: string): void {
    if (isRevoked(value)) return refuse("TOPHER_TYPE", at, rule, value);
    if (isArray(value)) return this.#array(value, at);
    const array = typedArrayTag.call(value);
    if (array !== undefined) return this.#numbers(value as never, array, at);
    if (isPlain(value)) return this.#record(value as Readonly<Record<string, unknown>>, at);
    if (isMap(value)) return this.#map(value, at);
    if (value instanceof GoInt) return this.#int(value.value, at);
    if (this.#handle(value, at)) return;
    if (timeOf(value) !== undefined) {
      this.tag(tags.time);
      return this.time(value as Date, at);
    }
    if (!(value instanceof Error)) refuse("TOPHER_TYPE", at, rule, value);
    this.tag(tags.error);
    this.error(value, at);
  }

  // Writes a handle, or the handle of a function that came from Go; true where it was one.
  #handle(value: object, at: string): boolean {
    const found = this.objects.handleOf(value, at);
    if (found === undefined) return false;
    this.mention(found.handle);
    this.tag(tags.handle);
    const start = this.take(12);
    this.view.setUint32(start, found.type, true);
    this.view.setFloat64(start + 4, found.handle, true);
    return true;
  }

  #int(value: number, at: string): void {
    this.tag(tags.int);
    this.int(value, at);
  }

  #array(values: readonly unknown[], at: string): void {
    this.deeper(values, at);
    this.tag(tags.slice);
    const count = this.slice(values, at);
    let i = 0;
    try {
      for (; i < count; i++) this.any(values[i], "");
    } catch (error) {
      throw this.within(error, at, i);
    }
    this.shallower(values);
  }

  #numbers(value: Numbers, tag: string, at: string): void {
    if (tag === byteKind.tag) {
      this.tag(tags.bytes);
      return this.numbers(byteKind, value, at);
    }
    const kind = arrayKinds.find((each) => each.tag === tag);
    if (kind === undefined) return refuse("TOPHER_TYPE", at, rule, value);
    this.tag(tags.numbers);
    this.tag(kind.id);
    this.numbers(kind, value, at);
  }

  #record(value: Readonly<Record<string, unknown>>, at: string): void {
    this.deeper(value, at);
    this.tag(tags.record);
    let key;
    try {
      for (const entry of this.record(value, at)) {
        key = entry[0];
        this.string(key, "");
        this.any(entry[1], "");
      }
    } catch (error) {
      throw this.within(error, at, key);
    }
    this.shallower(value);
  }

  #map(value: ReadonlyMap<unknown, unknown>, at: string): void {
    this.deeper(value, at);
    this.tag(tags.map);
    let key;
    try {
      for (const entry of this.map(value, at)) {
        key = entry[0];
        this.any(key, "");
        this.any(entry[1], "");
      }
    } catch (error) {
      throw this.within(error, at, key);
    }
    this.shallower(value);
  }

  readAny(): unknown {
    const tag = this.memory[this.next(1)]!;
    const read = readers[tag];
    return read === undefined ? broken(`an any of tag ${tag}`) : read(this);
  }

  #readSlice(): unknown[] {
    this.deeper();
    const values: unknown[] = [];
    for (let n = this.count(1); n > 0; n--) values.push(this.readAny());
    this.shallower();
    return values;
  }

  #readRecord(): Record<string, unknown> {
    this.deeper();
    const object: Record<string, unknown> = {};
    for (let n = this.count(5); n > 0; n--) this.setField(object, this.readString(), this.readAny());
    this.shallower();
    return object;
  }

  #readMap(): Map<unknown, unknown> {
    this.deeper();
    const map = new Map<unknown, unknown>();
    for (let n = this.count(2); n > 0; n--) this.setKey(map, this.readAny(), this.readAny());
    this.shallower();
    return map;
  }

  #readNumbers(): unknown {
    const id = this.readUint8();
    const kind = arrayKinds[id - 1];
    return kind === undefined ? broken(`numbers of kind ${id}`) : this.readSlice(kind);
  }

  #readStruct(): unknown {
    const type = this.readUint32();
    const read = this.objects.reader(type);
    if (read === undefined) broken(`a struct of type ${type}`);
    this.deeper(); // its fields may be any again, and Go lets ten times as many levels go
    const value = read(this as never);
    this.shallower();
    return value;
  }

  #readHandle(): unknown {
    return this.objects.adopt(this.readUint32(), this.readHandleNumber());
  }

  static readonly readers: readonly ((codec: AnyCodec) => unknown)[] = [
    () => null,
    () => false,
    () => true,
    (codec) => codec.readInt64(),
    (codec) => codec.readUint64(),
    (codec) => codec.readFloat64(),
    (codec) => codec.readInt(),
    (codec) => codec.readString(),
    (codec) => codec.readBytes(),
    (codec) => codec.#readSlice(),
    (codec) => codec.#readRecord(),
    (codec) => codec.#readMap(),
    (codec) => codec.readTime(),
    (codec) => codec.readDuration(),
    (codec) => codec.#readNumbers(),
    (codec) => codec.#readStruct(),
    (codec) => codec.#readHandle(),
    (codec) => codec.readError(),
    (codec) => codec.readFloat32(),
    (codec) => codec.#readInteger(),
    (codec) => codec.objects.targetOf(codec.readUint32()),
  ];

  #readInteger(): unknown {
    const kind = this.readUint8();
    const read = integers[kind - 1];
    return read === undefined ? broken(`an integer of kind ${kind}`) : read(this);
  }
}

const { readers } = AnyCodec;

// In the order of the element kinds; 9 and 10 are floats, which have tags of their own.
const integers: readonly (((codec: AnyCodec) => unknown) | undefined)[] = [
  (codec) => codec.readInt8(),
  (codec) => codec.readInt16(),
  (codec) => codec.readInt32(),
  (codec) => codec.readInt64(),
  (codec) => codec.readUint8(),
  (codec) => codec.readUint16(),
  (codec) => codec.readUint32(),
  (codec) => codec.readUint64(),
  undefined,
  undefined,
  (codec) => codec.readInt(),
  (codec) => codec.readUint(),
  (codec) => codec.readUint64(),
];
