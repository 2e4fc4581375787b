// npm test: everything, in stages, each with a budget. Ends with the line `N passed, N failed`.
//
//   npm test -- --only conformance --runtime bun
import { parseArgs } from "node:util";
import colors from "picocolors";
import { presentRuntimes, runtimes } from "./runtimes.ts";
import { stages, type Stage } from "./stages.ts";
import { addCounts, type TestCounts } from "./test-counts.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    runtime: { type: "string", multiple: true },
    help: { type: "boolean", short: "h" },
  },
});
const kinds = [...new Set(stages(runtimes).map(({ kind }) => kind))];
if (values.help) {
  console.log(
    `npm test -- [--only <stage>]… [--runtime <runtime>]…\n` +
      `  stages    ${kinds.join(", ")} (install always runs)\n` +
      `  runtimes  ${runtimes.map(({ name }) => name).join(", ")}; node means all of Node`,
  );
  process.exit(0);
}
mustBeKnown("--only", values.only, kinds);
mustBeKnown("--runtime", values.runtime, ["node", ...runtimes.map(({ name }) => name)]);

const wanted = values.runtime;
const chosen = () => presentRuntimes().filter(({ name }) => wanted?.some((each) => name.startsWith(each)) ?? true);
const startedAt = Number(process.env.TOPHER_STARTED ?? Date.now());

const all: TestCounts[] = [];
let broken = false;
for (let index = 0; ; index++) {
  // The list is made anew each time, because the first stage may bring runtimes that were not there.
  const stage = stages(chosen()).filter(({ kind }) => kind === "install" || (values.only?.includes(kind) ?? true))[
    index
  ];
  if (stage === undefined) break;
  if (broken && stage.needsBuild) {
    console.log(`${colors.yellow("left out")}  ${stage.title}: the build failed`);
    continue;
  }
  const counts = await runStage(stage, index === 0 ? startedAt : Date.now());
  broken ||= stage.kind === "install" && counts.failures.length > 0;
  all.push(counts);
}

const { passed, failures, skipped } = addCounts(all);
console.log(`\n${skipped} skipped, ${seconds(Date.now() - startedAt)} in all`);
console.log(`${passed} passed, ${failures.length} failed`);
if (failures.length > 0) process.exitCode = 1;

async function runStage(stage: Stage, started: number): Promise<TestCounts> {
  const counts = await stage
    .run()
    .catch((error: Error): TestCounts => ({ passed: 0, skipped: 0, failures: [error.message] }));
  const taken = Date.now() - started;
  const over = taken > stage.budget * 60_000 ? colors.yellow(", OVER BUDGET") : "";
  const state = counts.failures.length > 0 ? colors.red("FAIL") : colors.green("ok  ");
  const tests =
    stage.kind === "install"
      ? ""
      : `, ${counts.passed} passed, ${counts.failures.length} failed, ${counts.skipped} skipped`;
  console.log(`${state}  ${stage.title.padEnd(24)} ${seconds(taken)} of ${stage.budget} min${over}${tests}`);
  for (const failure of counts.failures) console.log(`\n${indented(failure)}\n`);
  return counts;
}

function mustBeKnown(option: string, given: readonly string[] = [], known: readonly string[]): void {
  const unknown = given.find((value) => !known.includes(value));
  if (unknown === undefined) return;
  console.error(`${option} ${unknown}: there is no such thing; there are ${known.join(", ")}`);
  process.exit(2);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(7);
}

/** A failure's text, cut to what fits a screen; logs have the whole. */
function indented(text: string): string {
  const lines = text.split("\n");
  const shown =
    lines.length > 45 ? [...lines.slice(0, 30), `… ${lines.length - 40} lines …`, ...lines.slice(-10)] : lines;
  return shown.map((line) => `    ${line}`).join("\n");
}
