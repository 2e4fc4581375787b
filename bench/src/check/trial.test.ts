import { expect, test } from "vitest";
import type { Bound, Found } from "../bounds/bound.ts";
import type { Contender } from "../contenders.ts";
import type { Step } from "../plan.ts";
import { groupsOf, stepsOfRun, tryGroup } from "./trial.ts";

const contender = (name: string): Contender => {
  const [kind] = name.split("/");
  return { name, kind: kind as Contender["kind"], title: name, without: () => undefined, command: () => [name] };
};
const [topher, ffi, c, ctypes] = ["topher/bun", "ffi/bun", "c", "ctypes"].map(contender) as [
  Contender,
  Contender,
  Contender,
  Contender,
];

function ratio(most: number, more: Partial<Bound> = {}): Bound {
  return { suite: "calls", case: "noop", contender: topher, against: ffi, most, what: "made up", ...more } as Bound;
}

function sample({ case: name, contender: by }: Step, best: number): Found {
  return { case: name, contender: by, best, median: best, mean: best, p25: best, p75: best, p99: best, calls: 1 };
}

/** Takes samples whose time is what is said, and counts them. */
function taking(timeOf: (step: Step) => number) {
  const steps: Step[] = [];
  const take = async (step: Step) => {
    steps.push(step);
    return sample(step, timeOf(step));
  };
  return { steps, take };
}

const rounds = 3;
const group = (...bounds: Bound[]) => ({ suite: "calls", cases: ["noop"], bounds, rounds });

test("two runs that agree end it, and the best of each run counts", async () => {
  const { steps, take } = taking(({ contender: by, round }) => (by === "ffi/bun" ? 100 : 100 + (round % rounds) * 50));
  const [verdict] = await tryGroup(group(ratio(1.15)), take);
  expect(verdict).toMatchObject({
    values: [1, 1],
    holds: true,
    contender: "topher/bun",
    against: "ffi/bun",
    most: 1.15,
  });
  expect(steps).toHaveLength(2 * 2 * rounds);
});

test("a third run decides where two do not agree", async () => {
  const { take } = taking(({ contender: by, round }) => (by === "topher/bun" && round < rounds ? 130 : 100));
  const [verdict] = await tryGroup(group(ratio(1.15)), take);
  expect(verdict).toMatchObject({ values: [1.3, 1, 1], holds: true });
});

test("only what is open is measured in the third run", async () => {
  const { steps, take } = taking(({ contender: by, round }) => (by === "topher/bun" && round < rounds ? 130 : 100));
  const [, settled] = await tryGroup(group(ratio(1.15), ratio(2, { against: c })), take);
  expect(settled!.values).toHaveLength(2);
  expect(steps.filter(({ round, contender: by }) => round >= 2 * rounds && by === "c")).toHaveLength(0);
});

test("a full run is the first of the runs", async () => {
  const first = [topher, ffi].map(({ name }) =>
    sample({ suite: "calls", case: "noop", contender: name, round: 0 }, 100),
  );
  const { steps, take } = taking(() => 100);
  const [verdict] = await tryGroup(group(ratio(1.15)), take, first);
  expect(verdict!.values).toEqual([1, 1]);
  expect(steps).toHaveLength(2 * rounds);
});

test("what a process that failed should have measured is not within its bound", async () => {
  const [verdict] = await tryGroup(group(ratio(1.15)), async () => undefined);
  expect(verdict).toMatchObject({ holds: false, values: [Number.NaN, Number.NaN] });
});

test("a bound is missed only as long as figures bear its reason out", async () => {
  const missed = { reason: "C takes too long itself", contender: c, against: ctypes, least: 1 / 3 };
  const bound = ratio(1 / 3, { against: ctypes, missed });
  const times = (ofC: number) => taking(({ contender: by }) => ({ c: ofC, ctypes: 100 })[by] ?? 90).take;
  const [known] = await tryGroup(group(bound), times(38));
  expect(known).toMatchObject({ holds: false, missed: "C takes too long itself" });
  const [unknown] = await tryGroup(group(bound), times(20));
  expect(unknown!.holds).toBe(false);
  expect(unknown).not.toHaveProperty("missed");
});

test("each round begins with another contender", () => {
  const steps = stepsOfRun({ suite: "calls", rounds: 2 }, [ratio(1)], 1);
  expect(steps.map(({ contender: by, round }) => `${by} ${round}`)).toEqual([
    "topher/bun 2",
    "ffi/bun 2",
    "ffi/bun 3",
    "topher/bun 3",
  ]);
});

test("a case is tried with the one that it is compared with", () => {
  const bounds = [
    ratio(1, { case: "pi" }),
    ratio(1, { case: "pi-cores", against: topher, againstCase: "pi" }),
    ratio(1, { case: "pi-cores" }),
    ratio(1, { case: "dot" }),
  ];
  const groups = groupsOf("tutorial", bounds, () => rounds);
  expect(groups.map(({ cases, bounds: own }) => [cases, own.length])).toEqual([
    [["pi", "pi-cores"], 3],
    [["dot"], 1],
  ]);
});

test("a ratio rests on fifteen pairs, however few rounds its suite has; a figure on the suite's", () => {
  const limit = {
    suite: "streams",
    case: "reader",
    contender: topher,
    unit: "MiB",
    figure: () => 0,
    what: "",
  } as Bound;
  expect(groupsOf("tutorial", [ratio(1)], () => 5).map((each) => each.rounds)).toEqual([15]);
  expect(groupsOf("streams", [limit], () => 5).map((each) => each.rounds)).toEqual([5]);
});
