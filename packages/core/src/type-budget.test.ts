import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = path.join(root, ".cache/type-budget");

/** What checking a library of 400 functions and a call of each may cost. Measured with TypeScript 7.0.2, and 5 % on top. */
const budget = { instantiations: 7_100 };

// Signatures as libraries have them: mostly scalars, some slices and text, a few structs and callbacks.
const shapes: readonly (readonly [signature: string, call: string])[] = [
  ["fn([t.f64, t.f64], t.f64)", "(1, 2)"],
  ["fn([t.i64, t.i64], t.i64)", "(1n, 2)"],
  ["fn([t.slice(t.f64), t.slice(t.f64)], t.int)", "(new Float64Array(8), [1, 2])"],
  ["fn([t.cstring, t.int, t.bytes], t.int)", '("x", 2, new Uint8Array(8))'],
  ["fn([t.slice(t.string), t.string], t.string)", '(["x"], "y")'],
  ["fn([Point, t.ref(Point)], Point)", "({ x: 1, y: 2 }, { x: 3, y: 4 })"],
  ["fn([t.slice(Point)], t.owned(Point, 'release'))", "([{ x: 1, y: 2 }])"],
  ["fn([t.slice(t.f64), t.callback([t.f64, t.string], t.bool)], t.fallible(t.i64))", "([1], (x, s) => x > s.length)"],
];

test("types of a 400-function library stay within their budget of instantiations", () => {
  const functions = Array.from({ length: 400 }, (_, i) => shapes[i % shapes.length]!);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, "library.ts"),
    [
      'import type { Topher } from "@topher/core";',
      'import { fn, struct, t } from "@topher/core";',
      "declare const topher: Topher;",
      "const Point = struct({ x: t.f64, y: t.f64 });",
      'const lib = topher.open("./lib.so", {',
      ...functions.map(([signature], i) => `  f${i}: ${signature},`),
      "});",
      ...functions.map(([, call], i) => `lib.f${i}${call};`),
    ].join("\n"),
  );
  const options = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2022",
    lib: ["es2022", "esnext.disposable"],
    types: [],
  };
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, files: ["library.ts"] }),
  );
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const output = execFileSync(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics", "--singleThreaded"], {
    encoding: "utf8",
  });
  const instantiations = Number(/Instantiations:\s+(\d+)/.exec(output)?.[1]);
  console.log(`${instantiations} instantiations, budget ${budget.instantiations}`);
  expect(instantiations).toBeGreaterThan(400);
  expect(instantiations).toBeLessThanOrEqual(budget.instantiations);
});
