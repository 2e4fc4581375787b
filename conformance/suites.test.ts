// Every file of the suites that opens a library ends with the case that counts what is left.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { programs } from "./stress/programs.ts";

const folder = import.meta.dirname;

/** Imports by which a file gets functions of a library; types are no functions. */
const opens = [
  /^import (?!type ).* from "(\.\.\/)+dist\/door2\//m,
  /^import (?!type )\{[^}]*\b(open|callback|wake)\b[^}]*\} from "topher"/m,
  /^import (?!type ).* from "\.\.\/kit\/fixture\.ts"/m,
];

for (const file of globSync("{suite,door2-suite}/*.test.ts", { cwd: folder }).toSorted()) {
  const text = readFileSync(`${folder}/${file}`, "utf8");
  if (!opens.some((each) => each.test(text))) continue;

  test(`${file} counts what its cases leave`, () => {
    assert.match(text, /^nothingLeft\(/m, "its last line is nothingLeft(), of kit/nothing-left.ts");
  });
}

for (const { name, file } of programs) {
  test(`${name} counts what it leaves, as every program that reports by stress()`, () => {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    assert.match(text, /\bawait stress\(/);
  });
}
