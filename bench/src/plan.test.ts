import { describe, expect, it } from "vitest";
import { cutPlan, fittingCut, planOf, roundsOf, secondsLeft, stepsOf } from "./plan.ts";
import { someSuite } from "./run-file.test-kit.ts";

const suites = [
  someSuite("one", { c: { a: 3, b: 3 }, topher: { a: 3, b: 3 }, other: { b: 1 } }),
  someSuite("two", { topher: { x: 2 } }),
];

describe("the order of a run", () => {
  it("has every case of every contender that gets rounds", () => {
    expect(planOf(suites).map((each) => `${each.case} ${each.contender} ${each.rounds}`)).toEqual([
      "a c 3",
      "a topher 3",
      "x topher 2",
      "b c 3",
      "b topher 3",
      "b other 1",
    ]);
  });

  it("lets suites take turns within a round", () => {
    expect(stepsOf(planOf(suites), 0).map((each) => each.suite)).toEqual(["one", "one", "two", "one", "one", "one"]);
  });

  it("begins each round with another contender", () => {
    const first = (round: number) => stepsOf(planOf(suites), round)[0]!.contender;
    expect([first(0), first(1), first(2)]).toEqual(["c", "topher", "c"]);
  });

  it("measures everything as often as it is planned", () => {
    const plan = planOf(suites);
    const all = Array.from({ length: roundsOf(plan) }, (_, round) => stepsOf(plan, round)).flat();
    expect(all).toHaveLength(plan.reduce((sum, { rounds }) => sum + rounds, 0));
    expect(new Set(all.map((step) => JSON.stringify(step))).size).toBe(all.length);
  });
});

describe("cutting", () => {
  const plan = planOf([someSuite("one", { c: { a: 15 }, other: { a: 5 }, slow: { a: 3 } })]);
  const rounds = (cut: ReturnType<typeof cutPlan>) => cut.map((each) => each.rounds);

  it("leaves the same share of each", () => {
    expect(rounds(cutPlan(plan, { round: 1, share: 0.6 }))).toEqual([9, 3, 2]);
  });

  it("takes nothing back that has been measured", () => {
    expect(rounds(cutPlan(plan, { round: 4, share: 0.1 }))).toEqual([4, 4, 3]);
  });

  it("leaves the first round whatever happens", () => {
    expect(rounds(cutPlan(plan, { round: 0, share: 0 }))).toEqual([1, 1, 1]);
  });

  it("leaves what a bound may be about as it is, where it can", () => {
    expect(rounds(cutPlan(plan, { round: 1, share: 0.6, of: "others" }))).toEqual([15, 3, 2]);
  });

  it("finds the largest share that fits", () => {
    const second = () => 1;
    const left = (cut: ReturnType<typeof fittingCut>) => secondsLeft(cutPlan(plan, { round: 1, ...cut }), 1, second);
    expect(secondsLeft(plan, 1, second)).toBe(20);
    expect(left(fittingCut(plan, 1, 20, second))).toBe(20);

    const ofOthers = fittingCut(plan, 1, 17, second);
    expect(ofOthers.of).toBe("others");
    expect(left(ofOthers)).toBeLessThanOrEqual(17);
    expect(left({ ...ofOthers, share: ofOthers.share + 0.01 })).toBeGreaterThan(17);

    const ofAll = fittingCut(plan, 1, 11, second);
    expect(ofAll.of).toBeUndefined();
    expect(left(ofAll)).toBeLessThanOrEqual(11);
    expect(left({ share: ofAll.share + 0.01 })).toBeGreaterThan(11);
    expect(fittingCut(plan, 1, -5, second)).toEqual({ share: 0 });
  });
});
