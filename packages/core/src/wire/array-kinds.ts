import { scalars, type ScalarRow, type TypedArray, type TypedArrayConstructor } from "../scalar.ts";
import { knownOf, type KnownLengths } from "../view.ts";

/** A kind of numbers whose slice has a typed array. */
export interface ArrayKind {
  /** Its number in the wire's `any`. */
  readonly id: number;
  /** Its name in Go. */
  readonly go: string;
  readonly array: TypedArrayConstructor;
  readonly tag: string;
  readonly size: number;
  /** What a slice must be. */
  readonly rule: string;
  readonly row: ScalarRow;
  /** Its views that were found fit to be lent. */
  readonly known: KnownLengths;
}

/** The kinds by their number in the wire, from 1 on. */
export const arrayKinds: readonly ArrayKind[] = (
  ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64"] as const
).map((name, i) => {
  const row = scalars[name];
  const array = row.array!;
  const article = /^[AEIO]/.test(array.name) ? "an" : "a";
  const plain = array.name.startsWith("Big") ? "bigint[]" : "number[]";
  const rule = `${article} ${array.name} or ${plain}`;
  return {
    id: i + 1,
    go: row.go,
    array,
    tag: array.name,
    size: array.BYTES_PER_ELEMENT,
    rule,
    row,
    known: knownOf(array.name),
  };
});

const [i8, i16, i32, i64, u8, u16, u32, u64, f32, f64] = arrayKinds as unknown as ArrayKindTuple;

/** The kinds by name. */
export const arrays: Readonly<Record<ArrayKindName, ArrayKind>> = { i8, i16, i32, i64, u8, u16, u32, u64, f32, f64 };

/** `[]byte`, which takes no plain array. */
export const byteKind: ArrayKind = { ...u8, go: "byte", rule: "a Uint8Array" };

export type ArrayKindName = "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64";

type ArrayKindTuple = readonly [
  ArrayKind,
  ArrayKind,
  ArrayKind,
  ArrayKind,
  ArrayKind,
  ArrayKind,
  ArrayKind,
  ArrayKind,
  ArrayKind,
  ArrayKind,
];

export type { TypedArray };
