// Things that are awaited, aborted or iterated and do not keep to the rules: thenables, signals, iterators, generators, streams of a program's own making.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TaskSignal } from "topher";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as w from "../../dist/door2/concurrent/tasks/index.js";
import { pause } from "../kit/pause.ts";
import { rejection, rejects } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { revoked } from "../kit/revoked.ts";
import { counts, nothingLeft, untyped } from "./kit.ts";

const callers = untyped(k);
const pipes = untyped(p);
const tasks = untyped(w);
const mine = new Error("mine");
const throwMine = (): never => {
  throw mine;
};
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

type Settle = (value: unknown) => void;

// ---- Thenables that callbacks return.

const thenables: Readonly<Record<string, readonly [make: () => unknown, outcome: unknown]>> = {
  "settles at once": [() => ({ then: (resolve: Settle) => resolve(7) }), 7],
  "settles twice": [() => ({ then: (resolve: Settle) => (resolve(7), resolve(8)) }), 7],
  "settles and then throws": [
    () => ({
      then(resolve: Settle) {
        resolve(7);
        throw mine;
      },
    }),
    7,
  ],
  "resolves and rejects": [() => ({ then: (resolve: Settle, reject: Settle) => (resolve(7), reject(mine)) }), 7],
  throws: [() => ({ then: throwMine }), mine],
  rejects: [() => ({ then: (_: Settle, reject: Settle) => reject(mine) }), mine],
  "gives another one": [() => ({ then: (resolve: Settle) => resolve({ then: (inner: Settle) => inner(7) }) }), 7],
  "is a promise with another then": [
    () => Object.assign(Promise.resolve(7), { then: (resolve: Settle) => (resolve(8), resolve(9)) }),
    undefined,
  ],
  "is a promise whose then throws": [() => Object.assign(Promise.resolve(7), { then: throwMine }), undefined],
};
for (const [what, [make, outcome]] of Object.entries(thenables)) {
  test(`elsewhere.async awaits a thenable that ${what}`, async () => {
    const task = k.elsewhere.async((() => make()) as never, 1);
    if (outcome === mine) assert.equal(await rejection(task), mine);
    else if (outcome === undefined) await task.catch((error: unknown) => assert.equal(error, mine));
    else assert.equal(await task, outcome);
    assert.equal(await k.elsewhere.async((x) => x + 1, 1), 2);
  });
}

test("a thenable that never settles holds its task until that is aborted", async () => {
  const controller = new AbortController();
  let settle: Settle = () => {};
  const stuck = { then: (resolve: Settle) => (settle = resolve) };
  const task = k.within.async(60_000, (() => stuck) as never, { signal: controller.signal });
  await pause(20);
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.equal(counts().tasks, 1, "Go still waits for the answer");
  settle(undefined);
  await until(() => counts().tasks === 0);
});

test("a getter of then that throws is what the callback threw", async () => {
  const odd = Object.defineProperty({}, "then", { get: throwMine });
  assert.equal(await rejection(k.elsewhere.async((() => odd) as never, 1)), mine);
});

// ---- Signals.

function signal(over: Partial<Record<keyof TaskSignal, unknown>> = {}): TaskSignal {
  return {
    aborted: false,
    reason: mine,
    addEventListener: () => {},
    removeEventListener: () => {},
    ...over,
  } as TaskSignal;
}

test("what looks like a signal and lacks a method is refused", async () => {
  for (const method of ["addEventListener", "removeEventListener"] as const) {
    const options = { signal: signal({ [method]: undefined }) };
    await rejects(
      "TOPHER_TYPE",
      tasks["plain"]!(1, options),
      /the option signal must be an AbortSignal, got an object$/,
    );
  }
  await rejects("TOPHER_TYPE", tasks["plain"]!(1, { signal: { aborted: "no" } }));
  await rejects("TOPHER_TYPE", tasks["plain"]!(1, new AbortController().signal), /\{ signal \} is meant$/);
});

test("a signal whose listeners cannot be added rejects the task with that, and Go hears of it", async () => {
  const stuck = w.waitFor(1, 60_000, { signal: signal({ addEventListener: throwMine }) });
  assert.equal(await rejection(stuck), mine);
  await until(() => counts().tasks === 0);
});

test("a signal whose listeners cannot be removed changes nothing", async () => {
  for (let i = 0; i < 3; i++)
    assert.equal(await w.plain(i, { signal: signal({ removeEventListener: throwMine }) }), await w.plain(i));
});

test("a signal that calls its listener at once, and again, aborts the task once", async () => {
  let listener: () => void = () => {};
  const eager = signal({
    addEventListener: (_: string, added: () => void) => {
      listener = added;
      added();
      added();
    },
  });
  assert.equal(await rejection(w.waitFor(1, 60_000, { signal: eager })), mine);
  listener();
  await until(() => counts().tasks === 0);
});

