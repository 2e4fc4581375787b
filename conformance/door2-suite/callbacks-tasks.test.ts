// Callbacks from tasks: from one goroutine and from many, with values, awaited, with what they throw.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic, type GoContext } from "topher";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import { pause } from "../kit/pause.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { rejection, rejects, rejectsAs } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");
const throws = (): never => {
  throw mine;
};
const later = async <T>(value: T): Promise<T> => {
  await pause(1);
  return value;
};

test("a task calls back from its own goroutine", async () => {
  assert.equal(await k.direct.async((x) => x + 1, 5), 6);
  assert.equal(await k.directErr.async((x) => x + 1, 5), 6);
});

test("a task calls back from another goroutine", async () => {
  assert.equal(await k.elsewhere.async((x) => x * 2, 5), 10);
  assert.equal(await k.elsewhereErr.async((x) => x * 2, 5), 10);
  assert.equal(await k.grandchild.async(() => {}), undefined);
});

test("a task awaits a promise that a callback returns", async () => {
  assert.equal(await k.direct.async((x) => later(x + 1), 5), 6);
  assert.equal(await k.elsewhere.async(async (x) => (await later(x)) + 1, 5), 6);
  assert.deepEqual(await k.filter.async(["a", "bb", "ccc"], (word) => later(word.length > 1)), ["bb", "ccc"]);
});

test("callbacks of a hundred goroutines are awaited at the same time", async () => {
  const xs = Array.from({ length: 100 }, (_, i) => i);
  let running = 0;
  let most = 0;
  const started = performance.now();
  const ys = await k.map.async(xs, async (x) => {
    most = Math.max(most, ++running);
    await pause(30);
    running--;
    return x * x;
  });
  assert.deepEqual(
    ys,
    xs.map((x) => x * x),
  );
  assert.ok(most > 20, `${most} ran at the same time`);
  assert.ok(performance.now() - started < 2500);
});

test("8 goroutines call 1,000 times each", async () => {
  const next = new Int32Array(8);
  const sum = await k.hammer.async(8, 1000, (worker, i) => {
    assert.equal(next[worker], i);
    next[worker]!++;
    return i;
  });
  assert.equal(sum, BigInt(8 * 499_500));
});

test("the event loop goes round while goroutines call", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await k.hammer.async(4, 3000, () => 1);
  clearInterval(timer);
  assert.ok(turns > 2, `${turns} turns`);
});

test("progress reports in order", async () => {
  const seen: string[] = [];
  assert.equal(await k.progress.async(50, (done, total) => void seen.push(`${done}/${total}`)), "finished");
  assert.deepEqual(
    seen,
    Array.from({ length: 50 }, (_, i) => `${i + 1}/50`),
  );
});

test("values of many kinds go in and come back, from several goroutines", async () => {
  assert.equal(
    await k.shapes.async(
      ({ x, y }) => ({ x: y, y: x }),
      (xs) => later([...xs, "c"]),
      (counts) => ({ ...counts, two: 2 }),
      (box) => (box!.add(1), box),
      (value) => `${String(value)}!`,
      (bytes) => later(bytes.map((byte) => byte + 1)),
    ),
    "{2 1} [a b c] map[one:1 two:2] 6 any! [2 3 4]",
  );
});

test("a callback gives two results, in a promise too", async () => {
  assert.equal(await k.two.async((x) => [x >> 1, x % 2 === 1]), "3 true");
  assert.equal(await k.two.async(async (x) => later([x >> 1, false])), "3 false");
});

test("more than the arena holds goes in and comes back", async () => {
  const large = "x".repeat(2_000_000);
  assert.deepEqual(await k.mapTexts.async(["a", "b"], (text) => text + large), [`a${large}`, `b${large}`]);
  assert.deepEqual(
    (await k.mapTexts.async([large, large], (text) => later(text))).map((text) => text.length),
    [2_000_000, 2_000_000],
  );
});

test("what a callback throws is an error of Go, and the same object in JavaScript", async () => {
  assert.equal(await rejection(k.directErr.async(throws, 5)), mine);
  assert.equal(await rejection(k.elsewhereErr.async(throws, 5)), mine);
  assert.equal(await rejection(k.try.async(throws)), mine);
  assert.equal(((await rejection(k.tryWrapped.async(throws))) as Error).cause, mine);
  assert.equal(await k.failed.async(throws), "failed: mine");
});

