// What JavaScript refuses while it reads it leaves nothing in Go: no handle of what was read before, and none of what was not. What a program
// has got by then stays its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stats } from "topher";
import { collect } from "../../dist/door2/concurrent/pipes/index.js";
import * as r from "../../dist/door2/concurrent/refused/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { rejection, rejects } from "../kit/rejects.ts";
import { collectUntil } from "../kit/collect.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(r);
const mine = new Error("mine");
const never = (): never => assert.fail("called");
const visitor = { visit: never };

/** Runs something, and asserts that Go holds as many handles afterwards as before, at once: what is refused waits for no collector. */
async function leavesNone(run: () => unknown): Promise<void> {
  const before = stats().handles;
  await run();
  assert.equal(stats().handles, before);
}

/** Waits until the collector of JavaScript has let go of what nobody has any more. */
async function releasedTo(before: number): Promise<void> {
  await collectUntil(() => stats().handles <= before);
  assert.equal(stats().handles, before);
}

const results: readonly (readonly [name: string, ...args: unknown[]])[] = [
  ["value"],
  ["large", 10],
  ["large", 20_000],
  ["fails"],
  ["callsAny", never],
  ["calls", never],
  ["visits", visitor],
];

for (const [name, ...args] of results) {
  const shown = `${name}(${args.map((arg) => (typeof arg === "number" ? arg : "…")).join(", ")})`;
  test(`${shown} leaves no handle where it is refused`, () =>
    leavesNone(() => {
      for (let i = 0; i < 5; i++) refuses("TOPHER_KEYS", () => call[name]!(...args));
    }));
  test(`${shown} leaves no handle where its task is refused`, () =>
    leavesNone(async () => {
      for (let i = 0; i < 5; i++) await rejects("TOPHER_KEYS", call[name]!.async(...args));
    }));
}

test("tasks that nobody waits for leave no handle", async () => {
  const before = stats().handles;
  for (let i = 0; i < 20; i++) {
    const controller = new AbortController();
    const task = r.value.async({ signal: controller.signal });
    controller.abort(mine);
    assert.equal(await rejection(task), mine);
  }
  await releasedTo(before);
});

test("what was written back before a field is refused stays, and the rest leaves no handle", async () => {
  const before = stats().handles;
  const box: r.BoxInput = {};
  refuses("TOPHER_KEYS", () => r.fill(box, true));
  assert.equal(box.first!.number(), 1);
  assert.deepEqual([box.second, box.third], [undefined, undefined]);
  box.first![Symbol.dispose]();
  await releasedTo(before);
});

test("what was written back before a setter throws stays, whatever the setter calls", async () => {
  const before = stats().handles;
  let got: r.Item | null = null;
  const inner: r.BoxInput = {};
  const box = {
    first: null as r.Item | null,
    get second(): null {
      return null;
    },
    set second(_value: unknown) {
      got = r.fill(inner, false);
      refuses("TOPHER_KEYS", () => r.value());
      throw mine;
    },
  };
  assert.equal(
    thrownBy(() => r.fill(box, false)),
    mine,
  );
  const objects = [box.first, inner.first, inner.third, got] as readonly (r.Item | null)[];
  assert.deepEqual(
    objects.map((object) => object!.number()),
    [1, 1, 3, 4],
  );
  for (const object of objects) object![Symbol.dispose]();
  await releasedTo(before);
});

/** The objects in front of a value that is refused are the program's. */
function own(seen: readonly unknown[]): void {
  const objects = seen as readonly r.Item[];
  assert.deepEqual(
    objects.map((object) => object.number()),
    [0, 1, 2],
  );
  for (const object of objects) object[Symbol.dispose]();
}

test("an iterator gives the values before one that is refused, and leaves no handle", () =>
  leavesNone(() => {
    const seen: unknown[] = [];
    const sequence = r.values(3)!;
    refuses("TOPHER_KEYS", () => {
      for (const value of sequence) seen.push(value);
    });
    own(seen);
    (sequence as unknown as Disposable)[Symbol.dispose]();
  }));

