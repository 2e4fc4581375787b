/**
 * Every way in which a call can be refused or fail, as one table.
 *
 * The table is the source of the `ErrorCode` type, of the error classes and of `docs/errors.md`; nothing else lists the codes.
 */
const table = {
  TOPHER_TYPE: ["TypeError", "A value is not of the declared kind. Nothing is converted on the way in."],
  TOPHER_RANGE: ["RangeError", "A number is of the right type, but the declared kind cannot hold it."],
  TOPHER_ARITY: ["TypeError", "A function got more or fewer arguments than its signature has parameters."],
  TOPHER_BUFFER: [
    "TypeError",
    "A buffer is detached, resizable or shared, so its memory could change or move while Go uses it.",
  ],
  TOPHER_NUL: [
    "RangeError",
    "A C string or a library's path holds U+0000, at which C would end it. `t.string` carries any text.",
  ],
  TOPHER_NIL: [
    "TopherError",
    "Go returned a null pointer where the signature promises a value. `t.nullable` allows it.",
  ],
  TOPHER_FROZEN: ["TypeError", "A frozen object was passed where Go's changes are written back into it."],
  TOPHER_UNKNOWN_FIELD: ["TypeError", "An object has a key that the struct does not have; the nearest field is named."],
  TOPHER_SIGNATURE: ["TypeError", "A declaration makes no sense, such as a callback inside a struct result."],
  TOPHER_CLOSED: [
    "TopherError",
    "The library, the callback or the channel was closed or disposed of before this call.",
  ],
  TOPHER_CALLBACK_GONE: [
    "TopherError",
    "Go called a callback that had been disposed of, or that was lent for one call only.",
  ],
  TOPHER_EXHAUSTED: ["TopherError", "The runtime has no more function pointers: too many callbacks are held at once."],
  TOPHER_BARE_NAME: [
    "TypeError",
    "A library was named without a folder, so that the system's search path would decide what is loaded.",
  ],
  TOPHER_NOT_FOUND: ["TopherError", "There is no file at the library's path."],
  TOPHER_NOT_A_LIBRARY: ["TopherError", "The file is not a shared library, or one whose headers were damaged."],
  TOPHER_TRUNCATED: ["TopherError", "The shared library is shorter than its own header says."],
  TOPHER_WRONG_ARCHITECTURE: ["TopherError", "The shared library was built for another processor."],
  TOPHER_MUSL: [
    "TopherError",
    "The runtime runs on musl, where no Go release can be loaded as a shared library, or the library was built for musl.",
  ],
  TOPHER_NO_PERMISSION: ["TopherError", "The runtime was started without the permission to load native code."],
  TOPHER_RUNTIME_TOO_OLD: [
    "TopherError",
    "This version of the runtime is known to hang or to abort with Go in the process.",
  ],
  TOPHER_NO_SYMBOL: ["TopherError", "The library does not export a function of that name."],
  TOPHER_LOAD: ["TopherError", "The system's loader refused the library for another reason, which is quoted."],
  TOPHER_UNSUPPORTED: ["TopherError", "The running runtime lacks what the call needs; its flag says why."],
  TOPHER_SECOND_GO_RUNTIME: ["TopherError", "A second Go runtime is in the process, which Go does not support."],
  TOPHER_GO_ERROR: ["TopherError", "Go returned an error."],
  TOPHER_GO_PANIC: ["TopherError", "Go panicked. The panic ended the call and nothing else."],
  TOPHER_GOEXIT: [
    "TopherError",
    "The goroutine of a task ended by `runtime.Goexit`, so that its function returned nothing.",
  ],
  TOPHER_CYCLE: ["TypeError", "A value holds itself. Values are copied, and a copy of a cycle has no end."],
  TOPHER_DEPTH: ["RangeError", "A value is nested deeper than values may be."],
  TOPHER_KEYS: ["RangeError", "Two keys of a map are the same one on the other side."],
  TOPHER_HANDLE_RELEASED: ["TopherError", "A handle was used after it had been released."],
  TOPHER_HANDLE_FOREIGN: ["TopherError", "A handle belongs to another worker or another library."],
  TOPHER_CALLBACK_THREAD: ["TopherError", "Go called a callback from another goroutine than the one of the call."],
  TOPHER_NEEDS_ASYNC: [
    "TypeError",
    "A stream, a blob or an async iterable was passed to the synchronous form of a function, or a function that it called gave a promise: it cannot wait.",
  ],
  TOPHER_LOCKED: [
    "TopherError",
    "A reader, writer or channel of Go was used after a stream or an asynchronous loop had taken it over.",
  ],
  TOPHER_ITERATOR_CONTEXT: [
    "TopherError",
    "An iterator of Go was stepped inside another callback, or outside of the one, in which it was started.",
  ],
  TOPHER_PLATFORM: ["TopherError", "A generated package has no library for this system and processor."],
  TOPHER_CONTRACT: [
    "TopherError",
    "A library, or a generated package, and topher speak different versions of the contract between them.",
  ],
  TOPHER_BUILD_ID: ["TopherError", "The library and the index.js of a generated package are not of the same build."],
  TOPHER_WIRE: ["TopherError", "What came from Go is not what the generated code expects: a bug in topher."],
} as const;

