import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError } from "topher";
import { count, errNegative, top } from "../words-js/index.js";

test("count counts words", () => {
  assert.equal(count("the quick brown fox"), 4);
});

test("top has the most frequent words first", () => {
  assert.deepEqual(top("to be or not TO BE", 2), [
    { word: "be", count: 2 },
    { word: "to", count: 2 },
  ]);
});

test("top throws Go's error", () => {
  assert.throws(
    () => top("text", -1),
    (error) => error instanceof GoError && GoError.is(error, errNegative),
  );
});

test("top refuses what is no string", () => {
  // @ts-expect-error the types say so too
  assert.throws(() => top(42, 1), TypeError);
});
