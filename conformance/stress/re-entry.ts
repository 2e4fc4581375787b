// JavaScript calls Go, which calls JavaScript, which calls Go: fifty levels deep, ten thousand times, with errors thrown at any
// level that must arrive at any other as the very same object.
import assert from "node:assert/strict";
import { callback } from "topher";
import { checkNothingHeld, openFixture, step } from "./fixture.ts";
import { collect, long, phase, random, stress } from "./program.ts";

await stress(async () => {
  const go = openFixture();
  const rounds = long ? 100_000 : 10_000;
  let calls = 0;
  let errors = 0;

  // What the current round does: where it throws, where that is caught, and what with.
  let throwAt = 0;
  let catchAt = 0;
  let thrown: unknown;
  let collectAt = 0;

  const descend = (depth: number): number => {
    calls++;
    if (depth === collectAt) collect();
    if (depth === throwAt) throw thrown;
    if (depth !== catchAt) return enter(depth - 1);
    try {
      return enter(depth - 1);
    } catch (error) {
      assert.equal(error, thrown, "the object that was thrown");
      errors++;
      return depth - 1; // as if all had gone well below
    }
  };
  const handle = callback(step, descend);
  // A function is lent for each call, a handle is shared by all levels, and a fresh arrow has no compiled code.
  const ways = [
    (depth: number): number => go.callbackNested(descend, depth),
    (depth: number): number => go.callbackNested(handle, depth),
    (depth: number): number => go.callbackNested((each) => descend(each), depth),
    (depth: number): number => go.callbackTimes((i) => (i === 1 ? go.callbackNested(descend, depth) : 0), 3),
  ];
  let enter = ways[0]!;

  phase("descending");
  for (let round = 0; round < rounds; round++) {
    const depth = random.between(1, 20) === 1 ? random.between(1, 80) : 50;
    enter = random.pick(ways);
    throwAt = random.between(0, 1) * random.between(1, depth);
    catchAt = random.between(0, 1) * random.between(1, depth);
    thrown = random.pick([new Error(`round ${round}`), { round }, round, `round ${round}`, undefined, null]);
    collectAt = round % 500 === 0 ? random.between(1, depth) : 0;
    const caughtInside = catchAt > throwAt;
    if (throwAt === 0 || caughtInside) {
      assert.equal(enter(depth), depth, `round ${round}: the depth`);
      continue;
    }
    try {
      enter(depth);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      assert.equal(error, thrown, `round ${round}: the object that was thrown`);
      errors++;
      continue;
    }
    assert.fail(`round ${round}: nothing was thrown at ${throwAt}`);
  }
  handle[Symbol.dispose]();
  const trampolines = checkNothingHeld();
  assert.ok(trampolines <= 300, `${trampolines} trampolines`);
  return { calls, errors, trampolines };
});
