// Calls of Go where the stack of JavaScript is nearly used up, and functions of JavaScript and Go that call each other without end, in the
// main thread and in workers with small stacks. Where there is no room the engine's RangeError comes, and nothing else: afterwards every
// call works. A call that has no room to give back what it took may leave that behind: as much as one call takes, and nothing that grows
// with what is called.
import assert from "node:assert/strict";
import { Worker, isMainThread, parentPort, workerData, type ResourceLimits } from "node:worker_threads";
import { stats } from "topher";
import type * as Callers from "../../dist/door2/concurrent/callers/index.js";
import type * as Tasks from "../../dist/door2/concurrent/tasks/index.js";
import { kind } from "./kind.ts";
import { collect, long, phase, random, runVariants, stress, until, variant, type Figures } from "./program.ts";
import { Random } from "./random.ts";

const rounds = long ? 200 : 10;

/** A way into Go, with calls that use the stack in different ways. */
interface Way {
  /** Calls that are right where they return true. */
  readonly calls: readonly (() => boolean)[];
  /** Calls Go, which calls the function. */
  readonly through: (inner: () => number) => number;
  /** Runs Go's collector, where it decides when an error of JavaScript is let go. */
  readonly collectGo: () => void;
}

const ways: Readonly<Record<string, () => Promise<Way>>> = {
  async library() {
    const { openFixture } = await import("./fixture.ts");
    const go = openFixture();
    const floats = Float64Array.of(1, 2, 3);
    return {
      calls: [
        () => go.addF64(1, 2) === 3,
        () => go.addI64(1n, 2n) === 3n,
        () => go.sliceSumF64(floats) === 6,
        () => go.sliceSumI32([1, 2, 3]) === 6,
        () => go.stringUpper("abc") === "ABC",
        () => go.callbackTimes((i) => i, 3) === 3,
        () => go.busyDeep(0, 100) >= 0,
      ],
      through: (inner) => go.callbackTimes(inner, 1),
      collectGo: () => {},
    };
  },
  async generated() {
    const folder = "../../dist/door2/concurrent";
    const t = (await import(`${folder}/tasks/index.js`)) as typeof Tasks;
    const k = (await import(`${folder}/callers/index.js`)) as typeof Callers;
    const floats = Float64Array.of(1, 2, 3);
    return {
      calls: [
        () => t.add(1, 2) === 3,
        () => t.greet("you") === "Hello, you!",
        () => t.fill(floats, 1) === 3,
        () => t.invert({ a: 1 }).get(1) === "a",
        () => (t.echoAny({ a: [1] }) as { a: number[] }).a[0] === 1,
        () => k.direct((x) => x + 1, 2) === 3,
        () => {
          const counter = t.newCounter(2);
          const right = counter.next() === 2;
          counter[Symbol.dispose]();
          return right;
        },
      ],
      through: (inner) => k.direct(inner, 1),
      collectGo: () => t.collect(),
    };
  },
};

/** What calls may leave that had no room; `press` counts it. */
const left = { callbacks: Infinity, bytes: Infinity, objects: Infinity, handles: Infinity };

/**
 * Stacks of workers, in MB. Deno's get none: recursion of JavaScript alone, in a worker that was given a size, ends its process now and then
 * ("has overflowed its stack").
 */
const stacks: readonly ResourceLimits[] =
  kind === "deno" ? [{}, {}] : [{}, { stackSizeMb: 1 }, { stackSizeMb: 0.5 }, { stackSizeMb: 8 }];

if (!isMainThread) {
  const { way, seed } = workerData as { way: string; seed: number };
  parentPort!.postMessage(await press(await ways[way]!(), new Random(seed)));
  parentPort!.close();
  if (kind === "deno") (globalThis as unknown as { close(): void }).close(); // Deno's workers stay alive until they are closed
} else if (variant === "") await stress(() => runVariants(Object.keys(ways)));
else {
  await stress(
    async () => {
      phase("the main thread");
      const figures = await press(await ways[variant]!(), random);
      for (const resourceLimits of stacks) {
        phase(`a worker with ${JSON.stringify(resourceLimits)}`);
        await inWorker(resourceLimits);
      }
      return figures;
    },
    { left },
  );
}

async function inWorker(resourceLimits: ResourceLimits): Promise<void> {
  const data = { way: variant, seed: random.between(1, 1e9) };
  const worker = new Worker(new URL("stack.ts", import.meta.url), { workerData: data, resourceLimits });
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", () => resolve());
    worker.once("exit", (code) => reject(new Error(`a worker ended with ${code} and said nothing`)));
  });
  await worker.terminate();
}

async function press({ calls, through, collectGo }: Way, random: Random): Promise<Figures> {
  for (const call of calls) assert.ok(call());
  const before = held();
  const counts = { returned: 0, refused: 0, deepest: 0 };

  for (let round = 0; round < rounds; round++) {
    // As the engine compiles functions, their frames change, and with them how deep is too deep.
    const room = roomLeft();
    for (const call of calls) {
      const depth = Math.max(0, room - random.between(0, 60) * random.between(0, 10));
      if (overflows(() => assert.ok(below(depth, call), "a wrong result"))) counts.refused++;
      else counts.returned++;
    }
    // Each level has frames of JavaScript, of the runtime, of C and of Go.
    let deepest = 0;
    const fill = random.between(0, 30);
    const endless = (): number => {
      deepest++;
      return below(fill, () => through(endless) === 0) ? 0 : 1;
    };
    assert.ok(overflows(endless), "calls without end have ended");
    counts.deepest = Math.max(counts.deepest, deepest);
    for (const call of calls) assert.ok(call(), "a wrong result after the stack was used up");
  }
  assert.ok(counts.returned > 0 && counts.refused > 0, JSON.stringify(counts));
  await until(() => {
    collectGo();
    collect();
    return held() <= before;
  }, 2000);
  const left = held() - before;
  assert.ok(
    left <= counts.refused + rounds,
    `${left} things are held, where ${counts.refused + rounds} calls had no room`,
  );
  return { ...counts, "left behind": left };
}

function held(): number {
  const { callbacks, objects, handles, blobs, errors, kept } = stats();
  return callbacks + objects + handles + blobs + errors + kept;
}

/** Runs `body` below so many calls. */
function below(depth: number, body: () => boolean): boolean {
  return depth === 0 ? body() : below(depth - 1, body) === true; // no call in tail position
}

/** How many calls of `below` there is room for. */
function roomLeft(): number {
  let [least, most] = [0, 1_000_000];
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (overflows(() => below(middle, () => true))) most = middle;
    else least = middle;
  }
  return least;
}

/** Whether the stack was used up; whatever else is thrown goes on. */
function overflows(body: () => unknown): boolean {
  try {
    body();
    return false;
  } catch (error) {
    if (error instanceof RangeError && /call stack/i.test(error.message)) return true;
    throw error;
  }
}
