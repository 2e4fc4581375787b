// Functions and objects that Go keeps and calls later, from goroutines in the background, and interfaces that JavaScript implements.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stats, type GoContext } from "topher";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import { collectUntil } from "../kit/collect.ts";
import { pause } from "../kit/pause.ts";
import { refuses } from "../kit/refuses.ts";
import { rejection, rejects } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");

/** Waits for notes of goroutines, in any order. */
async function notes(count: number): Promise<string[]> {
  const seen: string[] = [];
  assert.ok(await until(() => seen.push(...k.notes()) >= 0 && seen.length >= count), `only ${seen.join(", ")}`);
  return seen.toSorted();
}

test("a kept function is called from the background, while nothing is pending", async () => {
  const events: string[] = [];
  k.keep((event) => (events.push(event), 5));
  k.fireLater("later", 1, 10);
  assert.equal(events.length, 0);
  assert.deepEqual(await notes(1), ["0 gave 5"]);
  assert.deepEqual(events, ["later"]);
  k.drop();
});

test("a kept function is awaited by many goroutines in the background", async () => {
  k.keep(async (event) => {
    await pause(5);
    return event.length;
  });
  k.fireLater("four", 20, 5);
  assert.deepEqual(await notes(20), Array.from({ length: 20 }, (_, i) => `${i} gave 4`).toSorted());
  k.drop();
});

test("what a kept function throws is an error in the background, and nothing else", async () => {
  k.keep(() => {
    throw mine;
  });
  k.fireLater("x", 2, 1);
  assert.deepEqual(await notes(2), ["0 failed: mine", "1 failed: mine"]);
  k.keep(async () => Promise.reject(mine));
  k.fireLater("x", 1, 1);
  assert.deepEqual(await notes(1), ["0 failed: mine"]);
  k.drop();
});

test("a kept function's wrong result is an error in the background", async () => {
  k.keep(() => "x" as never);
  k.fireLater("x", 1, 1);
  const [note] = await notes(1);
  assert.match(note!, /^0 failed: .*result/);
  k.drop();
});

test("a kept function without an error is called from the background", async () => {
  const events: string[] = [];
  k.keepPlain((event) => void events.push(event));
  k.plainLater("plain", 5);
  assert.deepEqual(await notes(2), ["deferred", "returned"]);
  assert.deepEqual(events, ["plain"]);
  k.drop();
});

test("a kept function runs straight through inside a later call, in both forms", async () => {
  const events: string[] = [];
  k.keep((event) => events.push(event));
  assert.equal(k.fire("a"), 1);
  assert.equal(await k.fire.async("b"), 2);
  assert.equal(await k.fireElsewhere.async("c"), 3);
  assert.deepEqual(events, ["a", "b", "c"]);
  k.drop();
});

test("a kept function is refused to the goroutines of a synchronous call", () => {
  let called = false;
  k.keep(() => ((called = true), 1));
  refuses("TOPHER_CALLBACK_THREAD", () => k.fireElsewhere("x"), /goroutine/);
  assert.equal(called, false);
  k.drop();
});

test("a goroutine of an earlier call waits until a synchronous call has ended", async () => {
  const events: string[] = [];
  k.keep((event) => events.push(event));
  k.fireLater("during", 1, 10);
  k.block(60); // the goroutine calls meanwhile
  assert.deepEqual(events, []);
  assert.deepEqual(await notes(1), ["0 gave 1"]);
  k.drop();
});

test("what begins a goroutine in a task may call for ever", async () => {
  const seen: number[] = [];
  const total = (await k.begin.async(20, 0, (i) => seen.push(i)))!;
  assert.equal(await total.async(), 210);
  assert.deepEqual(
    seen,
    Array.from({ length: 20 }, (_, i) => i),
  );
});

test("what begins a goroutine in a synchronous call may call once that has returned", async () => {
  const seen: number[] = [];
  const total = k.begin(20, 20, async (i) => {
    await pause(0);
    return seen.push(i);
  })!;
  assert.equal(await total.async(), 210);
  assert.equal(seen.length, 20);
});

test("a ticker of Go calls until it is stopped", async () => {
  let ticks = 0;
  k.startTicker(2, (i) => {
    assert.equal(i, ticks++);
  });
  assert.ok(await until(() => ticks >= 10));
  k.stopTicker();
  await pause(20);
  const stopped = ticks;
  await pause(20);
  assert.ok(ticks <= stopped + 1);
});

test("a ticker and a task call at the same time", async () => {
  let ticks = 0;
  k.startTicker(1, () => void ticks++);
  assert.equal(await k.hammer.async(4, 500, () => 1), 2000n);
  assert.ok(await until(() => ticks > 3));
  k.stopTicker();
});

test("a bus calls its listeners in order, and waits for them", async () => {
  const bus = k.newBus();
  const seen: string[] = [];
  bus.listen((event) => (seen.push(`1 ${event}`), 1));
  bus.listen(async (event) => {
    await pause(1);
    seen.push(`2 ${event}`);
    return 10;
  });
  for (const event of ["a", "b", "c"]) bus.publish(event);
  await bus.async.close();
  assert.equal(bus.total(), 33);
  assert.deepEqual(seen, ["1 a", "2 a", "1 b", "2 b", "1 c", "2 c"]);
  bus[Symbol.dispose]();
});

test("listeners publish events as they are called", async () => {
  const bus = k.newBus();
  let left = 20;
  bus.listen((event) => {
    if (--left > 0) bus.publish(`${event}!`);
    return 1;
  });
  bus.publish("x");
  assert.ok(await until(() => left === 0)); // a kept function alone keeps no process alive
  await bus.async.close();
  assert.equal(bus.total(), 20);
  bus[Symbol.dispose]();
});

