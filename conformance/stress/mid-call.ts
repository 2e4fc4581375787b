// Buffers that are detached, transferred, resized, grown or shared while a call is in progress that was given them: by a function that the call
// calls, or right after a task has begun. Go sees what was there when the call began or the call is refused, and never memory that went away.
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import type { TopherError } from "topher";
import { held, nothingHeld } from "./held.ts";
import { collect, long, phase, random, runVariants, stress, variant } from "./program.ts";

const rounds = long ? 50_000 : 3000;

/** What can happen to a view's memory. */
const harms: Readonly<Record<string, (view: ArrayBufferView<ArrayBuffer>) => void>> = {
  "is detached": (view) => void structuredClone(view.buffer, { transfer: [view.buffer] }),
  "is transferred": (view) => void view.buffer.transfer(),
  "is transferred to another length": (view) => void view.buffer.transfer(random.between(0, 2 * view.byteLength)),
  "is transferred to fixed length": (view) => void view.buffer.transferToFixedLength(),
  stays: () => {},
};

/** A view over memory of its own, or over a part of it, so that engines keep it in different ways. */
function floats(length: number): Float64Array<ArrayBuffer> {
  const ways: readonly (() => Float64Array<ArrayBuffer>)[] = [
    () => new Float64Array(length),
    () => new Float64Array(new ArrayBuffer(8 * length + 16), 8, length),
    () => new Float64Array(2 * length).subarray(0, length),
  ];
  return random.pick(ways)().fill(1);
}

async function views(): Promise<Record<string, number>> {
  const f = await import("../../dist/door2/features/index.js");
  const counts = { harmed: 0, refused: 0, right: 0 };
  const names = Object.keys(harms);

  phase("while a function runs that the call calls");
  for (let i = 0; i < rounds; i++) {
    const xs = floats(random.between(1, 200));
    const [name, at] = [random.pick(names), random.between(0, xs.length - 1)];
    const { length } = xs;
    try {
      const results = f.mapFloats(xs, (x, i) => {
        if (i === at) {
          harms[name]!(xs);
          counts.harmed++;
          litter();
        }
        assert.equal(x, 1, `element ${i} after the memory of the argument ${name}`);
        return x + i;
      });
      assert.ok(results.length === length && results.every((x, i) => x === i + 1));
      counts.right++;
    } catch (error) {
      // There is nothing left to write back into.
      if ((error as TopherError).code !== "TOPHER_BUFFER" || name === "stays") throw error;
      counts.refused++;
    }

    // What a function is given is its own to keep, to change and to give away.
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const total = f.bytes(5, (chunk) => {
      assert.ok(chunk.every((byte) => byte === chunks.length));
      chunks.push(chunk as Uint8Array<ArrayBuffer>);
      if (random.next() < 0.5) harms[name]!(chunk as Uint8Array<ArrayBuffer>);
      return 1;
    });
    assert.equal(total, 5);
    if (i % 200 === 0) await setImmediate();
  }

  phase("right after a task has begun");
  for (let i = 0; i < rounds; i += 10) {
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const xs = floats(random.between(1, 20_000));
        const [name, length] = [random.pick(names), xs.length];
        const task = f.mean.async(xs);
        harms[name]!(xs);
        litter();
        assert.equal(await task, 1, `the mean of ${length} elements of memory that ${name}`);
        counts.right++;
      }),
    );
    if (i % 1000 === 0) collect();
  }

  phase("memory that may change is refused");
  const unlendable: readonly (() => Float64Array)[] = [
    () => new Float64Array(new ArrayBuffer(64, { maxByteLength: 128 })),
    () => new Float64Array(new SharedArrayBuffer(64)),
    () => new Float64Array(new SharedArrayBuffer(64, { maxByteLength: 128 })),
    () => {
      const view = new Float64Array(8);
      view.buffer.transfer();
      return view;
    },
  ];
  for (let i = 0; i < rounds; i++) {
    const view = random.pick(unlendable)();
    for (const call of [() => f.mean(view), () => f.sortFloats(view), () => f.mapFloats(view, (x) => x)]) {
      assert.throws(call, (error) => (error as TopherError).code === "TOPHER_BUFFER");
      counts.refused++;
    }
    await assert.rejects(f.mean.async(view), (error) => (error as TopherError).code === "TOPHER_BUFFER");
  }

  phase("copies of memory that another thread writes all the time");
  const shared = new SharedArrayBuffer(8 * 1000);
  const worker = new Worker(new URL("mid-call.ts", import.meta.url), { workerData: shared });
  const seen = new Uint8Array(shared);
  while (seen[0] === 0) await setImmediate();
  for (let i = 0; i < rounds / 10; i++) {
    // One copy for both calls: what Go sees is what was copied.
    const copy = seen.slice();
    assert.equal(
      f.sumBytes(copy),
      copy.reduce((sum, byte) => sum + byte, 0),
    );
    counts.right++;
  }
  await worker.terminate();
  assert.equal(f.add(1, 2), 3);
  return counts;
}

