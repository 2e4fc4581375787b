import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { BoundSymbol, Inspection, SkippedSymbol } from "../event.ts";
import { setExamples } from "../examples.ts";
import { createOutput, type Output } from "../output.ts";
import { inspectPackages } from "../run-generator.ts";

/** `topher inspect`: what would be bound, without building. */
export function inspectCommand(): CommandUnknownOpts {
  const command = new Command("inspect")
    .summary("say what would be bound, in what shape, and what not and why")
    .description("Say what `build` would bind and in what shape, and what not and why. Nothing is written.")
    .argument(
      "<package...>",
      "a folder such as ./mathx, or an import path such as strings or github.com/yuin/goldmark@v1.8.7",
    )
    .option("-c, --config <file>", "directives for code that you cannot edit (topher.config.json)")
    .option("--tags <list>", "Go build tags, separated by commas")
    .option("--json", "print one JSON object { package, bound, skipped, share }; of several packages an array")
    .action(async (packages, { config, tags, json }) => {
      const output = createOutput(json === true);
      const inspections = await inspectPackages({ packages, config, tags }, output);
      if (output.json) output.result(JSON.stringify(inspections.length === 1 ? inspections[0] : inspections, null, 2));
      else output.result(inspections.map((inspection) => text(inspection, output.colors)).join("\n\n"));
    });
  setExamples(command, "inspect", [
    ["a package of your module", "./mathx"],
    ["a package of somebody else, in any folder", "github.com/yuin/goldmark"],
    ["the names that would not be bound", "./mathx --json | jq -r '.skipped[].name'"],
  ]);
  return command;
}

function text(inspection: Inspection, colors: Output["colors"]): string {
  const { package: name, version, bound, skipped, share } = inspection;
  const percent = share.exported === 0 ? 100 : Math.floor((100 * share.bound) / share.exported);
  const head = `${colors.bold(name)}${version === undefined ? "" : ` ${version}`}: ${share.bound} of ${share.exported} functions and methods are bound (${percent} %)`;
  return [
    head,
    ...bound.map((symbol) => boundText(symbol, colors)),
    ...skipped.map((symbol) => skippedText(symbol, colors)),
    ...summary(inspection, colors),
  ].join("\n");
}

/** What one wants to see of hundreds of symbols: at the end, where a terminal stands. */
function summary({ skipped, reasons = [], opaque = [] }: Inspection, { bold, dim }: Output["colors"]): string[] {
  const counted = (count: number, what: string) => `  ${String(count).padStart(5)}  ${what}`;
  return [
    ...(opaque.length === 0
      ? []
      : [
          "",
          bold(
            `${opaque.length === 1 ? "1 type is an opaque handle" : `${opaque.length} types are opaque handles`}; symbols that mention it:`,
          ),
        ]),
    ...opaque.map(({ type, why, count }) => counted(count, `${type}  ${dim(why)}`)),
    ...(skipped.length < 2 ? [] : ["", bold(`${skipped.length} symbols are skipped, because:`)]),
    ...(skipped.length < 2 ? [] : reasons.map(({ reason, count }) => counted(count, reason))),
  ];
}

function boundText(
  { name, js, type, shape, why, slices = [], funcs = [], async, drain }: BoundSymbol,
  { green, dim }: Output["colors"],
): string {
  const isType = why !== undefined && why !== "";
  return [
    `  ${green("✓")} ${name}  ${dim(isType ? type : `${js}: ${type}`)}`,
    ...(isType ? [dim(`      ${shape}, because ${why}`)] : []),
    ...(async === undefined ? [] : [dim(`      asynchronous: ${async}`)]),
    ...(drain === true ? [dim("      its channel is read to the end where JavaScript stops early")] : []),
    ...slices.map(({ param, borrowed, why }) => dim(`      ${param} is ${borrowed ? "borrowed" : "copied"}: ${why}`)),
    ...funcs.map(({ param, kept, why }) => dim(`      ${param} is ${kept ? "kept" : "lent"}: ${why}`)),
  ].join("\n");
}

function skippedText(
  { name, reason, position: { file, line } }: SkippedSymbol,
  { yellow, dim }: Output["colors"],
): string {
  return `  ${yellow("–")} ${name}  ${reason} ${dim(`(${file}${line === undefined ? "" : `:${line}`})`)}`;
}
