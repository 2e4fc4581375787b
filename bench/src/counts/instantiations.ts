import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, root } from "../../../scripts/root.ts";
import { run } from "../../../scripts/run.ts";
import { modules } from "../build.ts";
import type { Counts } from "../results.ts";

/** What a program says of the functions of a suite: TypeScript works out their types. */
const programs: readonly { readonly suite: string; readonly contender: string; readonly lines: readonly string[] }[] = [
  {
    suite: "calls",
    contender: "topher",
    lines: [
      'import { fn, open, t } from "topher";',
      'const go = open("./libbaseline.so", {',
      "  noop: fn([], t.void),",
      "  add2: fn([t.f64, t.f64], t.f64),",
      "  add: fn([t.i64, t.i64], t.i64),",
      "  sum: fn([t.slice(t.f64)], t.f64),",
      "  normalize: fn([t.slice(t.f64), t.slice(t.f64)], t.int),",
      "});",
      "go.noop();",
      "export const sum: number = go.add2(1, 2) + Number(go.add(1n, 2n)) + go.sum([1]);",
      "export const count: number | bigint = go.normalize(new Float64Array(8), new Float64Array(8));",
    ],
  },
  {
    suite: "calls",
    contender: "generated",
    lines: [
      `import * as go from ${JSON.stringify(modules.work)};`,
      "go.noop();",
      "export const sum: number = go.add2(1, 2) + Number(go.add(1n, 2n)) + go.sum(new Float64Array(8));",
      "export const count: number = go.normalize(new Float64Array(8), new Float64Array(8));",
    ],
  },
  {
    suite: "values",
    contender: "topher",
    lines: [
      `import * as go from ${JSON.stringify(modules.values)};`,
      "export const half: number = go.half(1);",
      'export const item: go.Item = go.moveItem({ id: 1n, price: 2, name: "three" });',
      "export const all: go.Item[] = go.echoItems(go.items(3));",
      "export const sum: number = go.callBack(3, (x) => 2 * x) + go.newCounter(1).add(2);",
    ],
  },
];

const options = {
  strict: true,
  noEmit: true,
  module: "nodenext",
  target: "esnext",
  lib: ["esnext"],
  types: ["node"],
  skipLibCheck: true,
};

/** Counts the types that TypeScript makes of a program that calls a suite's functions: what an editor has to do before it can say anything. */
export async function countInstantiations(): Promise<Counts[]> {
  const all: Counts[] = [];
  for (const { suite, contender, lines } of programs) {
    const folder = path.join(cacheFolder, "bench", "types", `${suite}-${contender}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "program.ts"), `${lines.join("\n")}\n`);
    writeFileSync(
      path.join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, files: ["program.ts"] }),
    );
    const tsc = path.join(root, "node_modules/typescript/bin/tsc");
    const args = [tsc, "-p", folder, "--extendedDiagnostics", "--singleThreaded"];
    const { output } = await run(`bench/types-${suite}-${contender}`, process.execPath, args, { check: true });
    const found = /Instantiations:\s+(\d+)/.exec(output)?.[1];
    if (found === undefined) throw new Error(`TypeScript did not say how many types it has made\n${output}`);
    all.push({ suite, case: "types", contender, counts: { instantiations: Number(found) } });
  }
  return all;
}
