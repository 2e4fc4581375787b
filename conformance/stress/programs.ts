// The one table of programs that `npm run hammer`, `npm run soak` and `npm run fuzz` run, each as a process of its own in every runtime.
import path from "node:path";
import type { Kind } from "./kind.ts";

/** A command of package.json. */
export type Command = (typeof commands)[number];

/** The commands that there are. */
export const commands = ["hammer", "soak", "fuzz"] as const;

/** A program: a module below conformance that reports in one line, as program.ts has it. */
export interface Program {
  readonly name: string;
  readonly command: Command;
  /** Relative to conformance. */
  readonly file: string;
  /** Minutes that a run of the long form may take; 20 unless told otherwise. */
  readonly minutes?: number;
  /** It writes its memory as a curve. */
  readonly curve?: boolean;
  /** Flags of the runtime that it is started with. */
  readonly flags?: Readonly<Record<Kind, readonly string[]>>;
  /** Only in the long form: its rounds take too long for a short one, or not every runtime passes it yet. */
  readonly longOnly?: boolean;
  /** Variants that show that the program bites, run in the long form beside it. */
  readonly controls?: readonly Control[];
}

/** A variant of a program that is broken on purpose. */
export interface Control {
  readonly variant: string;
  /** What it says where it was found, without which the control has failed; absent where chance decides whether it is found. */
  readonly says?: RegExp;
}

const hammers: readonly (Pick<Program, "name"> & Partial<Program>)[] = [
  { name: "signal-storm", controls: [{ variant: "unmended" }] },
  { name: "profiler" },
  { name: "traps" },
  { name: "children" },
  { name: "re-entry" },
  { name: "stack", longOnly: true },
  { name: "inner-callbacks" },
  { name: "workers" },
  { name: "dispositions" },
  { name: "buffers" },
  { name: "mid-call" },
  { name: "pressure" },
  { name: "kept" },
  { name: "exits" },
  { name: "moments", longOnly: true },
  { name: "task-callbacks" },
  { name: "task-workers" },
  { name: "task-aborts" },
  { name: "task-exits" },
];

/** V8 doubles its young generation when it thinks fit, even after millions of calls: tens of MB, beside which nothing could be seen. */
const steadyHeap = { node: ["--max-semi-space-size=2"], bun: [], deno: ["--v8-flags=--max-semi-space-size=2"] };

const soaks: readonly (Pick<Program, "name"> & Partial<Program>)[] = [
  {
    name: "soak",
    curve: true,
    flags: steadyHeap,
    minutes: 45,
    controls: [{ variant: "leaking", says: /grew by [\d.]+ KiB in 100,000/ }],
  },
  { name: "soak-library", curve: true, flags: steadyHeap },
  { name: "generated" },
];

const fuzzers: readonly (Pick<Program, "name"> & Partial<Program>)[] = [
  { name: "codec", minutes: 60 },
  { name: "codec-fixture", minutes: 60 },
  { name: "decoder", minutes: 60 },
  { name: "arguments", minutes: 60 },
  { name: "library-files" },
];

/** The programs. */
export const programs: readonly Program[] = [
  ...rows("hammer", "stress", hammers),
  ...rows("soak", "stress", soaks),
  ...rows("fuzz", "fuzz", fuzzers),
];

function rows(
  command: Command,
  folder: string,
  given: readonly (Pick<Program, "name"> & Partial<Program>)[],
): readonly Program[] {
  return given.map((row) => ({ command, file: path.join(folder, `${row.name}.ts`), ...row }));
}
