import { cut, describe } from "../describe.ts";
import { errorOf, type Coded, type ErrorCode } from "../errors.ts";

// A path into a cycle or a very deep value says no more when it is longer.
const longestPath = 200;

/**
 * A value that breaks a rule, on its way out of the writers: each of them puts its part in front of the path, and the call makes the
 * error. It is no `Error`, because an error's message cannot change after its stack was written.
 */
export class Refusal {
  readonly code: ErrorCode;
  /** What follows the path. */
  readonly text: string;
  readonly cause: unknown;
  path: string;
  // Whatever a program throws is compared with this class, also what must not be asked for its prototype.
  // oxlint-disable-next-line no-unused-private-class-members
  readonly #made = true;

  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && #made in value;
  }

  constructor(code: ErrorCode, path: string, text: string, cause?: unknown) {
    this.code = code;
    this.path = path;
    this.text = text;
    this.cause = cause;
  }

  /** Puts the outer part in front of the path. */
  prefix(outer: string): void {
    if (this.path.length > longestPath) {
      const end = this.path.slice(-longestPath / 2);
      this.path = `…${end.slice(end.search(/[.[]/))}`;
    }
    this.path = outer + this.path;
  }

  /** The error, whose message begins with the name of the function. */
  error(name: string): Error & Coded {
    const { path } = this;
    const between = path === "" || path[0] === "." || path[0] === "[" ? "" : ": ";
    return errorOf(this.code, `${name}${between}${path} ${this.text}`, this.cause);
  }
}

/**
 * Throws the refusal of a value.
 *
 * @param code the error's code
 * @param at where the value stands, seen from the writer: `.x`, `parameter 1 (p)`, or nothing for an element
 * @param rule what the value must be, such as `an integer from 0 to 255`
 * @param value what came
 * @param advice a way out, as a sentence of its own
 */
export function refuse(code: ErrorCode, at: string, rule: string, value: unknown, advice?: string): never {
  throw new Refusal(code, at, `must be ${rule}, got ${describe(value)}${advice === undefined ? "" : `. ${advice}`}`);
}

/** Throws the refusal of bytes that are no value: only a library of another contract, or a bug, makes them. */
export function broken(what: string): never {
  throw received("TOPHER_WIRE", `bytes that are no value: ${what}`);
}

/** The refusal of what came from Go. */
export function received(code: ErrorCode, what: string): Refusal {
  return new Refusal(code, "", `received ${what}`);
}

/** The refusal of nil from Go, where a value is promised. */
export function nil(title: string): Refusal {
  return new Refusal("TOPHER_NIL", "", `got nil from Go, where a ${title} is promised`);
}

/** The part of a path for a key of an object or map. */
export function keyPath(key: unknown): string {
  if (typeof key === "string") {
    const shown = cut(key); // its mark of a cut is no letter
    return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(shown) ? `.${shown}` : `[${JSON.stringify(shown)}]`;
  }
  return typeof key === "number" ? `[${key}]` : `[${describe(key)}]`;
}
