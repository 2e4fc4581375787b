// Runs the conformance suite in the runtimes that are present.
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

if (import.meta.main) {
  const { values } = parseArgs({ options: { runtime: { type: "string", multiple: true } } });
  const chosen = presentRuntimes().filter(({ name }) => values.runtime?.includes(name) ?? true);
  const counts: TestCounts[] = [];
  for (const runtime of chosen) {
    const result = await runConformance(runtime);
    console.log(
      `${runtime.title}: ${result.passed} passed, ${result.failures.length} failed, ${result.skipped} skipped`,
    );
    counts.push(result);
  }
  const { failures } = addCounts(counts);
  for (const failure of failures) console.error(`\n${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
