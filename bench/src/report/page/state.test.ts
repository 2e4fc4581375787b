import { describe, expect, test } from "vitest";
import { madeUpRun } from "../made-up.test-kit.ts";
import { reported } from "../reported.ts";
import { hashOf, overview, stateOf, type State } from "./state.ts";

const report = reported(madeUpRun());

describe("the address of the page", () => {
  test.each<State>([
    { suite: overview, hidden: new Set(), scale: "log" },
    { suite: "calls", case: "normalize:8", hidden: new Set(["bun", "json"]), scale: "linear", chart: "normalize-8" },
    { suite: overview, hidden: new Set(["c"]), scale: "log", chart: "workloads" },
  ])("carries %j", (state) => {
    expect(stateOf(hashOf(state), report)).toEqual(state);
  });

  test("has nothing where nothing was chosen", () => {
    expect(hashOf(stateOf("", report))).toBe("#");
  });

  test.each([
    ["#chart=add2", "calls"],
    ["#chart=tutorial", "tutorial"],
    ["#chart=what-a-call-costs", overview],
    ["#suite=nonsense&case=noop&scale=cubic", overview],
  ])("%s leads to %s", (hash, suite) => {
    expect(stateOf(hash, report)).toMatchObject({ suite, scale: "log" });
  });
});
