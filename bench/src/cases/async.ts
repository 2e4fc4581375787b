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

/** What only topher can do: the Go package `async`. */
export interface GoFunctions extends TaskFunctions {
  /** As {@link TaskFunctions.half}, but it waits in Go until `release`. */
  park(x: number, done: (half: number) => void): void;
  parked(): number;
  release(): void;
  /** Resident memory in bytes, at present and at its peak. */
  memory(): [now: number, peak: number];
  numbers(n: number): AsyncIterable<number>;
  callBack(goroutines: number, times: number, f: (x: number) => number): Promise<number>;
  /** C functions that were called so far, where they are counted. */
  crossings(): number;
}

const many = 100_000;

/** Many tasks at once, all of them started before the first is done. */
export const tasks: Case<TaskFunctions> = {
  name: `tasks:${many}`,
  title: "10⁵ tasks in flight",
  patience: 10,
  shows: perSecond,
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
  shows: perSecond,
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
export const slices: Case<GoFunctions> = {
  name: `slices:${many}`,
  title: "10⁵ in slices",
  shows: perSecond,
  notes: ({ lateness, busy, idle }) => `${lateness!.toFixed(0)} ms late, files ${(busy! / idle!).toFixed(1)} ×`,
  check: tasks.check,
  async measure({ half }) {
    await startInSlices(half, many / 10);
    await new Promise((resolve) => setTimeout(resolve, 200));
    let readings = 0;
    const idle = await readUntil(() => ++readings === 5);
    const lateness = watchTimer();
    const began = performance.now();
    let over = false;
    const all = startInSlices(half, many).then(() => (over = true));
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
  shows: perSecond,
  check: ({ numbers }) => inOrder(numbers, 1000),
  measure: ({ numbers }, budget) => batches(() => inOrder(numbers, values), values, { warmUp: 1, least: 1, budget }),
};

/** How often JavaScript calls C for 64 values of a channel. A module whose calls are counted gives them. */
export const crossings: Case<GoFunctions> = {
  name: `crossings:${values}`,
  title: "calls counted",
  shows: perSecond,
  notes: ({ crossings: count }) => `${count!.toFixed(2)} for 64 values`,
  check: channel.check,
  async measure({ numbers, crossings: count }, budget) {
    await inOrder(numbers, values / 10);
    const before = count();
    const sample = await batches(() => inOrder(numbers, values), values, { warmUp: 0, least: 1, budget });
    return { ...sample, figures: { crossings: ((count() - before) / sample.calls) * 64 } };
  },
};

const goroutines = 8;
const times = 20_000;

/** Callbacks from several goroutines at once, each of which waits for its value. */
export const callbacks: Case<GoFunctions> = {
  name: `callbacks:${goroutines}`,
  title: "callbacks",
  shows: perSecond,
  check: ({ callBack }) => addUp(callBack, 100),
  measure: ({ callBack }, budget) =>
    batches(() => addUp(callBack, times), goroutines * times, { warmUp: 1, least: 2, budget }),
};

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

/** As `startAll`, but the event loop has its turn after each slice. */
async function startInSlices(start: TaskFunctions["half"], count: number): Promise<void> {
  const all: Promise<void>[] = [];
  for (let at = 0; at < count; at += slice) {
    all.push(startAll(start, slice));
    await new Promise((resolve) => setImmediate(resolve));
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

async function addUp(callBack: GoFunctions["callBack"], each: number): Promise<void> {
  const all = goroutines * each;
  let calls = 0;
  const sum = await callBack(goroutines, each, (x) => {
    calls++;
    return x * 2;
  });
  expectSame("the number of callbacks", calls, all);
  expectSame("the sum of what they returned", sum, all * (all - 1));
}

function single(best: number, calls: number): Sample {
  return { best, median: best, mean: best, p25: best, p75: best, p99: best, calls };
}

function perSecond(nanoseconds: number): string {
  return `${Math.round(1e9 / nanoseconds / 1000).toLocaleString("en")} k/s`;
}
