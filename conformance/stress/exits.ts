// A process that has opened a library ends as it would have without: by itself, by process.exit() in the depth of a callback, by an
// error that nobody catches, by a signal; at once, with the right code and message, whatever Go is doing meanwhile.
import assert from "node:assert/strict";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { callback } from "topher";
import { makeBell, openFixture, step, type Fixture } from "./fixture.ts";
import { long, phase, ready, runChild, stress, variant, type ChildOptions, type Ended } from "./program.ts";

interface Exit {
  /** What the child does after it has opened the library. */
  readonly run: (go: Fixture) => void | Promise<void>;
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
  /** Milliseconds that the end may take; those that the program itself waits are told apart. */
  readonly most?: number;
  readonly waits?: number;
  readonly options?: ChildOptions;
}

const endless = 1_000_000_000;

const exits: Record<string, Exit> = {
  "nothing pending": { run: () => ready() },
  "timers, bells and callbacks that keep nothing alive": {
    run(go) {
      setInterval(() => {}, 60_000).unref();
      const bell = makeBell(go, () => {});
      go.wakeRingAsync(bell.id, endless, 50);
      go.keepCallback(callback(step, (i) => i));
      ready();
    },
  },
  "a timer that is pending": {
    run(go) {
      ready();
      setTimeout(() => console.log(`the timer made ${go.addF64(1, 2)}`), 300);
    },
    stdout: /^the timer made 3$/m,
    waits: 300,
    most: 1300,
  },
  "a bell that is awaited": {
    run(go) {
      const bell = makeBell(go, () => bell[Symbol.dispose]());
      bell.ref();
      ready();
      setTimeout(() => go.wakeRingAsync(bell.id, 1, 0), 300).unref();
      // Nothing but the bell keeps the process alive: Go rings it from the call below.
      go.wakeRingAsync(bell.id, 2, 300_000);
    },
    most: 1500,
  },
  "an exit code that was set": {
    run() {
      process.exitCode = 44;
      ready();
    },
    code: 44,
  },
  "process.exit() in a callback": {
    run(go) {
      ready();
      go.callbackTimes(() => process.exit(43), 3);
    },
    code: 43,
  },
  "process.exit() twenty callbacks deep, while Go rings": {
    run(go) {
      const bell = makeBell(go, () => {});
      bell.ref();
      for (let i = 0; i < 8; i++) go.wakeRingAsync(bell.id, endless, 20);
      const descend = (depth: number): number =>
        depth === 1 ? process.exit(42) : go.callbackNested(descend, depth - 1);
      ready();
      go.callbackNested(descend, 20);
    },
    code: 42,
  },
  "process.exit() when a bell has rung": {
    run(go) {
      const bell = makeBell(go, () => process.exit(41));
      bell.ref();
      ready();
      go.wakeRingAsync(bell.id, endless, 20);
    },
    code: 41,
  },
  "an error that nobody catches, from a callback": {
    run(go) {
      ready();
      go.callbackTimes(() => {
        throw new RangeError("thrown in a callback");
      }, 3);
    },
    code: 1,
    stderr: /RangeError.*thrown in a callback/,
  },
  "an error that nobody catches, from twenty callbacks deep in a timer": {
    run(go) {
      const descend = (depth: number): number => {
        if (depth === 1) throw new RangeError("thrown in the depth");
        return go.callbackNested(descend, depth - 1);
      };
      ready();
      setTimeout(() => go.callbackNested(descend, 20), 10);
    },
    code: 1,
    stderr: /RangeError.*thrown in the depth/,
  },
  "a rejected promise that a callback made": {
    run(go) {
      ready();
      go.callbackTimes(() => {
        void Promise.reject(new RangeError("rejected in a callback"));
        return 0;
      }, 1);
    },
    code: 1,
    stderr: /rejected in a callback/,
  },
  "an error in what a bell runs": {
    run(go) {
      const bell = makeBell(go, () => {
        throw new RangeError("thrown by a bell");
      });
      bell.ref();
      ready();
      go.wakeRingAsync(bell.id, 1, 0);
    },
    code: 1,
    stderr: /thrown by a bell/,
  },
  "process.exit() while workers call and are rung": {
    async run(go) {
      const workers = Array.from(
        { length: 3 },
        (_, i) =>
          new Worker(new URL("worker.ts", import.meta.url), {
            workerData: { seed: i + 1, ending: i === 0 ? "terminated while it is rung" : "terminated while it calls" },
          }),
      );
      await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("message", resolve))));
      const bell = makeBell(go, () => {});
      go.wakeRingAsync(bell.id, endless, 20);
      await sleep(50);
      ready();
      process.exit(40);
    },
    code: 40,
  },
  "SIGTERM while Go computes": {
    run(go) {
      ready();
      go.busyDeep(60_000_000, 100);
    },
    signal: "SIGTERM",
    options: { onReady: (child) => void setTimeout(() => child.kill("SIGTERM"), 100) },
  },
};

if (variant === "") await stress(parent);
else await exits[variant]!.run(openFixture());

async function parent(): Promise<Record<string, number>> {
  const rounds = long ? 10 : 1;
  let slowest = 0;
  let ended = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [name, exit] of Object.entries(exits)) {
      phase(name);
      const end = await runChild("exits.ts", ["--variant", name], exit.options);
      check(name, exit, end);
      slowest = Math.max(slowest, end.milliseconds - (exit.waits ?? 0));
      ended++;
    }
  }
  return { exits: ended, "slowest in ms": slowest };
}

function check(name: string, exit: Exit, end: Ended): void {
  const wanted = { code: exit.signal === undefined ? (exit.code ?? 0) : null, signal: exit.signal ?? null };
  const said = end.stderr.trimEnd().split("\n").slice(-12).join("\n");
  assert.deepEqual(
    { code: end.code, signal: end.signal },
    wanted,
    `${name}: ended with ${end.code ?? end.signal}\n${said}`,
  );
  if (exit.stdout !== undefined) assert.match(end.stdout, exit.stdout, `${name}: what it printed`);
  if (exit.stderr !== undefined) assert.match(end.stderr, exit.stderr, `${name}: what it said`);
  assert.doesNotMatch(end.stderr, /panic|fatal error|SIGSEGV|goroutine \d+/, `${name}: what it said`);
  // A machine with all its cores at work is slow to end a process; a process that hangs is slower.
  const most = (exit.most ?? 1000) + 1000;
  assert.ok(end.milliseconds <= most, `${name}: took ${end.milliseconds} ms, at most ${most} are right`);
}
