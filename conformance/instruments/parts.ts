// The C parts that need no Go: the guard, and both sides of the mailbox.
import { globSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/root.ts";
import {
  address,
  bites,
  check,
  compile,
  memcheck,
  silent,
  thread,
  type Check,
  type Instrument,
  type Options,
  type Program,
  type Tool,
} from "./instrument.ts";
import { missingFunctions } from "./functions.ts";

const here = path.join(root, "conformance/instruments");
const bridge = path.join(root, "go/bridge");

const guard: Program = {
  name: "guard",
  sources: [path.join(here, "guard.c"), ...globSync(path.join(bridge, "*.c")).toSorted()],
  flags: [`-I${bridge}`],
};

const mailbox: Program = {
  name: "mailbox",
  sources: [path.join(here, "mailbox.c"), path.join(bridge, "host/mailbox.c")],
  flags: [`-I${path.join(bridge, "host")}`],
};

/** What a tool must find in a program that is broken on purpose. */
interface Control {
  readonly tool: Tool;
  readonly fault: number;
  readonly finds: RegExp;
  /** How long it runs; a race takes a while until two threads are at it, all else comes at the end. */
  readonly rounds: number;
}

/** How long a program runs under each tool, in its own unit. */
type Lengths = Readonly<Record<"short" | "long", Readonly<Record<string, number>>>>;

/** The instruments of the C parts. */
export const parts: readonly Instrument[] = [
  instrument(
    guard,
    "the guard's C has no invalid access, leak, undefined operation or race, whatever threads do at once",
    {
      short: { address: 2000, thread: 1000, memcheck: 100 },
      long: { address: 100_000, thread: 20_000, memcheck: 2000 },
    },
    [
      { tool: thread, fault: 1, finds: /data race/, rounds: 200 },
      { tool: address, fault: 2, finds: /heap-use-after-free/, rounds: 1 },
      { tool: address, fault: 3, finds: /signed integer overflow/, rounds: 1 },
      { tool: address, fault: 4, finds: /detected memory leaks/, rounds: 1 },
      { tool: memcheck, fault: 5, finds: /uninitialised/, rounds: 1 },
    ],
    ["guard.h"],
  ),
  instrument(
    mailbox,
    "records cross from goroutines to a thread whole, once and in order, no bell is missed, and no lock is needed",
    {
      short: { address: 50_000, thread: 20_000, memcheck: 1000 },
      long: { address: 2_000_000, thread: 500_000, memcheck: 20_000 },
    },
    [
      { tool: thread, fault: 1, finds: /data race/, rounds: 2000 },
      { tool: address, fault: 2, finds: /detected memory leaks/, rounds: 5000 },
      { tool: address, fault: 3, finds: /heap-use-after-free/, rounds: 100 },
    ],
    [],
  ),
];

function instrument(
  program: Program,
  promise: string,
  lengths: Lengths,
  controls: readonly Control[],
  headers: readonly string[],
): Instrument {
  const tools = [address, thread, memcheck];
  return {
    name: program.name,
    promise,
    budget: { short: 12, long: 120 },
    lacks: address.lacks,
    read: async ({ long, seed }: Options) => {
      const present = tools.filter(({ lacks }) => lacks() === undefined);
      const checks: Check[] = present.map((tool) => ({
        name: `${program.name} under ${tool.name}`,
        run: async () => {
          const rounds = lengths[long ? "long" : "short"][tool.name]!;
          return silent(tool, await compile(program, tool), [String(seed), String(rounds)]);
        },
      }));
      for (const { tool, fault, finds, rounds } of controls.filter((control) => present.includes(control.tool))) {
        checks.push({
          name: `${program.name} under ${tool.name}, control`,
          run: async () => bites(tool, await compile(program, tool, fault), [String(seed), String(rounds)], finds),
        });
      }
      for (const header of headers) {
        checks.push({
          name: `${program.name} calls every function of ${header}`,
          run: async () => missingFunctions(path.join(bridge, header), program, address),
        });
      }
      return check(checks);
    },
  };
}
