// npm run bench: measures suites, one process at a time, keeps every sample in bench/results, and prints tables.
import { CommanderError } from "@commander-js/extra-typings";
import { parseCommand } from "./command.ts";
import { compare } from "./compare/compare.ts";
import { reportComparison } from "./compare/report-comparison.ts";
import { listing } from "./listing.ts";
import { Interrupted, measure } from "./measure.ts";
import { findRun, readRun } from "./run-file.ts";
import { describe, select } from "./selection.ts";

process.exitCode = await main(process.argv.slice(2)).catch((error: Error) => {
  if (error instanceof CommanderError) return error.exitCode; // commander has printed it
  console.error(error.message);
  return error instanceof Interrupted ? 130 : 1;
});

async function main(args: readonly string[]): Promise<number> {
  const options = parseCommand(args);
  if (options.list === true) {
    for (const suite of describe(select(options), options)) console.log(listing(suite));
    return 0;
  }
  if (options.compare !== undefined) {
    const [before, after, ...more] = options.compare.map((name) => readRun(findRun(name)));
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`--compare takes two runs, and ${options.compare.length} came`);
    }
    console.log(reportComparison(compare(before, after)));
    return 0;
  }
  return measure(options, args);
}
