// What happens when a program holds more callbacks than the runtime has function pointers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { resultOf } from "../kit/program.ts";

test("callback holds 9000 handles, or says that the runtime has no more", () => {
  const { most, usable, usableAgain, refused, live } = resultOf("hold-callbacks", { args: ["9000"] });
  assert.ok(usable);
  assert.ok(usableAgain);
  assert.equal(live, 0);
  if (most === 9000) return assert.equal(refused, undefined);
  assert.ok(most > 8000, `only ${most} were held`);
  assert.equal(refused.code, "TOPHER_EXHAUSTED");
  assert.match(refused.message, /^callback needs one more function pointer than the runtime has: /);
});
