// Processes and workers that end at any moment from their first line on: while the library is loaded, while its first calls run, while
// everything is under way; by themselves, by a signal, by terminate(). None crashes, and none stays.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { inParallel } from "../../scripts/parallel.ts";
import type { TasksWork } from "../door2-suite/tasks-worker.ts";
import { kind } from "./kind.ts";
import { long, phase, random, ready, runChild, stress, variant, type ChildOptions } from "./program.ts";

const processes = long ? 100 : 6;
/** Milliseconds in which the moment lies: longer than it takes to load the library. */
const span = kind === "node" ? 250 : 150;
const code = 45;

type End = (milliseconds: number) => { readonly run?: () => unknown; readonly options?: ChildOptions };

const signalled =
  (signal: NodeJS.Signals): End =>
  (milliseconds) => ({
    options: { onReady: (child) => void setTimeout(() => process.kill(child.pid!, signal), milliseconds) },
  });

/** Ways to end, each with what the child does after so many milliseconds, and what is done to it. */
const ends: Readonly<Record<string, { readonly end: End; readonly wanted: number | NodeJS.Signals }>> = {
  "process.exit()": {
    end: (milliseconds) => ({ run: () => setTimeout(() => process.exit(code), milliseconds) }),
    wanted: code,
  },
  "process.exit() in a microtask of a task": {
    end: (milliseconds) => ({
      run: async () => {
        const { add } = await import("../../dist/door2/concurrent/tasks/index.js");
        await sleep(milliseconds);
        await add.async(1, 2);
        process.exit(code);
      },
    }),
    wanted: code,
  },
  "an error that nobody catches": {
    end: (milliseconds) => ({
      run: () =>
        setTimeout(() => {
          throw new RangeError("on purpose");
        }, milliseconds),
    }),
    wanted: 1,
  },
  "a listener of SIGTERM": {
    end: (milliseconds) => ({
      run: () => process.on("SIGTERM", () => process.exit(code)),
      ...signalled("SIGTERM")(milliseconds),
    }),
    wanted: code,
  },
  SIGTERM: { end: signalled("SIGTERM"), wanted: "SIGTERM" },
  SIGINT: { end: signalled("SIGINT"), wanted: "SIGINT" },
  SIGKILL: { end: signalled("SIGKILL"), wanted: "SIGKILL" },
  "terminate() and process.exit()": {
    end: (milliseconds) => ({
      run: async () => {
        const workers = [1, 2].map((seed) => {
          const workerData: TasksWork = { work: "busy", seed };
          return new Worker(new URL("../door2-suite/tasks-worker.ts", import.meta.url), { workerData });
        });
        await sleep(milliseconds);
        await Promise.all(workers.map((worker) => worker.terminate()));
        process.exit(code);
      },
    }),
    wanted: code,
  },
};

if (variant === "") await stress(parent);
else {
  const [name, milliseconds, seed] = variant.split("; ") as [string, string, string];
  void ends[name]!.end(Number(milliseconds)).run?.();
  ready(); // a signal may come from here on
  // Loaded now, so that the moment may lie in it. Nothing is awaited here: an error that nobody catches does not end Bun while it waits for the
  // main module.
  void import("../door2-suite/tasks-worker.ts").then(({ busy }) => busy(Number(seed)));
}

async function parent(): Promise<Record<string, number>> {
  let ended = 0;
  for (const [name, { end, wanted }] of Object.entries(ends)) {
    phase(name);
    const moments = Array.from({ length: processes }, () => random.between(0, span));
    await inParallel(
      moments,
      async (milliseconds) => {
        const child = `${name}; ${milliseconds}; ${random.between(1, 1e9)}`;
        const { code, signal, stderr } = await runChild("moments.ts", ["--variant", child], end(milliseconds).options);
        assert.equal(signal ?? code, wanted, `${child}: ended with ${signal ?? code}\n${stderr}`);
        assert.doesNotMatch(stderr, /panic:|fatal error|SIGSEGV|goroutine \d+ \[/, `${child}\n${stderr}`);
        ended++;
      },
      2,
    );
  }
  return { processes: ended };
}
