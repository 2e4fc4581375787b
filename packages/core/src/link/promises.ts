import { isRevoked } from "../arrays.ts";
import { describe } from "../describe.ts";
import { Refusal } from "../wire/refusal.ts";

/** True for whatever `await` waits for. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    !isRevoked(value) &&
    typeof (value as { then?: unknown }).then === "function"
  );
}

/** The refusal of a promise where Go waits for the value on this thread. */
export function needsPromise(value: unknown): Refusal {
  return new Refusal(
    "TOPHER_NEEDS_ASYNC",
    "the result",
    `is ${describe(value)}: a synchronous call of Go cannot wait for it. Call the function by its .async, which waits`,
  );
}
