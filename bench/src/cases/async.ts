import { readFile } from "node:fs/promises";
import { batches } from "../batches.ts";
import type { Sample } from "../sample.ts";
import { expectSame, type Case } from "./case.ts";

/** What a contender of `async` that starts calls of Go can do, whatever is underneath. */
export interface TaskFunctions {
  /** Starts a call of a Go function that gives half of `x`. */
  half(x: number, done: (half: number) => void): void;
  /** The same as a promise. */
  halfLater(x: number): Promise<number>;
  /** How many calls may be in flight. */
  readonly most: number;
}

/** What those can do too whose calls in the background may call JavaScript. */
export interface CallbackFunctions extends TaskFunctions {
  /** Starts a call of a Go function that calls `f` with 0 to `times`-1, each time waiting for it, and adds what it returns. */
  callBack(times: number, f: (x: number) => number): Promise<number>;
}

/** What only topher can do: the Go package `async`. */
export interface GoFunctions extends CallbackFunctions {
  /** As {@link TaskFunctions.half}, but it waits in Go until `release`. */
  park(x: number, done: (half: number) => void): void;
  parked(): number;
  release(): void;
  /** Resident memory in bytes, at present and at its peak. */
  memory(): [now: number, peak: number];
  numbers(n: number): AsyncIterable<number>;
}

const many = 100_000;

/** Many tasks at once, all of them started before the first is done. */
export const tasks: Case<TaskFunctions> = {
  name: `tasks:${many}`,
  title: "10⁵ tasks in flight",
  about:
    "Half of a number, 100,000 times, all calls started before the first is heard, or as many as are possible; all results are added and checked.",
  unit: "rate",
  patience: 10,
  notes: ({ inFlight }) => `${inFlight!.toLocaleString("en")} at a time`,
  async check({ half, halfLater, most }) {
    for (const x of [1, 0.1, -0, 1e308, Number.NaN]) expectSame(`half(${x})`, await halfLater(x), x / 2);
    // Also the warm-up.
    await startAll(half, many / 10, most);
  },
  measure: async ({ half, most }, budget) => ({
    ...(await batches(() => startAll(half, many, most), many, { warmUp: 0, least: 1, budget })),
    figures: { inFlight: Math.min(most, many) },
  }),
};

const veryMany = 1_000_000;

/** A million tasks that wait in Go at the same time. */
export const parked: Case<GoFunctions> = {
  name: `in-flight:${veryMany}`,
  title: "10⁶ waiting in Go",
  about:
    "A million calls wait in Go at the same time, and go on together; the figure beneath is the peak of resident memory.",
  unit: "rate",
  notes: ({ memory }) => `peak ${(memory! / 2 ** 30).toFixed(1)} GiB`,
  check: tasks.check,
  async measure({ park, parked: waiting, release, memory }) {
    const began = performance.now();
    // The million is there when Go says that so many wait.
    const all = startAll(park, veryMany);
    while (waiting() < veryMany) await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    await all;
    const best = ((performance.now() - began) * 1e6) / veryMany;
    expectSame("calls that still wait", waiting(), 0);
    return { ...single(best, veryMany), figures: { memory: memory()[1] } };
  },
};

const slice = 100;
const files = 200;