test("what a callback rejects with is an error of Go, and the same object in JavaScript", async () => {
  const rejecting = async (): Promise<never> => {
    await pause(1);
    throw mine;
  };
  assert.equal(await rejection(k.directErr.async(rejecting, 5)), mine);
  assert.equal(await rejection(k.elsewhereErr.async(rejecting, 5)), mine);
  assert.equal(await rejection(k.try.async(rejecting)), mine);
  assert.equal(await k.failed.async(rejecting), "failed: mine");
});

for (const [what, value] of [
  ["text", "text"],
  ["undefined", undefined],
  ["an object", { code: 5 }],
] as const) {
  test(`a callback that throws ${what} is an error of Go, and comes back as itself`, async () => {
    const throwing = (): never => {
      throw value;
    };
    assert.equal(await rejection(k.try.async(throwing)), value);
    assert.equal(await rejection(k.try.async(async () => throwing())), value);
  });
}

test("an error of Go that a callback throws is that error in Go", async () => {
  assert.equal(
    await k.is.async(() => {
      throw k.errRefused;
    }),
    true,
  );
  assert.equal(await k.is.async(async () => Promise.reject(k.errRefused)), true);
  assert.equal(await k.is.async(throws), false);
  await rejectsAs(
    k.tryWrapped.async(() => {
      throw k.errRefused;
    }),
    k.errRefused,
  );
});

test("what a callback that gives no error throws is a panic in Go, and rejects as itself", async () => {
  assert.equal(await rejection(k.direct.async(throws, 5)), mine);
  assert.equal(await rejection(k.direct.async(async () => throws(), 5)), mine);
  assert.match(await k.caught.async(throws), /^caught: .*mine/);
  assert.equal(await k.caught.async(() => 5), "returned 5");
});

test("several goroutines whose callbacks fail join their errors", async () => {
  const texts = ["a", "b", "c"];
  const error = (await rejection(
    k.mapTexts.async(texts, async (text) => {
      await pause(1);
      throw new Error(`no ${text}`);
    }),
  )) as Error;
  assert.equal(error.message, "no a\nno b\nno c");
});

test("a callback's wrong result rejects the task", async () => {
  await rejects("TOPHER_TYPE", k.direct.async((() => "x") as never, 5), /the result must be/);
  await rejects("TOPHER_TYPE", k.direct.async((async () => "x") as never, 5), /the result must be/);
  await rejects(
    "TOPHER_RANGE",
    k.direct.async(() => 1.5, 5),
    /the result must be/,
  );
  await rejects("TOPHER_TYPE", k.two.async((() => [1]) as never));
});

test("null is a func that is nil", async () => {
  assert.ok((await rejection(k.direct.async(null, 5))) instanceof GoPanic);
});

test("a func of Go is called by Go alone", async () => {
  const add = k.begin.async(3, 0, (i) => i);
  const total = (await add)!;
  assert.equal(await total.async(), 3);
});

test("callbacks call Go: synchronously, and as tasks, many levels deep", async () => {
  assert.equal(await k.nest.async((depth, next) => next!(depth - 1), 20), 20);
  assert.equal(await k.nest.async((depth, next) => next!.async(depth - 1), 20), 20);
  assert.equal(await k.nest.async(async (depth, next) => (await later(0)) + (await next!.async(depth - 1)), 10), 10);
  assert.equal(await k.direct.async((x) => k.direct((y) => y + 1, x), 5), 6);
  assert.equal(await k.direct.async((x) => k.elsewhere.async((y) => later(y + 1), x), 5), 6);
});

test("a synchronous call's own goroutine calls straight through, with no turn of the event loop", () => {
  assert.equal(
    k.direct((x) => x + 1, 5),
    6,
  );
  assert.equal(
    thrownBy(() => k.directErr(throws, 5)),
    mine,
  );
});

test("goroutines of a synchronous call are refused, down to the last descendant", () => {
  let called = 0;
  const count = (x?: number): number => ((called += 1), x ?? 0);
  refuses("TOPHER_CALLBACK_THREAD", () => k.elsewhere(count, 5), /^callers\.elsewhere: .*goroutine/);
  refuses("TOPHER_CALLBACK_THREAD", () => k.elsewhereErr(count, 5), /goroutine/);
  refuses("TOPHER_CALLBACK_THREAD", () => k.grandchild(() => void count()), /goroutine/);
  refuses("TOPHER_CALLBACK_THREAD", () => k.map([1, 2, 3], count), /\.async/);
  assert.equal(called, 0);
  assert.equal(k.direct(count, 5), 5);
});

