// Function pointers that are made while a callback runs, and used when it has long returned: a runtime that ties them to the
// stack they were made on ends the process.
import assert from "node:assert/strict";
import { callback, type CallbackHandle } from "topher";
import { checkNothingHeld, openFixture, step } from "./fixture.ts";
import { collect, long, phase, random, stress } from "./program.ts";

await stress(async () => {
  const go = openFixture();
  const rounds = long ? 20_000 : 2000;
  const values = new Float64Array(8);
  const give = (): Float64Array => values;

  phase("a type of callback that is first used inside a callback");
  assert.equal(
    inside(10, () => go.callbackAlloc(give, 8)),
    8,
  );
  assert.equal(go.callbackAlloc(give, 8), 8, "used outside");
  assert.equal(
    inside(3, () => go.callbackAlloc(give, 8)),
    8,
    "used half-way",
  );

  phase("handles made inside and used outside");
  const handles: CallbackHandle[] = [];
  for (let round = 0; round < rounds; round++) {
    inside(random.between(1, 8), () => {
      handles.push(callback(step, (i) => i + round));
      return 0;
    });
    const n = random.between(1, 5);
    const used = handles.at(-1)!;
    assert.equal(
      inside(random.between(0, 30), () => go.callbackTimes(used, n)),
      (n * (n - 1)) / 2 + n * round,
      `round ${round}`,
    );
    while (handles.length > random.between(0, 8)) handles.shift()![Symbol.dispose]();
    if (round % 200 === 0) collect();
  }

  phase("a pointer that Go keeps");
  const kept: { handle?: CallbackHandle } = {};
  inside(20, () => {
    kept.handle = callback(step, (i) => i * 3);
    go.keepCallback(kept.handle);
    return go.callKept(5);
  });
  assert.equal(go.callKept(7), 21, "called outside");
  assert.equal(
    inside(40, () => go.callKept(7)),
    21,
    "called further inside",
  );
  assert.ok(go.dropKept());
  kept.handle![Symbol.dispose]();

  phase("very many inside one call");
  const many = 5000;
  assert.equal(
    go.callbackTimes((i) => go.callbackTimes((k) => i + k, 2), many),
    many * many,
  );
  for (const handle of handles) handle[Symbol.dispose]();
  return { rounds, trampolines: checkNothingHeld() };

  /** Runs `body` below so many callbacks. */
  function inside(depth: number, body: () => number): number {
    if (depth === 0) return body();
    return go.callbackTimes(() => inside(depth - 1, body), 1);
  }
});
