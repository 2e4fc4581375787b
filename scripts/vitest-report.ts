// Reads the report of vitest's JSON reporter.
import type { TestCounts } from "./test-counts.ts";

interface Report {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message: string; assertionResults: Assertion[] }[];
}

interface Assertion {
  fullName: string;
  status: string;
  failureMessages?: string[];
}

/** Counts tests; a file that fails before its tests ran is one failure. */
export function readVitestReport(json: string): TestCounts {
  const report = JSON.parse(json) as Report;
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && file.status === "failed") return [`${file.name}: ${file.message}`];
    return failed.map(({ fullName, failureMessages }) => `${fullName}: ${(failureMessages ?? []).join("\n")}`);
  });
  return { passed: report.numPassedTests, skipped: report.numPendingTests + report.numTodoTests, failures };
}
