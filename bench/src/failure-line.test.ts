import { expect, it } from "vitest";
import { failureLine } from "./failure-line.ts";

const step = { case: "noop", contender: "ffi/bun" };

it("shows what was wrong, not where", () => {
  const message =
    "Bun, bun:ffi, noop: file:///somewhere/case.ts:60\n    throw new Error()\n          ^\n\nTypeError: noop gave 1\n    at check";
  expect(failureLine({ ...step, message })).toBe("ffi/bun, noop: TypeError: noop gave 1");
});

it("shows the first line where none says so", () => {
  expect(failureLine({ ...step, message: "Bun, bun:ffi, noop: no end within 120 s\nmore" })).toBe(
    "Bun, bun:ffi, noop: no end within 120 s",
  );
});
