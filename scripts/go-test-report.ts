// Reads what `go test -json` prints.
import type { TestCounts } from "./test-counts.ts";

interface Event {
  Action: "run" | "pass" | "fail" | "skip" | "output" | "build-output" | "build-fail" | string;
  Package?: string;
  Test?: string;
  Output?: string;
  ImportPath?: string;
}

/** Counts tests; a parent of subtests is not counted, a package that fails without a failed test is one failure. */
export function readGoTestReport(lines: string): TestCounts {
  const events = lines.split("\n").flatMap((line): Event[] => (line.startsWith("{") ? [JSON.parse(line)] : []));
  const tests = events.filter(({ Test }) => Test !== undefined);
  const isParent = ({ Package, Test }: Event) =>
    tests.some((other) => other.Package === Package && other.Test?.startsWith(`${Test}/`));
  const ended = (action: string) => tests.filter((event) => event.Action === action && !isParent(event));
  const textOf = ({ Package, Test }: Event) =>
    events
      .filter((event) => event.Output !== undefined)
      .filter((event) =>
        Test === undefined
          ? event.Package === Package || event.ImportPath?.split(" ")[0] === Package
          : event.Package === Package && event.Test === Test,
      )
      .map(({ Output }) => Output)
      .join("");

  const failed = ended("fail");
  const brokenPackages = events.filter(
    (event) =>
      event.Action === "fail" && event.Test === undefined && !failed.some((test) => test.Package === event.Package),
  );
  return {
    passed: ended("pass").length,
    skipped: ended("skip").length,
    failures: [...failed, ...brokenPackages].map((event) =>
      `${[event.Package, event.Test].join(" ").trim()}\n${textOf(event)}`.trim(),
    ),
  };
}
