// What every refusal must look like.
import assert from "node:assert/strict";
import { TopherError, errorRows, type Coded, type ErrorCode } from "topher";

const classes = { TypeError, RangeError, TopherError };

/**
 * Asserts that a call throws the error of a code, of the class that the table of codes gives to it.
 *
 * @param message the whole message, or what it must match
 * @returns the error
 */
export function refuses(code: ErrorCode, call: () => unknown, message: string | RegExp = /./): Error & Coded {
  const error = thrownBy(call);
  const { base } = errorRows.find((row) => row.code === code)!;
  assert.ok(error instanceof classes[base], `not a ${base}: ${String(error)}`);
  assert.equal((error as Error & Coded).code, code, error.message);
  if (typeof message === "string") assert.equal(error.message, message);
  else assert.match(error.message, message);
  return error as Error & Coded;
}

/** What a call throws. */
export function thrownBy(call: () => unknown): unknown {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    return error;
  }
  return assert.fail(`nothing was thrown, but ${typeof result === "object" ? "an object" : String(result)} returned`);
}
