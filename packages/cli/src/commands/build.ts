import path from "node:path";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError } from "../command-error.ts";
import { defaultOut } from "../default-out.ts";
import type { DoneEvent } from "../event.ts";
import { setExamples } from "../examples.ts";
import { createOutput, type Output } from "../output.ts";
import { checkOut } from "../out-folder.ts";
import { buildPackages } from "../run-generator.ts";

/** `topher build`: Go packages become a TypeScript module with its library. */
export function buildCommand(): CommandUnknownOpts {
  const command = new Command("build")
    .summary("turn Go packages into a TypeScript module")
    .description(
      "Turn Go packages into a TypeScript module: index.js, index.d.ts, the library for this platform, and topher.json.",
    )
    .argument(
      "<package...>",
      "a folder such as ./mathx, or an import path such as github.com/yuin/goldmark@v1.8.7; several become one library",
    )
    .option("-o, --out <folder>", "where the module is written (for one import path: ./goldmark-js)")
    .option("-c, --config <file>", "directives for code that you cannot edit (topher.config.json)")
    .option("--tags <list>", "Go build tags, separated by commas")
    .option("--json", "print one JSON object per line, for programs")
    .action(async (packages, { out, config, tags, json }) => {
      const started = performance.now();
      const output = createOutput(json === true);
      const given = out ?? defaultOut(packages);
      if (given === undefined) throw missingOut(packages);
      const folder = path.resolve(given);
      checkOut(folder, given);
      const done = await buildPackages({ packages, config, tags }, folder, output);
      if (output.json) output.result(JSON.stringify(done));
      else showDone(done, started, output);
    });
  setExamples(command, "build", [
    ["one package of your module", "./mathx --out ./mathx-js"],
    ["two packages, one library: out/mathx and out/geo", "./mathx ./geo --out ./out"],
    ["a package of somebody else, in any folder: the newest version", "github.com/yuin/goldmark"],
    ["two of them, one in a version of your choice", "github.com/yuin/goldmark@v1.8.7 strings --out ./out"],
    ["with a config file", "./mathx --out ./mathx-js --config topher.config.json"],
  ]);
  return command;
}

/** commander's own check of required options would come before the one for misspelt options. */
function missingOut(packages: readonly string[]): CommandError {
  const name = path.basename(path.resolve(packages[0] ?? "."));
  const hint = `For instance topher build ${packages.join(" ")} --out ./${name}-js`;
  return new CommandError("usage", "TOPHER_USAGE", "the option --out <folder> is missing", hint);
}

function showDone({ out = "", packages = [], fresh }: DoneEvent, started: number, { result, colors }: Output): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const { path: name, version, module, bound, skipped } of packages) {
    const inspect = `topher inspect ${version === undefined ? name : `${name}@${version}`}`;
    const left = skipped === 0 ? "" : colors.yellow(`, ${skipped} skipped (${inspect} says why)`);
    result(
      `${colors.green("✓")} ${colors.bold(name)}${version === undefined ? "" : ` ${version}`}: ${bound} bound${left}`,
    );
    const file = path.relative(process.cwd(), path.join(out, module));
    result(`  ${file.startsWith("..") ? file : `./${file}`}`);
  }
  result(colors.dim(fresh ? `Nothing has changed (${seconds} s)` : `Built in ${seconds} s`));
}