test("a signal whose reason throws aborts the task with what it throws", async () => {
  let abort: () => void = () => {};
  const odd = signal({ addEventListener: (_: string, added: () => void) => (abort = added) });
  Object.defineProperty(odd, "reason", { get: throwMine });
  const task = w.waitFor(1, 60_000, { signal: odd });
  abort();
  assert.equal(await rejection(task), mine);
  const aborted = Object.defineProperty(signal({ aborted: true }), "reason", { get: throwMine });
  assert.equal(await rejection(w.waitFor(1, 60_000, { signal: aborted })), mine);
});

test("reasons that are no errors reject as they are", async () => {
  for (const reason of [null, 0, "text", Symbol("s"), Object.create(null), { then: 1 }]) {
    const controller = new AbortController();
    const task = w.waitFor(1, 60_000, { signal: controller.signal });
    controller.abort(reason);
    assert.equal(await rejection(task), reason);
  }
});

test("options that are a proxy are asked, and revoked ones refused", async () => {
  assert.equal(await rejection(tasks["plain"]!(1, new Proxy({}, { ownKeys: throwMine }))), mine);
  await rejects(
    "TOPHER_TYPE",
    tasks["plain"]!(1, revoked({})),
    /the options must be an object, got a proxy that was revoked$/,
  );
  await rejects("TOPHER_TYPE", tasks["plain"]!(1, { signal: revoked({}) }));
});

test("options that are an object of another kind are refused by what they are", async () => {
  const others: readonly (readonly [unknown, RegExp])[] = [
    [[], /got an array of 0$/],
    [[1], /got an array of 1$/],
    [new ArrayBuffer(8), /got an object of class ArrayBuffer$/],
    [new Uint8Array(2), /got Uint8Array\(2\)$/],
    [new Map([["timeout", 1]]), /got an object of class Map$/],
    [new Set(), /got an object of class Set$/],
    [new Date(), /got an object of class Date$/],
    [Promise.resolve(), /got an object of class Promise$/],
  ];
  for (const [options, message] of others) await rejects("TOPHER_TYPE", tasks["plain"]!(1, options), message);
});

test("options may be an object of any class that has one of them, and one without a prototype", async () => {
  class Options {
    readonly timeout: number = 60_000;
  }
  class Inherited extends Options {
    get signal(): undefined {
      return undefined;
    }
  }
  const bare = Object.assign(Object.create(null), { timeout: 60_000 });
  const above = Object.create({ timeout: 60_000 });
  const plain = await tasks["plain"]!(1);
  for (const options of [new Options(), new Inherited(), bare, above, {}, Object.create(null)])
    assert.deepEqual(await tasks["plain"]!(1, options), plain);
});

// ---- Iterables into channels.

const iterables: Readonly<Record<string, readonly [make: () => unknown, code: string]>> = {
  "gives no iterator": [() => ({ [Symbol.iterator]: () => 5 }), "TOPHER_TYPE"],
  "gives an iterator without next": [() => ({ [Symbol.iterator]: () => ({}) }), "TOPHER_TYPE"],
  "gives steps that are no objects": [() => ({ [Symbol.iterator]: () => ({ next: () => 1 }) }), "TOPHER_TYPE"],
  "gives a value that does not fit": [() => [1, "x"], "TOPHER_TYPE"],
  "throws when it begins": [() => ({ [Symbol.iterator]: throwMine }), ""],
  "throws in next": [() => ({ [Symbol.iterator]: () => ({ next: throwMine }) }), ""],
  "throws in next and in return": [() => ({ [Symbol.iterator]: () => ({ next: throwMine, return: throwMine }) }), ""],
  "gives a step whose value throws": [
    () => ({
      [Symbol.iterator]: () => ({ next: () => Object.defineProperty({ done: false }, "value", { get: throwMine }) }),
    }),
    "",
  ],
  "gives a value that does not fit, and throws in return": [
    () => ({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: "x" }), return: throwMine }) }),
    "TOPHER_TYPE",
  ],
  "is asynchronous and gives a thenable": [
    () => ({ [Symbol.asyncIterator]: () => ({ next: () => ({ then: (_: Settle, reject: Settle) => reject(mine) }) }) }),
    "",
  ],
  "is asynchronous and gives no step": [
    () => ({ [Symbol.asyncIterator]: () => ({ next: async () => 5 }) }),
    "TOPHER_TYPE",
  ],
};
for (const [what, [make, code]] of Object.entries(iterables)) {
  test(`sum.async refuses or throws what comes of an iterable that ${what}`, async () => {
    const error = (await rejection(c.sum.async(make() as never))) as { code?: string };
    if (code === "") assert.equal(error, mine);
    else assert.equal(error.code, code, String(error));
    assert.equal(await c.sum.async([1, 2]), 3);
  });
}

