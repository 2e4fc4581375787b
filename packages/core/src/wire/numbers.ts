import { isArray, lengthOf } from "../arrays.ts";
import type { ErrorCode } from "../errors.ts";
import type { TypedArray } from "../scalar.ts";
import { Site } from "../site.ts";
import { checkBacking } from "../slice.ts";
import { typedArrayBuffer, typedArrayLength, typedArrayOffset, typedArrayTag } from "../view.ts";
import { arrayKinds, type ArrayKind } from "./array-kinds.ts";
import type { Cursor } from "./cursor.ts";
import { refuse } from "./refusal.ts";

const most = 2 ** 31;

/** Numbers as programs pass them: a typed array or a plain one. */
export type Numbers = ArrayLike<number | bigint>;

/**
 * Checks that a value is a typed array of the kind, of memory that nobody can shrink, move or share, or a plain array.
 *
 * @returns true for a plain array
 */
export function checkNumbers(kind: ArrayKind, value: Numbers, at: string): boolean {
  if (typedArrayTag.call(value) === kind.tag) {
    place.at = at;
    place.index = -1;
    checkBacking(value as TypedArray, place, kind.rule);
    return false;
  }
  if (isArray(value) && kind.go !== "byte") return true;
  return refuse("TOPHER_TYPE", at, kind.rule, value);
}

/** The length of numbers that were checked. A plain array may only say that it is long: that must not take all memory. */
export function countOf({ rule, size }: ArrayKind, value: Numbers, plain: boolean, at: string): number {
  if (!plain) return typedArrayLength.call(value);
  const length = lengthOf(value);
  if (length === undefined) return refuse("TOPHER_TYPE", at, `${rule} whose length is one`, value);
  if (length * size > most) return refuse("TOPHER_RANGE", at, `${rule} of less than 2 GiB`, value);
  return length;
}

/** Writes elements that were checked by `checkNumbers`, without their count. */
export function putNumbers(
  cursor: Cursor,
  kind: ArrayKind,
  value: Numbers,
  length: number,
  plain: boolean,
  at: string,
): void {
  if (plain) return putPlain(cursor, kind, value, length, at);
  const start = cursor.take(length * kind.size);
  if (length > 0) cursor.memory.set(memoryOf(value as TypedArray, length * kind.size), start);
}

/** The memory of a typed array. */
function memoryOf(view: TypedArray, size: number): Uint8Array {
  return new Uint8Array(typedArrayBuffer.call(view), typedArrayOffset.call(view), size);
}

function putPlain(cursor: Cursor, kind: ArrayKind, values: Numbers, length: number, at: string): void {
  const { size, row } = kind;
  const check = checks[kind.id - 1]!;
  for (let i = 0; i < length; i++) {
    // An element may be a getter, whose code may call Go and leave another place here.
    const value = values[i];
    place.at = at;
    place.index = i;
    const checked = check(value);
    const start = cursor.take(size);
    row.set(cursor.view, start, checked);
  }
}

// The place of the value being checked, as the checks of door 1 know places.
class Place extends Site {
  at = "";
  index = -1;

  override refuse(code: ErrorCode, rule: string, value: unknown, advice?: string): never {
    return refuse(code, this.index < 0 ? this.at : `${this.at}[${this.index}]`, rule, value, advice);
  }
}

const place = new Place("");
const checks = arrayKinds.map(({ row }) => row.check(place, row.rule));
