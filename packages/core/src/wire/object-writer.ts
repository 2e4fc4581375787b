import { isArray, isObject, isRevoked, lengthOf } from "../arrays.ts";
import { begun, type Method } from "./iteration.ts";
import { nearest } from "../nearest.ts";
import { ArrayWriter } from "./array-writer.ts";
import { entriesOf, isMap } from "./maps.ts";
import { keyPath, Refusal, refuse } from "./refusal.ts";

const mostElements = 2 ** 31 - 1;

/** Writes what goes before the parts of slices, maps, structs and pointers; generated code writes the parts. */
export class ObjectWriter extends ArrayWriter {
  /** Writes the count of a slice's elements, and gives it. */
  slice(values: readonly unknown[], at: string): number {
    if (!isArray(values)) refuse("TOPHER_TYPE", at, "an array", values);
    const length = lengthOf(values) ?? refuse("TOPHER_TYPE", at, "an array whose length is one", values);
    // Each element takes one byte at least. An array may be nothing but its length.
    if (length > mostElements) refuse("TOPHER_RANGE", at, `an array of up to ${mostElements}`, values);
    const start = this.take(4);
    this.view.setUint32(start, length, true);
    return length;
  }

  /** Checks the length of an array, whose count is not written. */
  array(values: readonly unknown[], length: number, at: string): number {
    if (!isArray(values)) refuse("TOPHER_TYPE", at, `an array of ${length}`, values);
    if (values.length !== length) refuse("TOPHER_RANGE", at, `an array of ${length}`, values);
    return length;
  }

  /** Writes the count of a map with string keys, and gives its entries: own enumerable properties only. */
  record<V>(
    value: Readonly<Record<string, V>> | ReadonlyMap<string, V>,
    at: string,
  ): readonly (readonly [string, V])[] {
    if (isMap(value)) return this.map(value as ReadonlyMap<string, V>, at);
    if (!isPlain(value)) refuse("TOPHER_TYPE", at, "a plain object or a Map", value);
    return this.#counted(Object.entries(value as Readonly<Record<string, V>>));
  }

  /** Writes the count of a map with other keys, and gives its entries. */
  map<K, V>(value: Iterable<readonly [K, V]>, at: string): readonly (readonly [K, V])[] {
    return this.#counted(isMap(value) ? entriesOf(value as ReadonlyMap<K, V>) : pairsOf(value, at));
  }

  #counted<E>(entries: readonly E[]): readonly E[] {
    const start = this.take(4);
    this.view.setUint32(start, entries.length, true);
    return entries;
  }

  /**
   * Checks that a value is an object with no other keys than the fields of a struct, and gives it.
   *
   * @param fields the names of the fields
   */
  fields<T extends object>(value: T, fields: ReadonlySet<string>, at: string): T {
    const wrong = misfit(value, fields);
    if (wrong === undefined) return value;
    return wrong === notOne ? refuse("TOPHER_TYPE", at, structRule(fields), value) : unknown(wrong, fields, at);
  }

  /** An own property, for a field with the name of something that every object inherits. */
  own<V>(value: object, key: string, zero: V): V {
    if (!Object.hasOwn(value, key)) return zero;
    const found = (value as Readonly<Record<string, V>>)[key];
    return found === undefined ? zero : found;
  }

  /** Writes whether a pointer is not nil, and gives it. */
  pointer(value: object | null, at: string): boolean {
    if (value === undefined) refuse("TOPHER_TYPE", at, "an object or null", value);
    this.tag(value === null ? 0 : 1);
    return value !== null;
  }

  /** Refuses an object that cannot take Go's changes back, before Go is called. */
  writable(value: object | null, at: string): void {
    if (isRevoked(value)) refuse("TOPHER_TYPE", at, "an object", value);
    if (value !== null && typeof value === "object" && Object.isFrozen(value)) {
      refuse("TOPHER_FROZEN", at, "an object that Go's changes can be written back to", value);
    }
  }

  /** The same for a map that has to be an object. */
  writableRecord(value: object, at: string): void {
    if (isMap(value)) refuse("TOPHER_TYPE", at, "an object, into which Go's changes are written back", value);
    this.writable(value, at);
  }

  /** The same for a pointer into which Go's changes are written back. */
  pointerBack(value: object | null, at: string): boolean {
    if (isRevoked(value)) refuse("TOPHER_TYPE", at, "an object or null", value);
    if (value !== null && Object.isFrozen(value)) {
      if (typeof value !== "object") refuse("TOPHER_TYPE", at, "an object or null", value);
      refuse("TOPHER_FROZEN", at, "an object that Go's changes can be written back to", value);
    }
    return this.pointer(value, at);
  }
}

/** True for an object that was written as a literal or made with the prototype null, in any realm. */
export function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null || isRevoked(value)) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf"));
}

// The pairs of any other iterable.
function pairsOf<K, V>(value: Iterable<readonly [K, V]>, at: string): (readonly [K, V])[] {
  const entries: (readonly [K, V])[] = [];
  const take = (pair: unknown): void => {
    if (!isArray(pair) || pair.length !== 2) {
      refuse("TOPHER_TYPE", `${at}[${entries.length}]`, "a pair [key, value]", pair);
    }
    entries[entries.length] = pair as never;
  };
  if (isArray(value)) {
    const length = lengthOf(value) ?? refuse("TOPHER_TYPE", at, "an array whose length is one", value);
    for (let i = 0; i < length; i++) take(value[i]);
    return entries;
  }
  // What only claims to be a Map has its iterator, which would throw.
  const iterable = typeof value === "object" && isObject(value) && !(value instanceof Map);
  const method: unknown = iterable ? value[Symbol.iterator] : undefined;
  if (typeof method !== "function") {
    return refuse("TOPHER_TYPE", at, "a Map or an iterable of pairs [key, value]", value);
  }
  const cursor = begun({ of: value, method: method as Method, asynchronous: false }, at);
  for (;;) {
    const step = cursor.next();
    if (!isObject(step)) return refuse("TOPHER_TYPE", at, "an iterable whose next() gives objects", value);
    const { done, value: pair } = step as IteratorResult<unknown>;
    if (done === true) return entries;
    take(pair);
  }
}

/** Says that a value is no object that can have the fields at all. */
export const notOne: unique symbol = Symbol("no object with fields");

/**
 * What keeps a value from being an object whose fields can be read, by getters or from its prototype too: a key of its own that is no
 * field, or {@link notOne}; undefined where nothing does.
 */
export function misfit(value: unknown, fields: ReadonlySet<string>): string | typeof notOne | undefined {
  if (typeof value !== "object" || value === null || isArray(value) || isRevoked(value)) return notOne;
  let keys = 0;
  for (const key in value) {
    keys++;
    if (!fields.has(key) && Object.hasOwn(value, key)) return key;
  }
  // A Map or a Date has no keys either, and is not the zero value.
  return keys > 0 || isPlain(value) || [...fields].some((field) => field in value) ? undefined : notOne;
}

/** The rule for a value that is {@link notOne}. */
export function structRule(fields: ReadonlySet<string>): string {
  return fields.size === 0 ? "an object without fields" : `an object with ${[...fields].join(", ")}`;
}

function unknown(key: string, fields: ReadonlySet<string>, at: string): never {
  const hint = fields.size === 0 ? "" : `. The nearest is ${nearest(key, [...fields])}`;
  const refusal = new Refusal("TOPHER_UNKNOWN_FIELD", "", `is not a field of the struct${hint}`);
  refusal.prefix(keyPath(key));
  refusal.prefix(at);
  throw refusal;
}