/** A stable error code. Codes are part of the contract: they do not change between minor versions. */
export type ErrorCode = keyof typeof table;

/** The JavaScript class that an error of a code is an instance of. */
export type ErrorBase = "TypeError" | "RangeError" | "TopherError";

/** One row of the table of codes, as the documentation prints it. */
export interface ErrorRow {
  readonly code: ErrorCode;
  readonly base: ErrorBase;
  readonly meaning: string;
}

/** All error codes with their class and meaning, in the order of the documentation. */
export const errorRows: readonly ErrorRow[] = (Object.keys(table) as ErrorCode[]).map((code) => ({
  code,
  base: table[code][0],
  meaning: table[code][1],
}));

/** What every error of topher carries beside its message. */
export interface Coded {
  /** The stable code, such as `"TOPHER_RANGE"`. */
  readonly code: ErrorCode;
}

/**
 * The stable code of something caught, or undefined where it is no error of topher's. Argument errors are plain `TypeError`s and
 * `RangeError`s with a code, so `instanceof` alone does not find them.
 *
 * @example
 * try { lib.add("x"); } catch (error) { codeOf(error); } // "TOPHER_TYPE"
 */
export function codeOf(error: unknown): ErrorCode | undefined {
  try {
    const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
    return typeof code === "string" && isErrorCode(code) ? code : undefined;
  } catch {
    return undefined; // anything can be thrown, such as a proxy that was revoked
  }
}

/** An error of topher that is not about an argument's type or range. */
export class TopherError extends Error implements Coded {
  override readonly name: string = "TopherError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Makes the error of a code: a real `TypeError`, a real `RangeError` or a {@link TopherError}, always with `code`.
 *
 * @param code the stable code
 * @param message names the function, the parameter, the rule and what came
 * @param cause the runtime's own error, if there was one
 */
export function errorOf(code: ErrorCode, message: string, cause?: unknown): Error & Coded {
  const options = cause === undefined ? undefined : { cause };
  const base = table[code][0];
  if (base === "TopherError") return new TopherError(code, message, options);
  const error = base === "TypeError" ? new TypeError(message, options) : new RangeError(message, options);
  // Not by an assignment, which a setter of Object.prototype could take.
  return Object.defineProperty(error, "code", {
    value: code,
    writable: true,
    enumerable: true,
    configurable: true,
  }) as Error & Coded;
}

/** True for what an engine throws where the stack is used up: it says nothing of what was called. */
export function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** True for a code of the table, such as one that came from Go. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(table, code);
}
