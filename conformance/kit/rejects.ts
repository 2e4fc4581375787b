// What every rejection must look like.
import assert from "node:assert/strict";
import { GoError, type Coded, type ErrorCode } from "topher";
import { refuses } from "./refuses.ts";

/** What a promise rejects with; a call that throws instead of rejecting fails the case. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    return error;
  }
  return assert.fail(`nothing was rejected, but ${typeof result === "object" ? "an object" : String(result)} came`);
}

/** Asserts that a promise rejects with the error of a code; the message as for `refuses`. */
export async function rejects(
  code: ErrorCode,
  promise: PromiseLike<unknown>,
  message?: string | RegExp,
): Promise<Error & Coded> {
  assert.equal(typeof promise.then, "function", "no promise");
  const error = await rejection(promise);
  return refuses(
    code,
    () => {
      throw error;
    },
    message,
  );
}

/** Asserts that a promise rejects with an error of Go that is `target`, as `errors.Is` has it. */
export async function rejectsAs(promise: PromiseLike<unknown>, target: GoError): Promise<GoError> {
  const error = await rejection(promise);
  assert.ok(error instanceof GoError && GoError.is(error, target), `not ${target.message}: ${String(error)}`);
  return error;
}
