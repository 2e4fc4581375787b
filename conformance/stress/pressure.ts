// Little memory and collectors that run all the time, JavaScript's and Go's, inside calls, inside callbacks and beside them: what was lent,
// copied or kept for a call must outlive them. The variants squeeze one side each: JavaScript has a small heap, or Go collects at every
// chance and overwrites what it frees.
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { held, nothingHeld } from "./held.ts";
import { kind } from "./kind.ts";
import {
  collect,
  long,
  phase,
  random,
  residentMemory,
  runVariant,
  stress,
  variant,
  type ChildOptions,
} from "./program.ts";

const rounds = long ? 5000 : 200;

const smallHeap: Readonly<Record<typeof kind, readonly string[]>> = {
  node: ["--max-old-space-size=48", "--max-semi-space-size=1"],
  bun: ["--smol"],
  deno: ["--v8-flags=--max-old-space-size=64", "--v8-flags=--max-semi-space-size=1"],
};

const variants: Readonly<Record<string, ChildOptions>> = {
  "a small heap of JavaScript": { flags: smallHeap[kind] },
  "a restless collector of Go": { env: { GOGC: "1", GODEBUG: "clobberfree=1" } },
  "little memory for Go": { env: { GOGC: "off", GOMEMLIMIT: "16MiB" } },
};

/** Collections of each side; what is in use at the moment must not be in them. */
const counts = { collections: 0 };

function collectSome(): void {
  if (random.next() < 0.2) collect();
  else if (random.next() < 0.5) litter();
  if (random.next() < 0.2) t.collect();
  if (random.next() < 0.02) t.freeMemory();
  counts.collections++;
}

/** Garbage, so that the collectors run by themselves too. */
function litter(): void {
  const garbage: unknown[] = [];
  for (let i = 0; i < 2000; i++) garbage.push({ text: `garbage ${i}`, more: [i] });
  t.zeros(random.between(1, 200_000));
}

async function press(): Promise<Record<string, number>> {
  // Go's collector runs beside the calls too, on threads of its own.
  const beside = { over: false };
  const collecting = (async () => {
    while (!beside.over) await t.collect.async();
  })();
  const before = await held(t.collect);
  phase("calls");
  for (let i = 0; i < rounds; i++) {
    random.pick(steps)();
    if (i % 20 === 0) await setImmediate();
  }
  phase("tasks");
  for (let i = 0; i < rounds; i += 10) await Promise.all(Array.from({ length: 10 }, () => random.pick(tasks)()));
  beside.over = true;
  await collecting;
  await nothingHeld(before, t.collect);
  return { ...counts, MB: residentMemory() };
}

// Fresh values each time, which nothing but the call refers to.
const bytesOf = (size: number, value: number): Uint8Array => new Uint8Array(size).fill(value);
const textOf = (size: number): string => "übung ".repeat(size);
const size = (): number => random.between(0, random.pick([10, 1000, 200_000]));

const steps: readonly (() => void)[] = [
  () => {
    const n = size();
    assert.equal(
      k.direct((x) => {
        collectSome();
        return x + n;
      }, 1),
      n + 1,
    );
  },
  () => {
    const words = k.filter(
      Array.from({ length: 50 }, (_, i) => `word ${i}`),
      (word) => {
        if (word.endsWith("7")) collectSome();
        return word.endsWith("5");
      },
    );
    assert.deepEqual(words, ["word 5", "word 15", "word 25", "word 35", "word 45"]);
  },
  () => {
    const n = size();
    const reversed = t.reverse(bytesOf(n, 7));
    collectSome();
    assert.equal(reversed.length, n);
    assert.ok(reversed.every((byte) => byte === 7));
  },
  () => {
    const n = Math.min(1000, size());
    const values = t.echoAny({ list: Array.from({ length: n }, (_, i) => ({ i, text: `t${i}` })) }) as any;
    collectSome();
    assert.equal(values.list.length, n);
    assert.ok(values.list.every((each: any, i: number) => each.i === i && each.text === `t${i}`));
  },
  () => {
    const text = textOf(size() / 6);
    assert.equal(t.greet(text), `Hello, ${text}!`);
  },
  () => {
    const floats = new Float64Array(size());
    assert.equal(t.fill(floats, 2), 2 * floats.length);
    collectSome();
    assert.ok(floats.every((x) => x === 2));
  },
  () => {
    // Objects whose handles are left to the collector, and one that is not.
    const counters = Array.from({ length: 20 }, (_, i) => t.newCounter(i));
    collectSome();
    assert.equal(counters[7]!.next(), 7);
    counters[7]![Symbol.dispose]();
  },
  () => {
    const text = p.render((writer) => {
      collectSome();
      for (let i = 0; i < 5; i++) writer!.write(bytesOf(100, 97 + i));
    });
    assert.equal(text.length, 500);
  },
  () => {
    let left = 5;
    const text = p.readText({
      read(into: Uint8Array) {
        collectSome();
        if (left-- === 0) return 0;
        into.fill(98, 0, 10);
        return 10;
      },
    });
    assert.equal(text, "b".repeat(50));
  },
  () => {
    const f = k.begin(0, 0, (x) => x)!;
    collectSome();
    assert.equal(f(), 0);
  },
  () => {
    const mine = new Error("mine");
    assert.throws(
      () =>
        k.directErr(() => {
          collectSome();
          throw mine;
        }, 1),
      (error) => error === mine,
    );
  },
  () => {
    let sum = 0;
    for (const n of c.upTo(10)) {
      if (n === 5) collectSome();
      sum += n;
    }
    assert.equal(sum, 45);
  },
];

const tasks: readonly (() => Promise<void>)[] = [
  async () => {
    const n = size();
    const task = t.reverse.async(bytesOf(n, 9));
    collectSome();
    const reversed = await task;
    assert.equal(reversed.length, n);
    assert.ok(reversed.every((byte) => byte === 9));
  },
  async () => {
    const total = await k.hammer.async(4, 20, (_, i) => {
      if (i === 10) collectSome();
      return i % 2 === 0 ? i : Promise.resolve(i);
    });
    assert.equal(total, 760n);
  },
  async () => {
    const texts = await k.mapTexts.async(["a", "b", "c"], async (text) => {
      collectSome();
      return text.repeat(1000);
    });
    assert.deepEqual(
      texts,
      ["a", "b", "c"].map((text) => text.repeat(1000)),
    );
  },
  async () => {
    let sum = 0;
    for await (const chunk of p.pattern(100_000)!.readable) {
      sum += chunk.length;
      if (random.next() < 0.1) collectSome();
    }
    assert.equal(sum, 100_000);
  },
  async () => {
    const values: number[] = [];
    for await (const box of c.boxes(20)) {
      if (values.length === 10) collectSome();
      values.push(box!.value());
    }
    assert.equal(values.length, 20);
  },
  async () => {
    const text = textOf(size() / 6);
    const answers = await Promise.all(Array.from({ length: 5 }, () => t.greet.async(text)));
    assert.ok(answers.every((answer) => answer === `Hello, ${text}!`));
  },
];

if (variant === "") {
  await stress(async () => {
    const figures: Record<string, number | string> = {};
    for (const [name, options] of Object.entries(variants)) {
      phase(name);
      const { collections, MB } = await runVariant(name, options);
      figures[`collections with ${name}`] = collections!;
      figures[`MB with ${name}`] = MB!;
    }
    return figures;
  });
} else await stress(press, { collectGo: t.collect });
