/**
 * A kind of value that crosses the C ABI, as a plain description.
 *
 * The four members that begin with `~` exist for the compiler only: they carry what a parameter takes and what a result gives, so
 * that argument and result types are looked up and never computed.
 */
export interface Type<Name extends KindName = KindName, In = any, Out = any, SliceIn = any, SliceOut = any> {
  readonly kind: Name;
  readonly "~in": In;
  readonly "~out": Out;
  readonly "~sliceIn": SliceIn;
  readonly "~sliceOut": SliceOut;
}

/** What a scalar kind takes, gives, and which typed array holds it. */
export interface Scalars {
  bool: { in: boolean; out: boolean; sliceIn: readonly boolean[]; sliceOut: boolean[] };
  i8: { in: number; out: number; sliceIn: Int8Array | readonly number[]; sliceOut: Int8Array };
  i16: { in: number; out: number; sliceIn: Int16Array | readonly number[]; sliceOut: Int16Array };
  i32: { in: number; out: number; sliceIn: Int32Array | readonly number[]; sliceOut: Int32Array };
  i64: {
    in: bigint | number;
    out: bigint;
    sliceIn: BigInt64Array | readonly (bigint | number)[];
    sliceOut: BigInt64Array;
  };
  u8: { in: number; out: number; sliceIn: Uint8Array | readonly number[]; sliceOut: Uint8Array };
  u16: { in: number; out: number; sliceIn: Uint16Array | readonly number[]; sliceOut: Uint16Array };
  u32: { in: number; out: number; sliceIn: Uint32Array | readonly number[]; sliceOut: Uint32Array };
  u64: {
    in: bigint | number;
    out: bigint;
    sliceIn: BigUint64Array | readonly (bigint | number)[];
    sliceOut: BigUint64Array;
  };
  int: { in: number; out: number; sliceIn: readonly number[]; sliceOut: number[] };
  uint: { in: number; out: number; sliceIn: readonly number[]; sliceOut: number[] };
  f32: { in: number; out: number; sliceIn: Float32Array | readonly number[]; sliceOut: Float32Array };
  f64: { in: number; out: number; sliceIn: Float64Array | readonly number[]; sliceOut: Float64Array };
  pointer: {
    in: bigint | null | ArrayBufferView;
    out: bigint | null;
    sliceIn: readonly (bigint | null)[];
    sliceOut: (bigint | null)[];
  };
}

/** The name of a scalar kind. */
export type ScalarName = keyof Scalars;

/** The name of any kind. */
export type KindName =
  | ScalarName
  | "void"
  | "cstring"
  | "string"
  | "bytes"
  | "slice"
  | "array"
  | "struct"
  | "ref"
  | "nullable"
  | "callback"
  | "fallible"
  | "owned";

/** The type of a scalar kind. */
export type Scalar<K extends ScalarName> = Type<
  K,
  Scalars[K]["in"],
  Scalars[K]["out"],
  Scalars[K]["sliceIn"],
  Scalars[K]["sliceOut"]
>;

/** A type whose slices are plain arrays. */
export type Plain<K extends KindName, In, Out = In> = Type<K, In, Out, readonly In[], Out[]>;

/** The type of a function pointer, which knows the program's function behind it. */
export interface CallbackType<Target extends (...args: any[]) => unknown = (...args: any[]) => any> extends Plain<
  "callback",
  Target | CallbackHandle
> {
  readonly "~target": Target;
}

/** A callback that lives until it is disposed of, for Go code that keeps the function pointer. */
export interface CallbackHandle extends Disposable {
  readonly kind: "callback handle";
}

/** The arguments that a list of parameter types takes. */
export type Args<A extends readonly Type[]> = { readonly [I in keyof A]: A[I]["~in"] };

/** The arguments that a callback of these parameter types is called with. */
export type CallbackArgs<A extends readonly Type[]> = { [I in keyof A]: A[I]["~out"] };

/** The fields of a struct, as a parameter takes them. */
export type FieldsIn<F extends Fields> = { [K in keyof F]: F[K]["~in"] };

/** The fields of a struct, as a result gives them. */
export type FieldsOut<F extends Fields> = { [K in keyof F]: F[K]["~out"] };

/** Field names in the order of the C struct, with their types. */
export type Fields = Readonly<Record<string, Type>>;

/** The description of one exported function. */
export interface Fn<A extends readonly Type[] = readonly Type[], R extends Type = Type> {
  readonly args: A;
  readonly result: R;
  readonly options: FnOptions;
  readonly "~call": (...args: Args<A>) => R["~out"];
}

/** What a signature can say beside its types. */
export interface FnOptions {
  /** The exported symbol, where it differs from the name in the library object. */
  readonly symbol?: string;
  /** The exported function `void f(void *)` that frees the memory of a string, bytes, slice or error text that this function returns. Called once the value is copied. */
  readonly free?: string;
  /** The parameters' names, for error messages. */
  readonly params?: readonly string[];
}

/** Function descriptions by the name that they get in the library object. */
export type Symbols = Readonly<Record<string, Fn<any, any>>>;

/** An opened library: one function per symbol. Disposing of it closes it logically; Go code is never unloaded. */
export type Library<S extends Symbols> = { readonly [K in keyof S]: S[K]["~call"] } & Disposable;
