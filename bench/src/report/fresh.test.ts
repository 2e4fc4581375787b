// What is committed is what the generator makes of the committed run, byte for byte.
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../scripts/root.ts";
import { parseRun } from "../run-file.ts";
import { withCharts } from "./markdown/chart-regions.ts";
import { reported } from "./reported.ts";
import { savedInputs } from "./saved.ts";
import { outputOf } from "./output.ts";

test("docs/benchmarks.md and docs/benchmarks are those of the saved run (npm run bench:report)", async () => {
  const docs = path.join(root, "docs");
  const inputs = savedInputs();
  const made = inputs === undefined ? new Map<string, string>() : await outputOf(...inputs);
  const there = globSync("benchmarks/*", { cwd: docs });
  if (existsSync(path.join(docs, "benchmarks.md"))) there.push("benchmarks.md");
  expect(there.toSorted()).toEqual([...made.keys()].toSorted());
  const stale = there.filter((name) => readFileSync(path.join(docs, name), "utf8") !== made.get(name));
  expect(stale).toEqual([]);
  // A page that loads at once.
  const page = ["index.html", "page.js"].map((name) => made.get(`benchmarks/${name}`)?.length ?? 0);
  expect(page[0]! + page[1]!).toBeLessThan(1_000_000);
});

test("README.md has the charts of the saved run (npm run bench:report)", () => {
  const inputs = savedInputs();
  const text = readFileSync(path.join(root, "README.md"), "utf8");
  const fresh = inputs === undefined ? text : withCharts(text, reported(parseRun(inputs[0].text)));
  expect(text).toBe(fresh);
});
