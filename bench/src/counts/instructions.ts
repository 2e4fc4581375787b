import { baseline } from "../build.ts";
import { notInPath } from "../contenders.ts";
import { compileFloor } from "../floor.ts";
import type { Counts } from "../results.ts";
import { inParallel } from "../../../scripts/parallel.ts";
import { run } from "../../../scripts/run.ts";
import { countedCases } from "./cases.ts";

/** Cases whose instructions are counted: calls whose own work is next to nothing, so that what counts is the way into Go and out of it. */
const wanted = ["noop", "add2", "add", "sum:8", "normalize:8", "half"];

// What starts and ends a process is in both, so the difference is what calls take.
const few = 2_000;
const many = 62_000;

// Go's own threads do as little as they can: one core, no collector, no signals that stop a loop.
const quiet = { GOMAXPROCS: "1", GOGC: "off", GODEBUG: "asyncpreemptoff=1" };

/** Why the instructions of C cannot be counted here, where they cannot. */
export function noInstructions(): string | undefined {
  return notInPath("valgrind") ?? notInPath("gcc");
}

/** Counts the machine's instructions of one call from C, with valgrind. */
export async function countInstructions(): Promise<Counts[]> {
  const floor = compileFloor();
  const instructionsOf = async (name: string, calls: number): Promise<number> => {
    const args = ["--tool=callgrind", "--callgrind-out-file=/dev/null", floor, name, `calls:${calls}`, baseline];
    const log = `bench/instructions-${name.replace(":", "-")}-${calls}`;
    const { output } = await run(log, "valgrind", args, { env: quiet, check: true });
    const collected = /Collected : (\d+)/.exec(output)?.[1];
    if (collected === undefined) throw new Error(`valgrind did not say how many instructions ${name} took\n${output}`);
    return Number(collected);
  };
  const suiteOf = (name: string) =>
    Object.entries(countedCases).find(([, all]) => all.some((each) => each.name === name))![0];
  return inParallel(wanted, async (name): Promise<Counts> => {
    const more = (await instructionsOf(name, many)) - (await instructionsOf(name, few));
    return {
      suite: suiteOf(name),
      case: name,
      contender: "c",
      counts: { instructions: Math.round(more / (many - few)) },
    };
  });
}
