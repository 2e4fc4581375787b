import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { contendersOf } from "../contenders.ts";
import { readRun, savedFolder } from "../run-file.ts";
import { suites } from "../suites/index.ts";
import { claimedCases, claimFor, onOneCore } from "./claims.ts";
import { disagreements } from "./disagreements.ts";

const { cases, entries } = suites.find(({ name }) => name === "tutorial")!;
const contenders = contendersOf(entries, ["24"]);

test("something is claimed of every workload that JavaScript does too", () => {
  const javascript = contenders.find(({ name }) => name === "javascript/node24")!;
  const names = cases.map(({ name }) => name).filter((name) => javascript.without(onOneCore(name)) === undefined);
  expect(claimedCases).toEqual(names);
});

test("a twentieth is a gain, and less is none", () => {
  expect([0.5, 0.95, 0.96, 1, 2].map(claimFor)).toEqual(["gain", "gain", "no gain", "no gain", "no gain"]);
});

test("figures that say something else than a claim are told", () => {
  const sample = (contender: string, best: number) => {
    return {
      case: contender.startsWith("topher") ? "pi-cores:10000000" : "pi:10000000",
      contender,
      best,
      median: best,
      mean: best,
      p25: best,
      p75: best,
      p99: best,
      calls: 1,
    };
  };
  expect(disagreements([sample("topher/node24", 40), sample("javascript/node24", 100)], contenders)).toEqual([]);
  expect(disagreements([sample("topher/node24", 99), sample("javascript/node24", 100)], contenders)).toEqual([
    'pi-cores:10000000 in node24: the documentation claims "gain", and topher takes 0.99 of JavaScript\'s time',
  ]);
});

const kept = ["full", "strict"].map((name) => path.join(savedFolder, `${name}.jsonl`)).filter(existsSync);

test.skipIf(kept.length === 0)("the runs that Git keeps say what is claimed", () => {
  const samples = kept.flatMap((file) => readRun(file).samples);
  expect(disagreements(samples, contenders)).toEqual([]);
});
