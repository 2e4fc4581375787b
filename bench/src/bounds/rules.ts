// What must hold, as data. A rule is about every runtime in which its kind runs.
import { availableParallelism } from "node:os";
import type { SuiteName } from "../cases/index.ts";
import type { KindName } from "../kinds.ts";
import type { Sample } from "../sample.ts";
import { bestOf } from "../summary.ts";
import { claimed, claimedCases, onOneCore } from "./claims.ts";

/** All versions of Node are one family. */
export type Family = "node" | "bun" | "deno";

/** A number, or one for each family of runtimes; where a family has none, there is no bound. */
type PerFamily = number | Readonly<Partial<Record<Family, number>>>;

/** What must hold of a kind in some cases. */
export type Rule = RatioRule | LimitRule;

interface SharedRule {
  readonly suite: SuiteName;
  readonly cases: readonly string[];
  readonly contender: KindName;
  /** A sentence for the report. */
  readonly what: string;
  /** Why it is reported and not required, where that is so. */
  readonly reported?: string;
}

/** A ratio of the best times. */
export interface RatioRule extends SharedRule {
  /** The kind that it is divided by: in the same runtime, unless `everywhere` or where it runs alone. */
  readonly against: KindName;
  /** The kind that it is divided by counts in each runtime that has it, and `most` is for the family of that runtime. */
  readonly everywhere?: true;
  /** What is divided by is measured in another case. */
  readonly againstCase?: (name: string) => string;
  readonly most: PerFamily | ((name: string, family: Family) => number | undefined);
  /** Cases in which it is known to be out of reach, with the kinds that show it: even the first takes so much of the second. */
  readonly missed?: Readonly<
    Record<
      string,
      { readonly reason: string; readonly contender: KindName; readonly against: KindName; readonly least: number }
    >
  >;
}

/** A figure. */
export interface LimitRule extends SharedRule {
  readonly unit: string;
  readonly figure: (samples: readonly Sample[]) => number;
  readonly least?: number;
  readonly most?: number;
}

const crossing = ["noop", "add2", "add", "sum:8", "normalize:8"];
const texts = ["text:16", "text:1024", "mixed:16", "mixed:1024"];
const structs = ["item", "items-out:1000", "items-in:1000", "items:1000"];

