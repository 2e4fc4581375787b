// npm run bench:check: counts, compares with bench/counts.json, and shows or tries the bounds of time.
import { CommanderError } from "@commander-js/extra-typings";
import { build } from "../../../scripts/build.ts";
import { alone } from "../alone.ts";
import { suites } from "../suites/index.ts";
import { stage } from "../stage.ts";
import { parseCommand, type Options } from "./command.ts";
import { checkCounts } from "./counts.ts";
import { showRatios } from "./ratios.ts";
import { tryAllBounds } from "./strict.ts";

/** Suites whose libraries are counted: those of the tutorial are among them. */
const countedSuites = new Set(["calls", "values", "async", "streams"]);

process.exitCode = await main(process.argv.slice(2)).catch((error: Error) => {
  if (error instanceof CommanderError) return error.exitCode; // commander has printed it
  console.error(error.message);
  return 1;
});

async function main(args: readonly string[]): Promise<number> {
  const options = parseCommand(args);
  if (options.strict) await alone();
  if (options.build) await prepare(options);
  if (options.strict) return (await tryAllBounds(options, args)) ? 0 : 1;
  const good = await checkCounts(options);
  if (options.ratios) await showRatios(options.node);
  return good ? 0 : 1;
}

async function prepare({ strict, suite: wanted }: Options): Promise<void> {
  // What is counted, and what is shown of ratios; bounds of time are about every suite.
  const needed = suites.filter(({ name }) => (strict ? (wanted?.includes(name) ?? true) : countedSuites.has(name)));
  await stage("build the repository", 6, build);
  await stage("build what is measured", 4, async () => {
    for (const each of needed) await each.build();
  });
}
