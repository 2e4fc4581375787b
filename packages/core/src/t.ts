import { isArray, isObject } from "./arrays.ts";
import type {
  CallbackArgs,
  CallbackType,
  Fields,
  FieldsIn,
  FieldsOut,
  Fn,
  FnOptions,
  KindName,
  Plain,
  Scalar,
  Type,
} from "./type.ts";

/** A type with what its kind needs to know beside its name; see the functions of `t` for which member belongs to which kind. */
export interface Described extends Type {
  readonly element?: Described;
  readonly length?: number;
  readonly fields?: Readonly<Record<string, Described>>;
  readonly args?: readonly Described[];
  readonly result?: Described;
  readonly release?: string;
}

/** What `t` offers: a value per kind without parameters, a function per kind with them. */
export interface Types {
  /** No result. */
  readonly void: Plain<"void", void, undefined>;
  /** C `_Bool`, Go `bool`: only `true` and `false`. */
  readonly bool: Scalar<"bool">;
  readonly i8: Scalar<"i8">;
  readonly i16: Scalar<"i16">;
  readonly i32: Scalar<"i32">;
  /** Go `int64` as a `bigint`; takes a safe-integer `number` too. */
  readonly i64: Scalar<"i64">;
  readonly u8: Scalar<"u8">;
  readonly u16: Scalar<"u16">;
  readonly u32: Scalar<"u32">;
  /** Go `uint64` or `uintptr` as a `bigint`; takes a safe-integer `number` too. */
  readonly u64: Scalar<"u64">;
  /** Go `int` (64 bits) as a `number`: safe integers only, both ways. */
  readonly int: Scalar<"int">;
  /** Go `uint` (64 bits) as a `number`: safe integers only, both ways. */
  readonly uint: Scalar<"uint">;
  readonly f32: Scalar<"f32">;
  readonly f64: Scalar<"f64">;
  /** An address as a `bigint`, `null` for 0. A parameter takes a view too, and then borrows its memory for the call. */
  readonly pointer: Scalar<"pointer">;
  /** C `char *`, ended by NUL. A result is copied; whose memory it was is said by `free` of {@link FnOptions}. */
  readonly cstring: Plain<"cstring", string>;
  /** Text as pointer and `int64` length, so that U+0000 survives. As a result: a struct of both. */
  readonly string: Plain<"string", string>;
  /** Bytes as pointer and `int64` length. A parameter is borrowed for the call; a result is copied. */
  readonly bytes: Plain<"bytes", Uint8Array, Uint8Array<ArrayBuffer>>;
  /** A Go slice as pointer and `int64` length. A typed array is borrowed for the call, so Go's writes are seen; a plain array is copied in. */
  slice<E extends Type>(element: E): Plain<"slice", E["~sliceIn"], E["~sliceOut"]>;
  /** A C array of fixed length inside a struct. */
  array<E extends Type>(element: E, length: number): Plain<"array", E["~sliceIn"], E["~sliceOut"]>;
  /** A C struct by value, up to 64 KiB, or nested in another; fields in the order of the C declaration. */
  struct<const F extends Fields>(fields: F): Plain<"struct", Readonly<FieldsIn<F>>, FieldsOut<F>>;
  /** A pointer to a struct. A parameter is copied in and, after the call, back into the same object; a result is copied out. */
  ref<S extends Type<"struct">>(struct: S): Plain<"ref", S["~in"], S["~out"]>;
  /** `null` for a null pointer, around `cstring`, `string`, `bytes`, `slice`, `ref` and `callback`. */
  nullable<E extends Type>(type: E): Plain<"nullable", E["~in"] | null, E["~out"] | null>;
  /** A function pointer. A parameter takes a function, lent for the call, or a handle made by `callback`. Callbacks neither get nor give others. */
  callback<const A extends readonly Type[], R extends Type>(
    args: A,
    result: R,
  ): CallbackType<(...args: CallbackArgs<A>) => R["~in"]>;
  /** The result struct `{ value; char *error }`: the value, or a thrown {@link GoError} where `error` is not null. */
  fallible<E extends Type>(value: E): Plain<"fallible", never, E["~out"]>;
  /** A struct result whose memory Go owns: released by `Symbol.dispose`, or when it is collected, through the exported function `void release(struct)`. */
  owned<S extends Type<"struct">>(struct: S, release: string): Plain<"owned", never, S["~out"] & Disposable>;
}

/** The descriptions of all kinds that cross the C ABI. */
export const t: Types = {
  void: describe("void"),
  bool: describe("bool"),
  i8: describe("i8"),
  i16: describe("i16"),
  i32: describe("i32"),
  i64: describe("i64"),
  u8: describe("u8"),
  u16: describe("u16"),
  u32: describe("u32"),
  u64: describe("u64"),
  int: describe("int"),
  uint: describe("uint"),
  f32: describe("f32"),
  f64: describe("f64"),
  pointer: describe("pointer"),
  cstring: describe("cstring"),
  string: describe("string"),
  bytes: describe("bytes"),
  slice: (element) => describe("slice", { element }),
  array: (element, length) => describe("array", { element, length }),
  struct: (fields) => describe("struct", { fields: isObject(fields) ? { ...fields } : fields }),
  ref: (struct) => describe("ref", { element: struct }),
  nullable: (type) => describe("nullable", { element: type }),
  callback: (args, result) => describe("callback", { args: isArray(args) ? [...args] : args, result }),
  fallible: (value) => describe("fallible", { element: value }),
  owned: (struct, release) => describe("owned", { element: struct, release }),
};

/**
 * Describes an exported function.
 *
 * @param args one type per parameter; `slice`, `string` and `bytes` each stand for a pointer and an `int64` in C
 * @param result the result's type, `t.void` for none
 * @param options the symbol's name, the function that frees results, names of parameters
 * @example
 * const add = fn([t.i64, t.i64], t.i64);
 */
export function fn<const A extends readonly Type[], R extends Type>(
  args: A,
  result: R,
  options: FnOptions = {},
): Fn<A, R> {
  return { args, result, options } as unknown as Fn<A, R>;
}

/** The same as `t.struct`, for structs that get a name of their own. */
export const struct: Types["struct"] = t.struct;

// The compiler's members of a type have no value; this is the one place that says so.
function describe<T extends Type>(kind: KindName, details?: object): T {
  return Object.freeze({ kind, ...details }) as unknown as T;
}