test("stats counts a kept function as long as Go holds it", async () => {
  const before = await settled(() => k.collect());
  k.keep(() => 1);
  assert.ok(stats().kept > before.kept);
  k.drop();
  await settlesAt(before, () => k.collect());
});

test("a kept function lives as long as a goroutine may call it", async () => {
  let calls = 0;
  (() => k.keep(() => ++calls))();
  k.fireLater("x", 1, 60);
  let rounds = 0;
  await collectUntil(() => (k.collect(), ++rounds > 3));
  assert.deepEqual(await notes(1), ["0 gave 1"]);
  k.drop();
});

/** A plugin that counts, of JavaScript. */
class Plugin implements k.Plugin {
  calls = 0;
  readonly #name: string;
  readonly #priority: number;

  constructor(name: string, priority: number) {
    this.#name = name;
    this.#priority = priority;
  }

  name(): string {
    return this.#name;
  }

  async transform(text: string, { signal }: GoContext): Promise<string> {
    this.calls++;
    assert.equal(signal.aborted, false);
    await pause(1);
    return `${text}+${this.#name}`;
  }

  priority(): number {
    return this.#priority;
  }
}

test("apply: objects of JavaScript and of Go are called from goroutines, and awaited", async () => {
  const [a, b] = [new Plugin("a", 1), new Plugin("b", 2)];
  assert.equal(await k.apply("x", [a, k.newUpper(), b] as never), "X+A+b");
  assert.deepEqual([a.calls, b.calls], [1, 1]);
});

test("first: many goroutines ask objects at the same time", async () => {
  const plugins = Array.from({ length: 40 }, (_, i) => new Plugin(`p${i}`, (i * 7) % 40));
  assert.equal(
    await k.first.async([...plugins, k.newUpper()] as never),
    plugins.find((each) => each.priority() === 39)!.name(),
  );
});

test("apply: what a method throws is the error of Go's call, named by Go", async () => {
  const broken = new Plugin("broken", 1);
  broken.transform = async () => Promise.reject(mine);
  const error = (await rejection(k.apply("x", [broken] as never))) as Error;
  assert.equal(error.message, "broken: mine");
  assert.equal(error.cause, mine);
});

test("apply: a method's signal is aborted with the task's", async () => {
  const controller = new AbortController();
  const waiting = new Plugin("waiting", 1);
  let reason: unknown;
  waiting.transform = (_text, { signal }) =>
    new Promise((_, reject) =>
      signal.addEventListener("abort", () => {
        reason = signal.reason;
        reject(mine);
      }),
    );
  const task = k.apply("x", [waiting] as never, { signal: controller.signal });
  await pause(20);
  const why = new Error("why");
  controller.abort(why);
  assert.equal(await rejection(task), why);
  assert.ok(await until(() => reason !== undefined));
  assert.equal(reason, why);
});

test("greetAll: an object without a context, from many goroutines", async () => {
  const greeter = { greet: (name: string) => `Hello, ${name}` };
  const names = Array.from({ length: 30 }, (_, i) => `n${i}`);
  assert.deepEqual(
    await k.greetAll.async(greeter, names),
    names.map((name) => `Hello, ${name}`),
  );
  const slow = { greet: async (name: string) => (await pause(1), `Hi, ${name}`) };
  assert.deepEqual(await k.greetAll.async(slow as never, ["a", "b"]), ["Hi, a", "Hi, b"]);
});

test("greetAll: objects are refused to the goroutines of a synchronous call", () => {
  refuses("TOPHER_CALLBACK_THREAD", () => k.greetAll({ greet: (name) => name }, "a", "b"), /goroutine/);
});

test("an object without a method, or with something else, rejects the task", async () => {
  await rejects("TOPHER_TYPE", k.greetAll.async({} as never, ["a"]), /greet/);
  await rejects("TOPHER_TYPE", k.greetAll.async({ greet: () => 5 } as never, ["a"]), /result of greet/);
});

test("what a method without an error throws ends its goroutine, and not the process", async () => {
  const throwing = {
    greet: (): string => {
      throw mine;
    },
  };
  const reason = await rejection(k.greetAll.async(throwing, ["a"], { timeout: 3000 }));
  assert.ok(reason instanceof Error);
  assert.equal(await k.direct.async((x) => x, 1), 1);
});

test("objects that were given leave nothing behind", async () => {
  const before = await settled(() => k.collect());
  await (async () => {
    for (let i = 0; i < 20; i++) {
      assert.equal(await k.apply("x", [new Plugin("p", i)] as never), "x+p");
      await k.greetAll.async({ greet: (name) => name }, ["a"]);
    }
  })();
  await settlesAt(before, () => k.collect());
});

// Go writes what is JavaScript's, which nothing else of Go's holds, and then runs code of the user's that calls JavaScript.
test("what Go gives back is itself, although both collectors run before all of it is written", () => {
  const say = (): string => {
    k.collect();
    stats(); // which asks Go what it has let go
    return "said";
  };
  for (let i = 0; i < 20; i++) {
    const f = (x: number): number => x + i;
    assert.equal(k.givesBack(f, say)[0], f);
    const error = new Error(`mine ${i}`);
    assert.equal(k.givesErrorBack(error, say)[0], error);
    const passed: unknown[] = [];
    k.passesOn(
      (x) => x - i,
      say,
      (g, failure) => void passed.push(g!(i), failure?.message),
    );
    assert.deepEqual(passed, [0, "said"]);
  }
});

nothingLeft(() => k.collect());