/** Tasks in slices, with the event loop left to others between them. */
export const slices: Case<TaskFunctions> = {
  name: `slices:${many}`,
  title: "10⁵ in slices",
  about:
    "100,000 calls, 100 for each turn of the event loop, while a timer of 1 ms is watched and 200 reads of a file run at once, again and again; the figures beneath are how late the timer was (99th percentile), and the time of the reads against that in the idle process.",
  unit: "rate",
  notes: ({ lateness, busy, idle }) => `${lateness!.toFixed(0)} ms late, files ${(busy! / idle!).toFixed(1)} ×`,
  check: tasks.check,
  async measure({ half, most }) {
    await startInSlices(half, many / 10, most);
    await new Promise((resolve) => setTimeout(resolve, 200));
    let readings = 0;
    const idle = await readUntil(() => ++readings === 5);
    const lateness = watchTimer();
    const began = performance.now();
    let over = false;
    const all = startInSlices(half, many, most).then(() => (over = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const busy = await readUntil(() => over);
    await all;
    const best = ((performance.now() - began) * 1e6) / many;
    return { ...single(best, many), figures: { lateness: lateness(), busy, idle } };
  },
};

/** One task after another: what it takes until one is there. */
export const lone: Case<TaskFunctions> = {
  name: "lone",
  title: "a task alone",
  about: "Half of a number, one call after another: the time until its promise is there.",
  patience: 4,
  check: tasks.check,
  operation({ halfLater }) {
    let i = 0;
    return () => halfLater(i++);
  },
};

const values = 1_000_000;

/** Values of a channel of Go, in order. */
export const channel: Case<GoFunctions> = {
  name: `channel:${values}`,
  title: "channel values",
  about: "A million values of a Go channel, sent as fast as they are received, and checked to come in order.",
  unit: "rate",
  check: ({ numbers }) => inOrder(numbers, 1000),
  measure: ({ numbers }, budget) => batches(() => inOrder(numbers, values), values, { warmUp: 1, least: 1, budget }),
};

/** Callbacks from several calls at once, each of which waits for its value. */
export const callbacks: Case<CallbackFunctions> = callingBack(
  8,
  "callbacks to 8 calls",
  "Eight calls at once in the background, each of which calls a function of JavaScript 5,000 times and waits for what it returns.",
);

/** Callbacks from one call, which waits for each. */
export const callbacksOfOne: Case<CallbackFunctions> = callingBack(
  1,
  "callbacks to 1 call",
  "One call in the background, which calls a function of JavaScript 5,000 times and waits for what it returns.",
);

function callingBack(calls: number, title: string, about: string): Case<CallbackFunctions> {
  const times = 5000;
  return {
    name: `callbacks:${calls}`,
    title,
    about,
    unit: "rate",
    // Also the warm-up.
    check: ({ callBack }) => addUp(callBack, calls, times / 20),
    measure: ({ callBack }, budget) =>
      batches(() => addUp(callBack, calls, times), calls * times, { warmUp: 0, least: 2, budget }),
  };
}

/** Starts `count` calls, no more than `most` of them at a time, and checks the sum of what they give. */
function startAll(start: TaskFunctions["half"], count: number, most = Infinity): Promise<void> {
  return new Promise((resolve, reject) => {
    let started = 0;
    let finished = 0;
    let sum = 0;
    const done = (half: number) => {
      sum += half;
      if (++finished === count) finish();
      else if (started < count) start(started++, done);
    };
    const finish = () => {
      const wanted = (count * (count - 1)) / 4;
      if (sum === wanted) resolve();
      else reject(new Error(`${count} calls add up to ${sum}, expected ${wanted}`));
    };
    while (started < Math.min(count, most)) start(started++, done);
  });
}

/** As `startAll`, but the event loop has its turn after each slice, and again until there is room for the next one. */
async function startInSlices(start: TaskFunctions["half"], count: number, most: number): Promise<void> {
  const all: Promise<void>[] = [];
  let flying = 0;
  for (let at = 0; at < count; at += slice) {
    flying += slice;
    all.push(startAll(start, slice).then(() => void (flying -= slice)));
    do await new Promise((resolve) => setImmediate(resolve));
    while (flying + slice > most);
  }
  await Promise.all(all);
}

/** What is read: 140 KB. */
const file = new URL("../../../package-lock.json", import.meta.url);

/** Milliseconds that it takes to read a file so many times at once. */
async function readFiles(): Promise<number> {
  const began = performance.now();
  const all = await Promise.all(Array.from({ length: files }, () => readFile(file)));
  const took = performance.now() - began;
  for (const each of all) expectSame("the size of a file", each.length, all[0]!.length);
  return took;
}

/** The best of the readings that ended before `enough` said so. */
async function readUntil(enough: () => boolean): Promise<number> {
  let best = Infinity;
  for (;;) {
    const took = await readFiles();
    if (enough()) break;
    best = Math.min(best, took);
  }
  if (best === Infinity) throw new Error("the tasks were done before the files had been read");
  return best;
}

/** Watches how late a timer of 1 ms is; what it returns ends that and gives the 99th percentile in milliseconds. */
function watchTimer(): () => number {
  const late: number[] = [];
  let timer: ReturnType<typeof setTimeout>;
  const again = () => {
    const due = performance.now() + 1;
    timer = setTimeout(() => {
      late.push(performance.now() - due);
      again();
    }, 1);
  };
  again();
  return () => {
    clearTimeout(timer);
    return late.toSorted((a, b) => a - b)[Math.floor(0.99 * (late.length - 1))] ?? Number.NaN;
  };
}

async function inOrder(numbers: GoFunctions["numbers"], count: number): Promise<void> {
  let next = 0;
  for await (const value of numbers(count)) if (value !== next++) throw new Error(`${value} came as number ${next}`);
  expectSame("the number of values", next, count);
}

async function addUp(callBack: CallbackFunctions["callBack"], calls: number, times: number): Promise<void> {
  let count = 0;
  const twice = (x: number) => {
    count++;
    return x * 2;
  };
  const sums = await Promise.all(Array.from({ length: calls }, () => callBack(times, twice)));
  expectSame("the number of callbacks", count, calls * times);
  for (const sum of sums) expectSame("the sum of what they returned", sum, times * (times - 1));
}

function single(best: number, calls: number): Sample {
  return { best, median: best, mean: best, p25: best, p75: best, p99: best, calls };
}