test("a generator that is entered again while it runs gives its own error", async () => {
  const make = function* (): Generator<number> {
    yield 1;
    again.next();
    yield 2;
  };
  const again = make();
  const error = await rejection(c.sum.async(again));
  assert.ok(error instanceof TypeError, String(error));
});

// ---- Streams of a program's own making.

/** A reader as `ReadableInput` describes it, and no more. */
function readable(steps: readonly unknown[]): object {
  let at = 0;
  return {
    getReader: () => ({
      read: () => steps[at++],
      cancel: () => Promise.resolve(),
      releaseLock: () => {},
    }),
  };
}

test("readText.async reads what has getReader and knows of no memory of others", async () => {
  const steps = [
    { done: false, value: bytes("a") },
    Promise.resolve({ done: false, value: bytes("b") }),
    { then: (resolve: Settle) => resolve({ done: false, value: bytes("c") }) },
    { done: true },
  ];
  assert.equal(await pipes["readText"]!.async(readable(steps)), "abc");
});

for (const [what, value] of [
  ["text", "text"],
  ["a number", 5],
  ["nothing", undefined],
  ["an object", {}],
  ["a Float64Array", new Float64Array(2)],
  ["a shared view", new Uint8Array(new SharedArrayBuffer(4))],
] as const) {
  test(`readText.async refuses a stream whose chunk is ${what}`, async () => {
    const thrown = (await rejection(pipes["readText"]!.async(readable([{ done: false, value }])))) as { code?: string };
    assert.match(String(thrown.code), /^TOPHER_(TYPE|BUFFER)$/, String(thrown));
  });
}

test("readText.async refuses a stream whose steps are no objects", async () => {
  for (const step of [undefined, 5, "x"]) await rejects("TOPHER_TYPE", pipes["readText"]!.async(readable([step])));
});

test("readText.async awaits the thenables of read(into), and of an iterator", async () => {
  let left = 3;
  const reader = {
    read: (into: Uint8Array) => ({
      then(resolve: Settle) {
        into[0] = 97;
        resolve(left-- > 0 ? 1 : 0);
      },
    }),
  };
  assert.equal(await pipes["readText"]!.async(reader), "aaa");
  const steps = [{ done: false, value: bytes("x") }, { done: true }];
  const iterable = {
    [Symbol.asyncIterator]: () => ({ next: () => ({ then: (resolve: Settle) => resolve(steps.shift()) }) }),
  };
  assert.equal(await pipes["readText"]!.async(iterable), "x");
});

test("readText.async refuses a count that is none", async () => {
  for (const count of [-1, 1.5, 2 ** 40, NaN])
    await rejects("TOPHER_RANGE", pipes["readText"]!.async({ read: () => count }));
  for (const count of [undefined, "1", {}, 1n])
    await rejects("TOPHER_TYPE", pipes["readText"]!.async({ read: () => count }));
});

test("readText.async refuses a stream that somebody else reads", async () => {
  const locked = new ReadableStream({ start: (controller) => controller.close() });
  locked.getReader();
  await rejects("TOPHER_TYPE", pipes["readText"]!.async(locked), /is a stream that is locked/);
});

test("writeText.async writes to what has getWriter, and no more than WritableInput says", async () => {
  const chunks: string[] = [];
  const writable = {
    getWriter: () => ({
      write: (chunk: Uint8Array) => {
        chunks.push(new TextDecoder().decode(chunk));
        return { then: (resolve: Settle) => resolve(undefined) };
      },
      close: () => Promise.resolve(),
      releaseLock: () => {},
    }),
  };
  assert.equal(await pipes["writeText"]!.async(writable, "hello"), 5);
  assert.equal(chunks.join(""), "hello");
});

test("writeText.async rejects with what getWriter or write throws", async () => {
  assert.equal(await rejection(pipes["writeText"]!.async({ getWriter: throwMine }, "hello")), mine);
  const writer = { write: throwMine, close: async () => {}, releaseLock: () => {} };
  assert.equal(await rejection(pipes["writeText"]!.async({ getWriter: () => writer }, "hello")), mine);
});

test("map.async takes results that come in any order, and one that never comes ends with the task", async () => {
  const results = await k.map.async([1, 2, 3], ((x: number) => ({
    then: (resolve: Settle) => void setTimeout(resolve, 5 - x, x),
  })) as never);
  assert.deepEqual(results, [1, 2, 3]);
  assert.equal(await rejection(callers["map"]!.async([1, 2, 3], (x: number) => (x === 2 ? throwMine() : x))), mine);
});

nothingLeft(() => p.collect());
