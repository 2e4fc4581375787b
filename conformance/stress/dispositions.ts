// Signals do what they did before the library was opened: a closed pipe gives EPIPE, listeners are called, and what has none ends
// the process. Each case is compared with a run of the same program without the library.
import assert from "node:assert/strict";
import { writeSync } from "node:fs";
import process from "node:process";
import { openFixture, work } from "./fixture.ts";
import {
  long,
  phase,
  random,
  ready,
  runChild,
  statusOf,
  stress,
  variant,
  type ChildOptions,
  type Ended,
} from "./program.ts";

type Signal = NodeJS.Signals;

interface Case {
  /** What the child does before and after the library is opened. */
  readonly before?: () => void;
  readonly after: () => void;
  readonly options?: ChildOptions;
  /** How the child must end, library or not. */
  readonly code?: number;
  readonly signal?: Signal;
}

const wait = (): void => {
  setInterval(() => {}, 1000);
  setTimeout(ready, 0);
};
/** Sends the signals one after the other, and the last one until it has done its work. */
const kill = (...signals: Signal[]): ChildOptions => ({
  onReady(child) {
    const left = [...signals];
    const timer = setInterval(() => {
      const signal = left.length > 1 ? left.shift()! : left[0]!;
      // Deno's child.kill() sends one signal and no more.
      process.kill(child.pid!, signal);
    }, 100);
    child.on("exit", () => clearInterval(timer));
  },
});
const exitWith = (code: number) => () => process.exit(code);

const cases: Record<string, Case> = {
  ...Object.fromEntries(
    (
      [
        "SIGINT",
        "SIGTERM",
        "SIGHUP",
        "SIGQUIT",
        "SIGUSR2",
        "SIGALRM",
        "SIGABRT",
        "SIGXCPU",
        "SIGPROF",
        "SIGSYS",
      ] as const
    ).map((signal) => [`${signal} without a listener`, { after: wait, options: kill(signal), signal } satisfies Case]),
  ),
  "SIGPIPE without a listener": { after: wait, options: kill("SIGPIPE", "SIGTERM"), signal: "SIGTERM" },
  "SIGWINCH and SIGCONT without a listener": {
    after: wait,
    options: kill("SIGWINCH", "SIGCONT", "SIGTERM"),
    signal: "SIGTERM",
  },
  "SIGINT to a listener from before": {
    before: () => process.on("SIGINT", exitWith(51)),
    after: wait,
    options: kill("SIGINT"),
    code: 51,
  },
  "SIGTERM to a listener from before": {
    before: () => process.on("SIGTERM", exitWith(52)),
    after: wait,
    options: kill("SIGTERM"),
    code: 52,
  },
  "SIGINT to a listener from after": {
    after() {
      process.on("SIGINT", exitWith(53));
      wait();
    },
    options: kill("SIGINT"),
    code: 53,
  },
  "SIGTERM to a listener that is gone": {
    after() {
      const listener = exitWith(54);
      process.on("SIGTERM", listener);
      process.removeListener("SIGTERM", listener);
      wait();
    },
    options: kill("SIGTERM"),
    signal: "SIGTERM",
  },
  "SIGINT to a listener that listens once": {
    after() {
      process.once("SIGINT", () => {});
      wait();
    },
    options: kill("SIGINT", "SIGINT"),
    signal: "SIGINT",
  },
  "writing into a closed pipe": {
    after() {
      process.stdin.once("data", () => {
        try {
          for (let i = 0; i < 100; i++) writeSync(1, "x".repeat(1000));
        } catch (error) {
          process.exit((error as { code?: string }).code === "EPIPE" ? 55 : 1);
        }
        process.exit(2);
      });
      ready();
    },
    options: {
      onReady(child) {
        child.stdout!.destroy();
        setTimeout(() => child.stdin!.write("go"), 50);
      },
    },
    code: 55,
  },
  "streaming into a closed pipe": {
    after() {
      process.stdout.on("error", (error: { code?: string }) => process.exit(error.code === "EPIPE" ? 56 : 1));
      process.stdin.once("data", () => {
        setInterval(() => process.stdout.write("x".repeat(1000)), 5);
        setTimeout(() => process.exit(2), 5000);
      });
      ready();
    },
    options: {
      onReady(child) {
        child.stdout!.destroy();
        setTimeout(() => child.stdin!.write("go"), 50);
      },
    },
    code: 56,
  },
};

if (variant === "") await stress(parent);
else child(variant);

function child(name: string): void {
  const [which, library] = name.split("; ") as [string, string | undefined];
  const { before, after } = cases[which]!;
  before?.();
  const ignored = statusOf("SigIgn");
  if (library === "with the library") {
    const go = openFixture();
    for (let i = 0; i < 10; i++) work(go, random, 50, 200);
    assert.equal(statusOf("SigIgn"), ignored, "the ignored signals");
  }
  after();
}

async function parent(): Promise<Record<string, number>> {
  const rounds = long ? 5 : 1;
  let runs = 0;
  const differences: string[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [name, each] of Object.entries(cases)) {
      phase(name);
      const [without, with_] = await Promise.all(
        [name, `${name}; with the library`].map((variant) =>
          runChild("dispositions.ts", ["--variant", variant], each.options),
        ),
      );
      runs += 2;
      const plain = endOf(without!);
      if (endOf(with_!) !== plain)
        differences.push(`${name}: ${plain} without the library, ${endOf(with_!)} with it\n${with_!.stderr}`);
      const wanted = each.signal ?? `code ${each.code ?? 0}`;
      if (plain !== wanted)
        differences.push(`${name}: ${plain} without the library, where ${wanted} was thought to be right`);
    }
  }
  assert.deepEqual(differences, []);
  return { processes: runs };
}

function endOf({ code, signal }: Ended): string {
  return signal ?? `code ${code}`;
}