test("an iterator in a goroutine does so too", async () => {
  const before = stats().handles;
  const seen: unknown[] = [];
  const sequence = r.values(3)!;
  const loop = async (): Promise<void> => {
    for await (const value of sequence) seen.push(value);
  };
  await rejects("TOPHER_KEYS", loop());
  own(seen);
  (sequence as unknown as Disposable)[Symbol.dispose]();
  await releasedTo(before);
});

test("a channel does so too", async () => {
  const before = stats().handles;
  const seen: unknown[] = [];
  const channel = (await r.channel(3))!;
  const loop = async (): Promise<void> => {
    for await (const value of channel) seen.push(value);
  };
  await rejects("TOPHER_KEYS", loop());
  own(seen);
  channel[Symbol.dispose]();
  await releasedTo(before);
});

test("what a function was called with is its own, whatever it throws", async () => {
  const before = stats().handles;
  let kept: r.Item[] = [];
  const throws: readonly (readonly [what: string, thrown: unknown])[] = [
    ["an error", mine],
    ["an error of topher's", thrownBy(() => r.value())],
    ["an overflow of the stack", new RangeError("Maximum call stack size exceeded")],
  ];
  for (const [what, thrown] of throws) {
    const f = (first: r.Item | null, second: r.Item | null): never => {
      kept = [first!, second!];
      throw thrown;
    };
    const late = async (first: r.Item | null, second: r.Item | null): Promise<number> => f(first, second);
    assert.equal(
      thrownBy(() => r.callsBack(f)),
      thrown,
      what,
    );
    use();
    assert.equal(await rejection(r.callsBack.async(f)), thrown, what);
    use();
    assert.equal(await rejection(r.callsBack.async(late)), thrown, what);
    use();
  }
  await releasedTo(before);

  function use(): void {
    assert.deepEqual(
      kept.map((object) => object.number()),
      [1, 2],
    );
    for (const object of kept) object[Symbol.dispose]();
    kept = [];
  }
});

test("a function whose result is refused has got what it was called with", () =>
  leavesNone(() => {
    let kept: r.Item[] = [];
    const f = (first: r.Item | null, second: r.Item | null): number => {
      kept = [first!, second!];
      return "text" as never;
    };
    refuses("TOPHER_TYPE", () => r.callsBack(f));
    assert.deepEqual(
      kept.map((object) => object.number()),
      [1, 2],
    );
    for (const object of kept) object[Symbol.dispose]();
  }));

/** What Go refuses to read: a map whose keys are the same there, among functions and errors. */
function refusedByGo(): unknown {
  const some = (): unknown[] => [(): void => {}, new Error("mine")];
  const same = new Map([0, 0].map((at) => [new Date(at), some()]));
  return [some(), same, some()];
}

/** What JavaScript refuses to write behind these. */
const refusedHere = (): unknown => [refusedByGo(), Symbol("refused")];
const afterCall = (): unknown => (collect(), refusedByGo());

const answers: readonly (readonly [of: string, code: "TOPHER_KEYS" | "TOPHER_TYPE", run: () => unknown])[] = [
  ["Go refuses of a function's result", "TOPHER_KEYS", () => call.asks!(refusedByGo)],
  ["Go refuses of the result of a function that calls Go", "TOPHER_KEYS", () => call.asks!(afterCall)],
  ["Go refuses of a function's result in a task", "TOPHER_KEYS", () => call.asks!.async(refusedByGo)],
  ["Go refuses of what a promise comes to", "TOPHER_KEYS", () => call.asks!.async(async () => refusedByGo())],
  ["is refused of a function's result", "TOPHER_TYPE", () => call.asks!(refusedHere)],
  ["is refused of a function's result in a task", "TOPHER_TYPE", () => call.asks!.async(refusedHere)],
];

for (const [of, code, run] of answers) {
  test(`what ${of} leaves nothing in JavaScript`, async () => {
    const run100 = async (): Promise<void> => {
      for (let i = 0; i < 100; i++) await rejects(code, (async () => run())());
    };
    const held = (): number => stats().kept + stats().errors;
    await run100();
    await collectUntil(() => (collect(), held() === 0));
    assert.equal(held(), 0);
  });
}

nothingLeft(collect);
