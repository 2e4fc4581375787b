import type { Fits } from "./fits.ts";

/**
 * The contract between topher and a JavaScript runtime.
 *
 * An adapter moves values of the C ABI and nothing else: it checks no argument, knows no kind of `t`, and has no state of its own
 * but what the runtime forces on it. Core checks and converts first, so an adapter may rely on every value being right.
 *
 * The contract does not say that native memory and JavaScript memory are the same: addresses are numbers that only
 * {@link NativeMemory} can look behind, and a `"buffer"` argument is a view that the adapter makes visible to Go for the call.
 */
export interface Adapter {
  /** The runtime's name, as error messages give it. */
  readonly runtime: Runtime;
  /** What the runtime cannot do, with the reason; an absent flag means that it can. */
  readonly lacks: Readonly<Partial<Record<Flag, string>>>;
  /** Opens a shared library and binds the functions; a function whose symbol does not exist is left out. Throws the runtime's own error. */
  load(path: string, functions: Readonly<Record<string, NativeSignature>>): NativeFunctions;
  /** True where the error that `load` threw says that the user did not grant the permission. */
  denied(error: unknown): boolean;
  /**
   * How many function pointers of each callback signature are kept ready, because one that is made while a callback runs works only inside
   * that callback; 0 where one works everywhere.
   */
  readonly callbackReserve: number;
  /** How many parameters a function or a callback has at most in C; infinite where the runtime sets no bound. */
  readonly mostParams: number;
  /** True where a function must be bound in a slower way if it may call back ({@link NativeSignature.callsBack}). */
  readonly slowToCallBack: boolean;
  /** Makes a C function pointer that calls `target` on this thread. */
  callback(signature: NativeCallbackSignature, target: NativeFunction): NativeCallback;
  readonly memory: NativeMemory;
  /** The form in which 64-bit integers and addresses are passed fastest; with `"bigint"` core passes no numbers for them. */
  readonly wide: "number" | "bigint";
  /** How the engine tells fastest whether a bigint fits into 64 bits. */
  readonly fits: Fits;
  /** Reads the bell that Go rings: `onWake` runs on the event loop after each ring, several rings may share one run. */
  wake(fileDescriptor: number, onWake: () => void): NativeWake;
  /** Runs something on the event loop, behind what waits there already. Where nothing else keeps the process alive, it need not run. */
  later(run: () => void): void;
  /** Runs something when the program or the worker exits by itself or by its runtime's `exit`: synchronous code only. */
  onExit(run: () => void): void;
  /** Calls `repair` after the program has added a listener for a signal, at once and again in a microtask. */
  onSignalListener(repair: () => void): void;
  /** Shows a warning in the way of the runtime. */
  warn(code: string, message: string): void;
  readonly files: Files;
  /** Turns a relative path or the text of a `file:` URL into an absolute path. */
  resolve(path: string): string;
}

export type { Fits };

/** The runtime and machine that the program runs on. */
export interface Runtime {
  readonly name: "node" | "bun" | "deno";
  readonly version: string;
  /** Node's name of the processor: `x64`, `arm64`. */
  readonly architecture: string;
  /** Node's name of the system: `linux`, `darwin`. */
  readonly platform: string;
  /** The C library, or the path of the runtime's own executable from which core tells it. */
  readonly libc: "glibc" | "musl" | { readonly executable: string };
  /** What the user adds to the command line to allow native code, where the runtime can forbid it. */
  readonly grant?: string;
  /** The oldest version with which Go works, and what happens before it. */
  readonly oldest?: { readonly version: string; readonly reason: string };
}

/** What a runtime may lack; each flag stands for cases of the conformance suite. */
export type Flag = (typeof flags)[number];

/** The flags in the order of the support table. */
export const flags = ["structByValue", "signalListenerHook"] as const;