test("goroutines of a synchronous call inside a callback of a task are refused as well", async () => {
  const inner: unknown[] = [];
  const result = await k.direct.async((x) => {
    inner.push(thrownBy(() => k.elsewhere((y) => y, x)));
    return x;
  }, 5);
  assert.equal(result, 5);
  refuses("TOPHER_CALLBACK_THREAD", () => {
    throw inner[0];
  });
});

test("a promise in a synchronous call is refused: nobody can wait for it", () => {
  refuses("TOPHER_NEEDS_ASYNC", () => k.direct((async (x: number) => x) as never, 5), /Promise.*\.async/);
});

test("aborting a task while its callback runs rejects at once, and the callback goes on", async () => {
  const controller = new AbortController();
  let ended = false;
  const task = k.direct.async(
    async (x) => {
      await pause(50);
      ended = true;
      return x;
    },
    5,
    { signal: controller.signal },
  );
  await pause(10);
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.equal(ended, false);
  assert.ok(await until(() => ended));
  assert.equal(await k.direct.async((x) => x, 6), 6);
});

test("visit gives each call a context: a signal that is not aborted", async () => {
  const seen: unknown[] = [];
  const visited = await k.visit(3, (i, context) => {
    assert.ok(context.signal instanceof AbortSignal);
    seen.push([i, context.signal.aborted]);
  });
  assert.equal(visited, 3);
  assert.deepEqual(seen, [
    [0, false],
    [1, false],
    [2, false],
  ]);
});

test("visit's signal is aborted with the task's, with the same reason", async () => {
  const controller = new AbortController();
  let inner: AbortSignal | undefined;
  const task = k.visit(
    10,
    async (_i, { signal }) => {
      inner = signal;
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    },
    { signal: controller.signal },
  );
  assert.ok(await until(() => inner !== undefined));
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.ok(await until(() => inner!.aborted));
  assert.equal(inner!.reason, mine);
});

test("within: a deadline of Go's aborts the callback's signal", async () => {
  let reason: unknown;
  await k.within(20, async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    reason = signal.reason;
  });
  assert.match(String((reason as Error).message), /deadline exceeded/);
});

test("cancelLater: what Go cancels with is the signal's reason, and goes back as itself", async () => {
  const error = await rejection(
    k.cancelLater(
      20,
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error))),
    ),
  );
  assert.ok(GoError.is(error, k.errRefused), String(error));
});

test("cancelLater: a callback that is done in time sees nothing", async () => {
  let aborted = false;
  const result = await k.cancelLater(10_000, ({ signal }: GoContext) => {
    signal.addEventListener("abort", () => (aborted = true));
    return later("in time");
  });
  assert.equal(result, "in time");
  assert.equal(aborted, false);
});

test("doneBefore: the signal is aborted already, with the cause", async () => {
  const text = await k.doneBefore.async(({ signal }) => {
    assert.ok(GoError.is(signal.reason, k.errRefused));
    return String(signal.aborted);
  });
  assert.equal(text, "true");
  assert.equal(
    k.doneBefore(({ signal }) => String(signal.aborted)),
    "true",
  );
});

test("neverDone: the signal of context.Background is never aborted", async () => {
  assert.equal(await k.neverDone.async(({ signal }) => String(signal.aborted)), "false");
  assert.equal(
    k.neverDone(({ signal }) => String(signal.aborted)),
    "false",
  );
});

test("a callback that runs aborts its own task", async () => {
  const controller = new AbortController();
  const task = k.visit(
    10,
    (i) => {
      if (i === 3) controller.abort(mine);
    },
    { signal: controller.signal },
  );
  assert.equal(await rejection(task), mine);
});

test("callbacks of tasks leave nothing behind", async () => {
  const before = await settled(() => k.collect());
  for (let i = 0; i < 30; i++) {
    await k.map.async([1, 2, 3], (x) => x + i);
    await rejection(k.try.async(throws));
    await k.visit(2, () => {});
  }
  await settlesAt(before, () => k.collect());
});

nothingLeft(() => k.collect());
