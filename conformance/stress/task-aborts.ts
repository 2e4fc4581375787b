// Tasks that are aborted at random moments: before they start, while Go works, while a callback runs, as they complete, and when only
// their context lives on. Each rejects with its own reason or gives its own result, and nothing is left.
import assert from "node:assert/strict";
import type { GoContext } from "topher";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { held, nothingHeld } from "./held.ts";
import { long, phase, random, stress, until } from "./program.ts";

const total = long ? 10_000 : 2000;
const atATime = 200;

type Begin = (signal: AbortSignal) => Promise<unknown>;

const works: readonly Begin[] = [
  (signal) => t.waitFor(1, random.between(0, 5), { signal }),
  (signal) => t.wait({ signal }),
  (signal) => t.add.async(1, 2, { signal }),
  (signal) => t.deaf(1, random.between(0, 5), { signal }),
  (signal) => t.open("x", random.between(0, 5), { signal }).then((session) => session![Symbol.dispose]()),
  (signal) => t.newStore().getAll(["a"], { signal }),
  (signal) => k.visit(50, (i) => (i % 2 === 0 ? undefined : Promise.resolve()), { signal }),
  (signal) => k.visit(1, (_, context) => aborted(context.signal), { signal }),
  (signal) => c.sumUntil(c.naturals(), { signal }),
  (signal) => c.sumUntil(endless(), { signal }),
  async (signal) => {
    for await (const n of (await c.newFeed().subscribe(0, { signal }))!) if (n > 500) break;
  },
  (signal) => p.writePatternUntil(new WritableStream<Uint8Array>(), { signal }),
  (signal) => p.readTextUntil(endlessBytes(), { signal }),
];

await stress(
  async () => {
    const collectGo = (): void => t.collect();
    await Promise.all(works.map((begin) => run(begin, 5)));
    const before = await held(collectGo);
    const counts = { aborted: 0, done: 0 };
    for (let done = 0; done < total; done += atATime) {
      if (done % 1000 === 0) phase(`${done} aborted`);
      await Promise.all(
        Array.from({ length: atATime }, async () => {
          const outcome = await run(random.pick(works), random.between(0, 12) - 1);
          counts[outcome]++;
        }),
      );
    }
    phase("settled");
    assert.ok(counts.aborted > total / 4, `${counts.aborted} of ${total} were aborted`);
    assert.ok(await until(() => t.sessions() === 0, 5000), `${t.sessions()} sessions are alive`);
    await nothingHeld(before, collectGo);
    return { ...counts, goroutines: t.goroutines() };
  },
  { collectGo: t.collect },
);

/** Begins a task, aborts it after so many milliseconds (at once, before it begins, where they are below 0), and sees it settle. */
async function run(begin: Begin, milliseconds: number): Promise<"aborted" | "done"> {
  const controller = new AbortController();
  const reason = { reason: random.next() };
  if (milliseconds < 0) controller.abort(reason);
  else setTimeout(() => controller.abort(reason), milliseconds);
  try {
    await begin(controller.signal);
    return "done";
  } catch (error) {
    assert.equal(error, reason);
    return "aborted";
  }
}

async function aborted(signal: GoContext["signal"]): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
  throw new Error("aborted");
}

async function* endless(): AsyncGenerator<number> {
  for (let i = 0; ; i++) {
    if (i % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
    yield i;
  }
}

function endlessBytes(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve));
      controller.enqueue(new Uint8Array(100));
    },
  });
}
