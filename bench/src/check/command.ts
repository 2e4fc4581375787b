import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { suites } from "../suites/index.ts";

/** What the command line says. */
export interface Options {
  readonly update: boolean;
  readonly ratios: boolean;
  readonly build: boolean;
  readonly strict: boolean;
  readonly node: readonly string[];
  readonly suite?: readonly string[];
  readonly case?: readonly string[];
  /** A full run, whose samples are the first run of each bound. */
  readonly first?: string;
  /** `true` goes on with the newest trial that was stopped. */
  readonly resume?: string | true;
  readonly save?: string;
}

/** Reads a command line; it throws what commander throws, help included. */
export function parseCommand(args: readonly string[]): Options {
  return new Command("npm run bench:check --")
    .description(
      "Count what calling Go does (crossings, copies, allocations) and compare it with bench/counts.json; show a few ratios, or try all bounds of time.",
    )
    .option("--update", "write down what was counted as the bounds from now on", false)
    .option("--no-ratios", "count only")
    .option("--no-build", "use what is built already")
    .option(
      "--strict",
      "try every bound of time and memory: up to three runs of 15 rounds, of which two have to agree",
      false,
    )
    .option("--node <versions>", "versions of Node", list, ["24"])
    .option("--suite <names>", "with --strict: only these suites", suiteNames)
    .option("--case <names>", "with --strict: only these cases", list)
    .option("--first <run>", "with --strict: a full run, whose samples are the first run of each bound")
    .option("--resume [file]", "with --strict: go on with a trial that was stopped (default: the newest)")
    .option("--save <name>", "with --strict: keep the trial in bench/results/saved under this name")
    .helpOption("-h, --help", "print this help")
    .exitOverride()
    .parse([...args], { from: "user" })
    .opts();
}

function suiteNames(text: string): readonly string[] {
  const names = list(text);
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There are ${suites.map(({ name }) => name).join(", ")}.`);
  return names;
}

function list(text: string): readonly string[] {
  return text.split(",").filter((part) => part !== "");
}
