import { expect, test } from "vitest";
import { readGoTestReport } from "./go-test-report.ts";

const events = (...list: object[]) => list.map((event) => JSON.stringify(event)).join("\n");

test("readGoTestReport counts subtests, not their parent", () => {
  const counts = readGoTestReport(
    events(
      { Action: "pass", Package: "p", Test: "TestA/one" },
      { Action: "fail", Package: "p", Test: "TestA/two" },
      { Action: "output", Package: "p", Test: "TestA/two", Output: "got 1\n" },
      { Action: "fail", Package: "p", Test: "TestA" },
      { Action: "skip", Package: "p", Test: "TestB" },
      { Action: "fail", Package: "p" },
    ),
  );
  expect(counts).toEqual({ passed: 1, skipped: 1, failures: ["p TestA/two\ngot 1"] });
});

test("readGoTestReport counts a package that does not build as one failure", () => {
  const counts = readGoTestReport(
    events(
      { Action: "build-output", ImportPath: "p [p.test]", Output: "undefined: x\n" },
      { Action: "fail", Package: "p" },
    ),
  );
  expect(counts).toEqual({ passed: 0, skipped: 0, failures: ["p\nundefined: x"] });
});
