import { TopherError } from "./errors.ts";

/** What can be asked about a Go error that Go still has; the library that it came from answers. */
export interface ErrorOrigin {
  is(handle: number, target: number): boolean;
  as(handle: number, type: object): unknown;
  fields(handle: number): Readonly<Record<string, unknown>>;
}

/** What a Go error says beside its message. */
export interface GoErrorDetails {
  /** The error's type in Go, such as `*fs.PathError`. */
  readonly goType?: string;
  /** What the function returned beside the error. */
  readonly results?: readonly unknown[];
  readonly origin?: ErrorOrigin;
  readonly handle?: number;
}

/** A class of errors that a generated package exports. */
export type GoErrorType<T> = abstract new (...args: never) => T;

/**
 * An error value that a Go function returned; the message is Go's own.
 *
 * `cause` follows `errors.Unwrap`; where Go joined several errors it is an `AggregateError` of them.
 *
 * @example
 * try {
 *   load("x");
 * } catch (error) {
 *   if (GoError.is(error, errNotFound)) return;
 *   console.log(GoError.as(error, PathError)?.path);
 * }
 */
export class GoError extends TopherError {
  override readonly name: string = "GoError";
  /** The error's type in Go, such as `*fs.PathError`; empty where the library does not say it. */
  readonly goType: string;
  /** What the function returned beside the error. */
  readonly results: readonly unknown[];
  readonly #origin: ErrorOrigin | undefined;
  readonly #handle: number;
  #fields: Readonly<Record<string, unknown>> | undefined;

  constructor(message: string, options?: ErrorOptions, details: GoErrorDetails = {}) {
    super("TOPHER_GO_ERROR", message, options);
    this.goType = details.goType ?? "";
    this.results = details.results ?? [];
    this.#origin = details.origin;
    this.#handle = details.handle ?? 0;
  }

  /** The exported fields of the error's struct in Go, by their JavaScript names. */
  get fields(): Readonly<Record<string, unknown>> {
    return (this.#fields ??= this.#origin === undefined ? {} : this.#origin.fields(this.#handle));
  }

  /** Go's `errors.Is`: true where the error, or one that it wraps, is the target. */
  static is(error: unknown, target: unknown): boolean {
    for (let at = error; ; at = (at as Error).cause) {
      if (at === target) return true;
      if (GoError.#made(at) && GoError.#made(target) && at.#origin !== undefined && at.#origin === target.#origin) {
        return at.#origin.is(at.#handle, target.#handle);
      }
      if (!(at instanceof Error)) return false;
    }
  }

  /** Go's `errors.As`: the error, or one that it wraps, as an object of a generated class; null where none is of that type. */
  static as<T>(error: unknown, type: GoErrorType<T>): T | null {
    for (let at = error; at instanceof Error; at = at.cause) {
      if (!(at instanceof GoError) || at.#origin === undefined) continue;
      const found = at.#origin.as(at.#handle, type);
      return found === undefined ? null : (found as T | null);
    }
    return null;
  }

  /** The handle with which the error goes back to the library that it came from; undefined in any other library. */
  static handleIn(error: unknown, origin: ErrorOrigin): number | undefined {
    return GoError.#made(error) && error.#origin === origin && error.#handle !== 0 ? error.#handle : undefined;
  }

  // Asks nothing of the value, which may be whatever a program has thrown.
  static #made(value: unknown): value is GoError {
    return typeof value === "object" && value !== null && #origin in value;
  }

  /** The same error with what the function returned beside it. */
  static withResults(error: GoError, results: readonly unknown[]): GoError {
    return Object.defineProperty(error, "results", {
      value: results,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
}