/** Writes into shared memory for ever. */
function hammerShared(shared: SharedArrayBuffer): void {
  const bytes = new Uint8Array(shared);
  for (let i = 1; ; i++) bytes[i % bytes.length === 0 ? 0 : i % bytes.length] = 1 + (i % 255);
}

async function streams(): Promise<Record<string, number>> {
  const p = await import("../../dist/door2/concurrent/pipes/index.js");
  const t = await import("../../dist/door2/concurrent/tasks/index.js");
  const counts = { harmed: 0, right: 0 };
  const before = await held(t.collect);
  const names = Object.keys(harms);
  const harm = (view: Uint8Array): void => {
    harms[random.pick(names)]!(view as Uint8Array<ArrayBuffer>);
    counts.harmed++;
  };

  for (let i = 0; i < rounds / 10; i++) {
    if (i % 100 === 0) phase(`streams, round ${i}`);
    // A reader that gives away what it was asked to read into: whatever Go then reads, it ends.
    let left = 3;
    const harmful = {
      read(into: Uint8Array): number {
        if (left-- === 0) return 0;
        into.fill(97, 0, 5);
        harm(into);
        return into.length === 0 ? 0 : 5;
      },
    };
    try {
      const text = p.readText(harmful);
      assert.match(text, /^a*$/);
    } catch (error) {
      assert.match(String((error as TopherError).code), /^TOPHER_/, String(error));
    }
    // What is written to a function or a stream of JavaScript is its own.
    let written = 0;
    const target = (chunk: Uint8Array): void => {
      written += chunk.length;
      harm(chunk);
    };
    assert.equal(p.writeMany(target, 4, 100, 0), 400n);
    assert.equal(written, 400);
    const sum = await p.writePattern.async(
      new WritableStream<Uint8Array>({ write: (chunk) => harm(chunk) }),
      random.between(1, 100_000),
    );
    assert.equal(typeof sum, "number");
    // Chunks of a stream are given away as they are queued, and may be harmed when Go asks for the next.
    const queued: Uint8Array[] = [];
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        for (const chunk of queued.splice(0)) harm(chunk);
        if (written++ > 410) return controller.close();
        const chunk = new Uint8Array(500).fill(1);
        queued.push(chunk);
        controller.enqueue(chunk);
      },
    });
    try {
      const [size] = await p.checksum.async(stream);
      assert.ok(size >= 0n);
    } catch (error) {
      assert.match(String((error as TopherError).code), /^TOPHER_/, String(error));
    }
    // What is read from a stream of Go.
    const size = random.between(1, 200_000);
    let read = 0;
    for await (const chunk of p.pattern(size)!.readable) {
      read += chunk.length;
      harm(chunk);
    }
    assert.equal(read, size);
    counts.right++;
    assert.equal(t.add(1, 2), 3);
    litter();
  }
  await nothingHeld(before, t.collect);
  return counts;
}

/** What takes the place of memory that went away. */
function litter(): void {
  for (let i = 0; i < 3; i++) new Float64Array(random.between(1, 2000)).fill(Number.NaN);
  if (random.next() < 0.01) collect();
}

const variants: Readonly<Record<string, () => Promise<Record<string, number>>>> = { views, streams };

if (!isMainThread) hammerShared(workerData as SharedArrayBuffer);
else if (variant === "") await stress(() => runVariants(Object.keys(variants)));
else await stress(variants[variant]!);
