import type { Ascii } from "../adapter.ts";
import { textOf } from "../memory.ts";
import { readUtf8, shortText } from "../utf8.ts";
import { Cursor } from "./cursor.ts";
import { isDuration, isInt, isTime } from "./ranges.ts";
import { broken, keyPath, nil, received } from "./refusal.ts";

const { fromCharCode } = String;

// Text that is put together one by one stays pieces, and an array of units has to be made. Arguments become one text at once: some
// more than there are, which costs less than a function for each length.

// prettier-ignore
function upTo8(m: Uint8Array, i: number, length: number): string {
  const text = fromCharCode(m[i]!, m[i + 1]!, m[i + 2]!, m[i + 3]!, m[i + 4]!, m[i + 5]!, m[i + 6]!, m[i + 7]!);
  return length === 8 ? text : text.slice(0, length);
}

// prettier-ignore
function upTo16(m: Uint8Array, i: number, length: number): string {
  const text = fromCharCode(
    m[i]!, m[i + 1]!, m[i + 2]!, m[i + 3]!, m[i + 4]!, m[i + 5]!, m[i + 6]!, m[i + 7]!,
    m[i + 8]!, m[i + 9]!, m[i + 10]!, m[i + 11]!, m[i + 12]!, m[i + 13]!, m[i + 14]!, m[i + 15]!,
  );
  return length === 16 ? text : text.slice(0, length);
}

// prettier-ignore
function upTo24(m: Uint8Array, i: number, length: number): string {
  const text = fromCharCode(
    m[i]!, m[i + 1]!, m[i + 2]!, m[i + 3]!, m[i + 4]!, m[i + 5]!, m[i + 6]!, m[i + 7]!,
    m[i + 8]!, m[i + 9]!, m[i + 10]!, m[i + 11]!, m[i + 12]!, m[i + 13]!, m[i + 14]!, m[i + 15]!,
    m[i + 16]!, m[i + 17]!, m[i + 18]!, m[i + 19]!, m[i + 20]!, m[i + 21]!, m[i + 22]!, m[i + 23]!,
  );
  return length === 24 ? text : text.slice(0, length);
}

/** Reads the values that have no parts, text, and what goes before and after the parts of others. */
export class Reader extends Cursor {
  /** What the runtime has for short text, where that is faster. */
  protected ascii: Ascii | undefined = undefined;

  readBool(): boolean {
    const byte = this.memory[this.next(1)]!;
    if (byte > 1) broken(`a boolean of ${byte}`);
    return byte === 1;
  }

  readInt8(): number {
    return this.view.getInt8(this.next(1));
  }

  readInt16(): number {
    return this.view.getInt16(this.next(2), true);
  }

  readInt32(): number {
    return this.view.getInt32(this.next(4), true);
  }

  readInt64(): bigint {
    return this.view.getBigInt64(this.next(8), true);
  }

  readUint8(): number {
    return this.memory[this.next(1)]!;
  }

  readUint16(): number {
    return this.view.getUint16(this.next(2), true);
  }

  readUint32(): number {
    return this.view.getUint32(this.next(4), true);
  }

  readUint64(): bigint {
    return this.view.getBigUint64(this.next(8), true);
  }

  readInt(): number {
    const value = this.view.getFloat64(this.next(8), true);
    if (!isInt(value)) throw received("TOPHER_RANGE", `${value} for an integer`);
    return value + 0;
  }

  readUint(): number {
    const value = this.readInt();
    if (value < 0) throw received("TOPHER_RANGE", `${value} for an unsigned integer`);
    return value;
  }

  readFloat32(): number {
    return this.view.getFloat32(this.next(4), true);
  }

  readFloat64(): number {
    return this.view.getFloat64(this.next(8), true);
  }

  readString(): string {
    const length = this.view.getUint32(this.next(4), true);
    const at = this.next(length);
    return length <= shortText ? this.#readShort(at, length) : textOf(this.memory.subarray(at, at + length));
  }

  #readShort(at: number, length: number): string {
    const { memory, view } = this;
    let all = 0;
    let i = 0;
    for (; i + 4 <= length; i += 4) all |= view.getUint32(at + i, true);
    for (; i < length; i++) all |= memory[at + i]!;
    if ((all & 0x8080_8080) !== 0 || at + shortText > memory.length)
      return readUtf8(memory, at, at + length) ?? textOf(memory.subarray(at, at + length));
    if (length === 0) return "";
    if (this.ascii !== undefined) return this.ascii(memory, at, at + length);
    return length <= 8
      ? upTo8(memory, at, length)
      : length <= 16
        ? upTo16(memory, at, length)
        : upTo24(memory, at, length);
  }

  readTime(): Date {
    const date = new Date(this.view.getFloat64(this.next(8), true));
    if (!isTime(date)) throw received("TOPHER_RANGE", "a time that a Date cannot hold");
    return date;
  }

  readDuration(): number {
    const value = this.view.getFloat64(this.next(8), true);
    if (!isDuration(value)) throw received("TOPHER_RANGE", `a duration of ${value} ms`);
    return value;
  }

  /** Reads whether a pointer is not nil. */
  present(): boolean {
    return this.readBool();
  }

  /** Reads that a pointer is not nil, where the function promises a value. */
  promised(title: string): void {
    if (!this.readBool()) throw nil(title);
  }

  /** Reads the one byte of a type without parts. */
  readEmpty(): void {
    const byte = this.memory[this.next(1)]!;
    if (byte !== 0) broken(`nothing, as ${byte}`);
  }

  /**
   * Reads a count.
   *
   * @param smallest the least number of bytes of one element, so that a count that is too high is found before anything is made
   */
  count(smallest: number): number {
    const count = this.view.getUint32(this.next(4), true);
    if (count * smallest > this.limit - this.position)
      broken(`${count} elements in ${this.limit - this.position} bytes`);
    return count;
  }

  /** Sets an own property, whatever its name is. */
  setField<V>(object: Record<string, V>, key: string, value: V): void {
    if (!(key in object)) object[key] = value;
    else {
      // `__proto__`, or what Object.prototype was given, maybe with a setter.
      if (Object.hasOwn(object, key)) this.#twice(key);
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    }
  }

  /** Sets a key of a map. */
  setKey<K, V>(map: Map<K, V>, key: K, value: V): void {
    if (map.has(key)) this.#twice(key);
    map.set(key, value);
  }

  #twice(key: unknown): never {
    throw received("TOPHER_KEYS", `a map in which two keys are ${keyPath(key)} in JavaScript`);
  }
}