/** A type that a register or a stack slot of the C ABI holds. `int` and `uint` are 64-bit integers that may be numbers. */
export type NativeScalar =
  | "i8"
  | "i16"
  | "i32"
  | "i64"
  | "u8"
  | "u16"
  | "u32"
  | "u64"
  | "int"
  | "uint"
  | "f32"
  | "f64"
  | "pointer";

/** A scalar inside a struct; nested structs and arrays are flattened, which does not change how the ABI passes the struct. */
export interface NativeLeaf {
  readonly offset: number;
  readonly type: NativeScalar;
}

/** A struct passed by value, as its C layout. */
export interface NativeStruct {
  readonly size: number;
  readonly align: number;
  readonly leaves: readonly NativeLeaf[];
}

/** A parameter: `"buffer"` is a pointer to a view's memory, borrowed for the call. */
export type NativeParam = NativeScalar | "buffer" | NativeStruct;

/** A result. */
export type NativeResult = NativeScalar | "void" | NativeStruct;

/** Parameter and result types of one exported function. */
export interface NativeSignature {
  readonly params: readonly NativeParam[];
  readonly result: NativeResult;
  /** True where the function may call a {@link NativeCallback} before it returns. */
  readonly callsBack?: boolean;
}

/** Parameter and result types of a callback: scalars only. */
export interface NativeCallbackSignature {
  readonly params: readonly NativeScalar[];
  readonly result: NativeScalar | "void";
}

/**
 * A bound function. Values by type:
 *
 * | type | argument | result |
 * |---|---|---|
 * | `i8`…`u32`, `f32`, `f64` | number | number |
 * | `i64`, `u64`, `int`, `uint`, `pointer` | bigint, or a safe-integer number unless {@link Adapter.wide} is `"bigint"` | bigint, or a number that is a safe integer |
 * | `buffer` | an `ArrayBufferView` that is not detached; an empty one gives any pointer | |
 * | struct | a `Uint8Array` of its size | a `Uint8Array` of its size, owned by the caller |
 * | `void` | | undefined |
 *
 * A callback gets its arguments as results are given here, and returns as arguments are taken.
 */
export type NativeFunction = (...args: any[]) => any;

/** Bound functions by symbol. */
export type NativeFunctions = Readonly<Record<string, NativeFunction | undefined>>;

/** A C function pointer that leads to JavaScript. */
export interface NativeCallback {
  readonly pointer: number | bigint;
  /** Frees the function pointer; calling it afterwards ends the process. */
  close(): void;
}

/** Access to memory that Go sees. */
export interface NativeMemory {
  /** Memory for topher's own use at an address that does not change as long as `bytes` is reachable. */
  allocate(size: number): NativeBlock;
  /** The address of a view's memory, stable from now on as long as the view is reachable. */
  address(view: ArrayBufferView): number | bigint;
  /** Copies from native memory into `target`, all of it. */
  copy(address: number | bigint, target: Uint8Array): void;
  /** Reads bytes below 128 as text, where the runtime has something faster for short text than `String.fromCharCode`. */
  readonly ascii: Ascii | undefined;
}

/** The text of the bytes from `from` up to `to`, all of them below 128. */
export type Ascii = (bytes: Uint8Array, from: number, to: number) => string;

/** A piece of memory with its address. */
export interface NativeBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly address: number | bigint;
}

/** The reading end of a bell. A new one does not keep the process alive. */
export interface NativeWake {
  /** Keeps the process alive. */
  ref(): void;
  /** Lets the process end. */
  unref(): void;
  /** Stops listening, and closes the file descriptor. */
  close(): void;
}

/** The few functions of `node:fs` with which core looks at a library before it is loaded. Every runtime has them. */
export interface Files {
  statSync(path: string): { readonly size: number; readonly dev: number; readonly ino: number; isFile(): boolean };
  openSync(path: string, flags: "r"): number;
  readSync(fileDescriptor: number, into: Uint8Array, offset: number, length: number, position: number): number;
  closeSync(fileDescriptor: number): void;
}
