import { isArray, isRevoked } from "../arrays.ts";
import { cut, describe } from "../describe.ts";
import { errorOf } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { isPlain } from "../wire/object-writer.ts";

/** What topher uses of an `AbortSignal`. */
export interface TaskSignal {
  readonly aborted: boolean;
  readonly reason: any;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The `AbortSignal` of the types that a program is compiled with. */
export type ProgramSignal = typeof globalThis extends { AbortSignal: { prototype: infer S } } ? S : TaskSignal;

/** What can be said of a task behind its parameters. */
export interface TaskOptions {
  /** Aborting it rejects the task with the signal's reason and cancels the context of the function, if it takes one. */
  readonly signal?: TaskSignal | undefined;
  /** The milliseconds after which the task fails with Go's `context.DeadlineExceeded`. */
  readonly timeout?: number | undefined;
}

/** What a function of JavaScript gets where Go's takes a `context.Context`. */
export interface GoContext {
  /** Is aborted when the context is done; its reason is the cause. */
  readonly signal: ProgramSignal;
}

const keys = ["signal", "timeout"] as const;
// The shortest time that Go knows, since 0 is no timeout on the wire, and a number of nanoseconds that Go can still hold.
const leastTime = 1e-6;
const mostTime = 9e12;

/** Options that were checked. */
export interface CheckedOptions {
  readonly signal: TaskSignal | undefined;
  /** The milliseconds; 0 where there is no timeout. */
  readonly timeout: number;
}

/** Those of a task that was given none. */
export const noOptions: CheckedOptions = { signal: undefined, timeout: 0 };

/**
 * Checks the options of a task.
 *
 * @throws `TOPHER_TYPE`, `TOPHER_RANGE`, `TOPHER_UNKNOWN_FIELD`
 */
export function checkedOptions(options: TaskOptions, name: string): CheckedOptions {
  const signals = isSignal(options);
  if (signals || !areOptions(options)) {
    const advice = signals ? ". { signal } is meant" : "";
    throw errorOf("TOPHER_TYPE", `${name}: the options must be an object, got ${describe(options)}${advice}`);
  }
  for (const key of Object.keys(options)) {
    if ((keys as readonly string[]).includes(key)) continue;
    throw errorOf(
      "TOPHER_UNKNOWN_FIELD",
      `${name}: ${JSON.stringify(cut(key))} is no option of a task. The nearest is ${nearest(key, keys)}`,
    );
  }
  const { signal, timeout } = options;
  if (signal !== undefined && !isSignal(signal)) {
    throw errorOf("TOPHER_TYPE", `${name}: the option signal must be an AbortSignal, got ${describe(signal)}`);
  }
  if (timeout === undefined) return { signal, timeout: 0 };
  if (typeof timeout !== "number") throw timeoutError("TOPHER_TYPE", name, timeout);
  if (!(timeout >= 0 && timeout < Infinity)) throw timeoutError("TOPHER_RANGE", name, timeout);
  return { signal, timeout: Math.min(Math.max(timeout, leastTime), mostTime) };
}

// An object of some class may be meant as options where it has one of them, or a key that is close to one.
function areOptions(value: unknown): boolean {
  if (typeof value !== "object" || value === null || isRevoked(value)) return false;
  if (isArray(value) || ArrayBuffer.isView(value)) return false;
  return isPlain(value) || Object.keys(value).length > 0 || keys.some((key) => key in value);
}

function timeoutError(code: "TOPHER_TYPE" | "TOPHER_RANGE", name: string, timeout: unknown): Error {
  return errorOf(code, `${name}: the option timeout must be a number of milliseconds from 0, got ${describe(timeout)}`);
}

function isSignal(value: unknown): value is TaskSignal {
  if (typeof value !== "object" || value === null || isRevoked(value)) return false;
  const { aborted, addEventListener, removeEventListener } = value as Partial<TaskSignal>;
  return (
    typeof aborted === "boolean" && typeof addEventListener === "function" && typeof removeEventListener === "function"
  );
}
