import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { runtimes } from "../../scripts/runtimes.ts";
import { kinds } from "./kinds.ts";
import { quickRule } from "./quick.ts";
import { roundsOfHeavy, roundsOfOthers, roundsOfQuick } from "./rounds.ts";
import { suites } from "./suites/index.ts";

/** What the command line says. */
export interface Options {
  /** The suites; all of them where there is none. */
  readonly suites: readonly string[];
  readonly node: readonly string[];
  readonly quick: boolean;
  readonly build: boolean;
  readonly rounds?: number;
  readonly budget?: number;
  readonly minutes?: number;
  readonly case?: readonly string[];
  readonly only?: readonly string[];
  readonly save?: string;
  /** `true` goes on with the newest run that was stopped. */
  readonly resume?: string | true;
  readonly compare?: readonly string[];
  readonly list?: true;
}

/** Minutes of measuring: with the build a full run then takes less than an hour, and a first look less than five minutes in all. */
export const usualMinutes = { full: 50, quick: 5 } as const;

/** Milliseconds that a process measures. */
export const usualBudget = { full: 100, quick: 30 } as const;

/** Reads a command line; it throws what commander throws, help included. */
export function parseCommand(args: readonly string[]): Options {
  const program = createCommand().exitOverride();
  program.parse([...args], { from: "user" });
  return { suites: program.args, ...program.opts() };
}

function createCommand() {
  const names = suites.map(({ name }) => name);
  const nodes = runtimes.flatMap(({ name }) => (name.startsWith("node") ? [name.slice("node".length)] : []));
  return new Command("npm run bench --")
    .description("Measure what calling Go costs, one process at a time, and keep every sample in bench/results.")
    .argument(
      "[suites...]",
      `what to measure: ${names.join(", ")} (default: all)`,
      (name: string, all: string[] = []) => {
        if (!(names as string[]).includes(name)) throw new InvalidArgumentError(`There are ${names.join(", ")}.`);
        return [...all, name];
      },
    )
    .option("--quick", `a first look: ${roundsOfQuick} rounds of short samples; ${quickRule}`, false)
    .option("--rounds <n>", "rounds of everything", count)
    .option(
      "--budget <ms>",
      `milliseconds that a process measures (default: ${usualBudget.full}; quick: ${usualBudget.quick})`,
      count,
    )
    .option(
      "--minutes <m>",
      `minutes that measuring may take; rounds are cut to fit (default: ${usualMinutes.full}; quick: ${usualMinutes.quick} with the build)`,
      minutes,
    )
    .option("--case <names>", "only these cases, such as noop,text:16", list)
    .option(
      "--only <names>",
      "only contenders of these kinds, or whose names begin so, such as topher,ffi/node24,c",
      list,
    )
    .addOption(
      new Option("--node <versions>", `versions of Node, of ${nodes.join(", ")}`).argParser(list).default(["24"], "24"),
    )
    .option("--save <name>", "keep the run in bench/results/saved, which Git keeps, under this name", name)
    .option("--no-build", "measure what is built already")
    .option("--resume [run]", "go on with a run that was stopped (default: the newest)")
    .option("--compare <runs...>", "say what differs between two runs beyond noise, by their names or files")
    .option("--list", "show the cases and contenders, and what is missing and why")
    .helpOption("-h, --help", "print this help")
    .addHelpText(
      "after",
      `
Suites:
${suites.map((suite) => `  ${suite.name.padEnd(12)}${suite.title}, ${suite.rounds} rounds`).join("\n")}

Contenders of other kinds than topher, the code written by hand and C get ${roundsOfOthers} rounds unless a bound is about them; cases whose calls
take tenths of a second get ${roundsOfHeavy.judged}, or ${roundsOfHeavy.others}.

Kinds (a contender is a kind in a runtime, such as topher/bun, or a kind alone, such as c):
${Object.entries(kinds)
  .map(([kind, { about }]) => `  ${kind.padEnd(13)}${about}`)
  .join("\n")}`,
    );
}

function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("It is a whole number, 1 or more.");
  return Number(text);
}

function minutes(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("It is a number of minutes above 0.");
  return value;
}

function name(text: string): string {
  if (!/^[\w.-]+$/.test(text)) throw new InvalidArgumentError("It has letters, digits, dots and dashes only.");
  return text;
}

function list(text: string): readonly string[] {
  return text.split(",").filter((part) => part !== "");
}
