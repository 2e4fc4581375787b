// Eight goroutines of a task call JavaScript as fast as they can, with values and promises; every answer must arrive where it was asked
// for, and nothing may be left.
import assert from "node:assert/strict";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import { nothingHeld, held } from "./held.ts";
import { long, phase, stress } from "./program.ts";

const goroutines = 8;
const calls = long ? 20_000 : 4000;
const sum = BigInt(goroutines) * ((BigInt(calls) * BigInt(calls - 1)) / 2n);

await stress(
  async () => {
    const before = await held(k.collect);
    const figures: Record<string, number> = {};
    const answers: Readonly<Record<string, (i: number) => number | Promise<number>>> = {
      values: (i) => i,
      promises: (i) => (i % 10 === 0 ? Promise.resolve(i) : i),
    };
    for (const [name, answer] of Object.entries(answers)) {
      phase(name);
      const next = new Int32Array(goroutines);
      const started = performance.now();
      const total = await k.hammer.async(goroutines, calls, (worker, i) => {
        if (next[worker] !== i) assert.fail(`goroutine ${worker} called with ${i} where ${next[worker]} was due`);
        next[worker] = i + 1;
        return answer(i);
      });
      assert.equal(total, sum);
      assert.deepEqual([...next], Array(goroutines).fill(calls));
      figures[`calls a second, ${name}`] = Math.round((goroutines * calls) / ((performance.now() - started) / 1000));
    }
    phase("kept functions from goroutines in the background");
    let ticks = 0;
    for (let i = 0; i < 8; i++) k.startTicker(1, () => void ticks++);
    assert.equal(await k.hammer.async(goroutines, calls / 4, () => 1), BigInt((goroutines * calls) / 4));
    k.stopTicker();
    assert.ok(ticks > 0);
    phase("errors");
    for (let round = 0; round < 20; round++) {
      const texts = Array.from({ length: 50 }, (_, i) => `${round} ${i}`);
      const failing = async (text: string): Promise<string> => Promise.reject(new Error(text));
      await assert.rejects(k.mapTexts.async(texts, failing), { message: texts.join("\n") });
    }
    await nothingHeld(before, k.collect);
    return figures;
  },
  { collectGo: k.collect },
);
