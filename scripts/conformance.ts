// Runs the conformance suite, or its stress part, in the runtimes that are present.
import { globSync } from "node:fs";
import { parseArgs } from "node:util";
import { root } from "./root.ts";
import { presentRuntimes, type Runtime } from "./runtimes.ts";
import { addCounts, type TestCounts } from "./test-counts.ts";
import { runSuite } from "./test-suite.ts";

const minute = 60_000;

/** Every case of conformance/ except stress, in one runtime. */
export async function runConformance(runtime: Runtime): Promise<TestCounts> {
  const files = globSync("conformance/**/*.test.ts", {
    cwd: root,
    exclude: ["**/node_modules/**", "conformance/stress/**"],
  });
  return runSuite("conformance", runtime, files.toSorted(), { timeout: 3 * minute });
}

/** The stress tests, one at a time; their length is told by the variable TOPHER_STRESS. */
export async function runStress(runtime: Runtime, length: "short" | "long"): Promise<TestCounts> {
  const files = globSync("conformance/stress/*.test.ts", { cwd: root });
  return runSuite(`stress-${length}`, runtime, files.toSorted(), {
    env: { TOPHER_STRESS: length },
    timeout: length === "short" ? 3 * minute : 60 * minute,
    concurrency: 1,
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { runtime: { type: "string", multiple: true }, soak: { type: "boolean" } } });
  const chosen = presentRuntimes().filter(({ name }) => values.runtime?.includes(name) ?? true);
  const counts: TestCounts[] = [];
  for (const runtime of chosen) {
    const result = values.soak ? await runStress(runtime, "long") : await runConformance(runtime);
    console.log(
      `${runtime.title}: ${result.passed} passed, ${result.failures.length} failed, ${result.skipped} skipped`,
    );
    counts.push(result);
  }
  const { failures } = addCounts(counts);
  for (const failure of failures) console.error(`\n${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
