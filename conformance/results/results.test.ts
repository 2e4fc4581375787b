// The rule that says whether memory is flat, and what is kept of the long forms.
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { slope } from "../stress/curve.ts";
import { programs } from "../stress/programs.ts";
import { Random } from "../stress/random.ts";
import { tools } from "../stress/tools.ts";
import { instruments } from "../../scripts/instruments.ts";
import { fileOf, kept, merged, nameIn, readResults, resultsFolder } from "./results.ts";
import type { Row } from "./row.ts";

/** A hundred points of memory that a collector makes noisy, and that grows by so many bytes for each call. */
function memory(bytesPerCall: number): [number, number][] {
  const random = new Random(7);
  return Array.from({ length: 100 }, (_, i) => {
    const peak = random.next() < 0.1 ? 50_000_000 : 0;
    return [i * 10_000, 100_000_000 + i * 10_000 * bytesPerCall + 400_000 * random.next() + peak];
  });
}

test("slope is nearly 0 where memory is flat, whatever peaks it has", () => {
  assert.ok(Math.abs(slope(memory(0))) < 0.2, String(slope(memory(0))));
});

test("slope finds one byte in two calls below noise and peaks", () => {
  assert.ok(Math.abs(slope(memory(0.5)) - 0.5) < 0.2, String(slope(memory(0.5))));
  assert.ok(Math.abs(slope(memory(3)) - 3) < 0.2);
});

const row: Row = {
  program: "workers",
  runtime: "Bun",
  version: "1",
  date: "",
  seeds: [1],
  runs: 1,
  failures: 0,
  seconds: 1,
  figures: {},
};

test("merged puts a new row in the place of the old one and keeps the others", () => {
  const old: Row[] = [row, { ...row, runtime: "Deno" }, { ...row, program: "exits" }];
  const fresh: Row = { ...row, runs: 2 };
  const rows = merged(old, [fresh], ["exits", "workers"]);
  assert.deepEqual(rows, [{ ...row, program: "exits" }, fresh, { ...row, runtime: "Deno" }]);
});

for (const command of kept) {
  const results = readResults(command);
  const skip = results === undefined ? "it has not been run" : false;

  test(`${command} was kept without a failure`, { skip }, () => {
    const failed = results!.rows.filter(({ failures }) => failures > 0);
    assert.deepEqual(failed, []);
  });

  test(`${command} was kept of programs that there are, and is in README.md`, { skip }, () => {
    const text = readFileSync(path.join(resultsFolder, "README.md"), "utf8");
    const run = [...programs, ...tools].filter((each) => each.command === command);
    const known = new Set((command === "instruments" ? instruments : run).map(({ name }) => name));
    for (const row of results!.rows) {
      const { program, runtime, version } = row;
      assert.ok(known.has(nameIn(row)), `${fileOf(command)}: there is no program ${program}`);
      assert.ok(text.replaceAll(/ +/g, " ").includes(`\n| ${program} | ${runtime} (${version}) |`), program);
    }
  });
}

test("every curve that is kept has its pictures", () => {
  for (const file of globSync("*.csv", { cwd: resultsFolder })) {
    for (const scheme of ["light", "dark"]) {
      assert.ok(existsSync(path.join(resultsFolder, file.replace(/\.csv$/, `-${scheme}.svg`))), file);
    }
  }
});
