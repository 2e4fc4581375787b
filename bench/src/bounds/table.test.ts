import { expect, test } from "vitest";
import { caseOf } from "../cases/index.ts";
import { contendersOf } from "../contenders.ts";
import { suites } from "../suites/index.ts";
import { rules } from "./rules.ts";
import { boundsOf } from "./table.ts";

test("every rule is about cases and kinds of its suite", () => {
  for (const rule of rules) {
    const { cases, entries } = suites.find(({ name }) => name === rule.suite)!;
    for (const name of rule.cases) expect(cases.map((each) => each.name)).toContain(name);
    for (const kind of [rule.contender, ...("against" in rule ? [rule.against] : [])])
      expect(entries).toHaveProperty(kind);
    if ("againstCase" in rule) for (const name of rule.cases) expect(caseOf(rule.againstCase!(name))).toBeDefined();
  }
});

test("a bound is within one runtime, unless what it is compared with runs alone or everywhere", () => {
  for (const suite of suites) {
    for (const bound of boundsOf(suite.name, contendersOf(suite.entries, ["24"]))) {
      if (!("against" in bound) || bound.against.kind === "thread-pool") continue;
      expect([undefined, bound.contender.runtime]).toContain(bound.against.runtime);
    }
  }
});

test("every bound has a limit, and says what has to hold", () => {
  for (const suite of suites) {
    for (const { least, most, what } of boundsOf(suite.name, contendersOf(suite.entries, ["24"]))) {
      expect(least ?? most).toBeGreaterThan(0);
      expect(what).toMatch(/^[A-Ze].*\.$/);
    }
  }
});