export const rules: readonly Rule[] = [
  ...(["topher", "generated"] as const).map((contender): RatioRule => ({
    suite: "calls",
    cases: [...crossing, "normalize:1000", "normalize:1000000"],
    contender,
    against: "ffi",
    most: contender === "topher" ? 1.15 : 1.25,
    what:
      contender === "topher"
        ? "A call costs at most 15 % more than one written by hand on the runtime's own foreign function interface, which validates nothing."
        : "A call of a generated module costs at most 25 % more than one written by hand.",
    ...(contender === "generated"
      ? { reported: "where a call has to cost next to nothing, signatures by hand are the way" }
      : {}),
  })),
  {
    suite: "values",
    cases: ["half"],
    contender: "topher",
    against: "ffi",
    most: 1.15,
    what: "A number through a generated module costs at most 15 % more than one through a call written by hand.",
  },
  {
    suite: "calls",
    cases: ["noop"],
    contender: "topher",
    against: "c",
    most: { node: 3, bun: 2, deno: 2 },
    what: "A crossing costs at most twice what it costs C, in Node at most three times.",
  },
  {
    suite: "calls",
    cases: crossing,
    contender: "topher",
    against: "ctypes",
    most: 1 / 3,
    what: "A crossing costs at most a third of what it costs Python with ctypes.",
    missed: {
      noop: {
        reason: "Going into Go and out of it alone, from C, takes more than a third of the call that ctypes makes",
        contender: "c",
        against: "ctypes",
        least: 1 / 3,
      },
    },
  },
  {
    suite: "values",
    cases: structs,
    contender: "topher",
    against: "ffi",
    most: 1 / 5,
    what: "Structs cost at most a fifth of what they cost as JSON, carried by hand.",
  },
  {
    suite: "values",
    cases: texts,
    contender: "topher",
    against: "ffi",
    most: 1 / 2,
    what: "Text costs at most half of what it costs as JSON, carried by hand.",
  },
  {
    suite: "tutorial",
    cases: ["pi:10000000", "shuffle:10000000", "dot:100000000"],
    contender: "topher",
    against: "go",
    most: 1.05,
    what: "Long work takes at most 5 % longer than in a Go program.",
  },
  {
    suite: "tutorial",
    cases: availableParallelism() > 1 ? ["pi-cores:10000000", "dot-cores:100000000"] : [],
    contender: "topher",
    against: "topher",
    againstCase: onOneCore,
    most: 1 / 1.5,
    what: "On all cores, of which there are two at least, work is done at least 1.5 times as fast as on one.",
  },
  {
    suite: "tutorial",
    cases: claimedCases,
    contender: "topher",
    against: "javascript",
    againstCase: onOneCore,
    most: (name, family) => (claimed(name, family) === "gain" ? 1 : undefined),
    what: "Where the documentation says that Go is faster, it is at least as fast as plain JavaScript.",
  },
  {
    suite: "async",
    cases: ["tasks:100000"],
    contender: "topher",
    unit: "tasks a second",
    figure: (samples) => 1e9 / bestOf(samples),
    least: 300_000,
    what: "At least 300,000 tasks are begun and done in a second.",
  },
  {
    suite: "async",
    cases: ["tasks:100000"],
    contender: "topher",
    against: "thread-pool",
    everywhere: true,
    most: { node: 1 / 3, deno: 1 / 4 },
    what: "A task costs at most a third of koffi's asynchronous call, and at most a quarter of Deno's.",
  },
  {
    suite: "async",
    cases: ["in-flight:1000000"],
    contender: "topher",
    unit: "GiB at the peak",
    figure: (samples) => largest(samples, "memory") / 2 ** 30,
    most: 4,
    what: "A million tasks that wait in Go take at most 4 GiB of the process's memory.",
  },
  {
    suite: "async",
    cases: ["slices:100000"],
    contender: "topher",
    unit: "ms late, 99th percentile",
    figure: (samples) => smallest(samples, "lateness"),
    most: 50,
    what: "While tasks come in, timers are at most 50 ms late, of a hundred all but one.",
  },
  {
    suite: "async",
    cases: ["slices:100000"],
    contender: "topher",
    unit: "times as long for 200 files",
    figure: (samples) => smallest(samples, "busy") / smallest(samples, "idle"),
    most: 2,
    what: "While tasks come in, files are read in at most twice the time.",
  },
  {
    suite: "streams",
    cases: ["reader", "byob", "writer", "source"],
    contender: "topher",
    against: "pipe",
    most: 1,
    what: "A stream takes no longer than the pipe of a child process.",
  },
  {
    suite: "streams",
    cases: ["reader", "byob", "writer", "source"],
    contender: "topher",
    unit: "MiB grown",
    figure: (samples) => largest(samples, "growth") / 2 ** 20,
    most: 128,
    what: "A stream of 1 GiB takes at most 128 MiB of memory.",
  },
  {
    suite: "esbuild",
    cases: ["transform:1024"],
    contender: "topher",
    against: "npm-sync",
    most: 1,
    what: "esbuild in process takes no longer than its npm package's synchronous call, which keeps a worker and a process.",
  },
  {
    suite: "esbuild",
    cases: ["transform:1024"],
    contender: "topher",
    against: "npm-process",
    most: 1 / 3,
    what: "esbuild in process takes at most a third of the npm package's synchronous call where that may keep no worker.",
  },
];

/** The smallest of a figure: noise only ever adds to it. */
function smallest(samples: readonly Sample[], name: string): number {
  return Math.min(...samples.map(({ figures }) => figures?.[name] ?? Number.NaN));
}

/** The largest of a figure, which no process may exceed. */
function largest(samples: readonly Sample[], name: string): number {
  return Math.max(...samples.map(({ figures }) => figures?.[name] ?? Number.NaN));
}
