// Patterns over the CommonMark specification, against JavaScript's RegExp where both read a pattern the same.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { mustCompile, Regexp } from "./regexp-js/index.js";

const { text } = createRequire(import.meta.url)("commonmark-spec") as { text: string };

/** Patterns, and the flags that make JavaScript read them as RE2 does. */
const patterns: readonly (readonly [string, string?])[] = [
  ["[A-Za-z]+"],
  ['https?://[^\\s"<>()]+'],
  ["\\bth(e|is|at)\\b"],
  ["(\\w+)@(\\w+)\\.(\\w+)"],
  ["^#{1,6} .*$", "m"],
  ["(?:a|ab)(?:c|bcd)?"],
  ["[^\\x00-\\x7f]+"],
  ["example ([0-9]+)", "i"],
  ["\\*\\*(.+?)\\*\\*"],
  ["`{3,}[\\s\\S]*?`{3,}"],
];

for (const [pattern, flags = ""] of patterns) {
  test(`${pattern} finds what RegExp finds`, () => {
    const ours = mustCompile(flags === "" ? pattern : `(?${flags})${pattern}`);
    const theirs = [...text.matchAll(new RegExp(pattern, `g${flags}u`))];
    assert.deepEqual(
      ours.findAllString(text, -1),
      theirs.map(([found]) => found),
    );
    assert.deepEqual(
      ours.findAllStringSubmatch(text, -1),
      theirs.map((groups) => Array.from(groups, (group) => group ?? "")),
    );
    assert.equal(ours.matchString(text), theirs.length > 0);
    assert.equal(ours.numSubexp(), (theirs[0]?.length ?? ours.numSubexp() + 1) - 1);
    const bytes = new TextEncoder().encode(text);
    for (const [index, [start = 0, end = 0]] of ours.findAllStringIndex(text, 20).entries()) {
      assert.equal(new TextDecoder().decode(bytes.subarray(start, end)), theirs[index]?.[0]);
    }
  });
}

test("replacing with a function is what replaceAll does", () => {
  const shout = (found: string) => `<${found.toUpperCase()}>`;
  assert.equal(
    mustCompile("\\b[a-z]{10,}\\b").replaceAllStringFunc(text, shout),
    text.replaceAll(/\b[a-z]{10,}\b/g, shout),
  );
  const bytes = mustCompile("[aeiou]").replaceAllFunc(new TextEncoder().encode("gopher"), (found) =>
    Uint8Array.of(found[0]! - 32),
  );
  assert.equal(new TextDecoder().decode(bytes), "gOphEr");
});

test("what the replacing function throws is thrown, the same object", () => {
  const stop = new Error("stop");
  let calls = 0;
  assert.throws(
    () =>
      mustCompile("the").replaceAllStringFunc(text, (found) => {
        if (++calls === 10) throw stop;
        return found;
      }),
    (error) => error === stop,
  );
  assert.equal(calls, 10);
});

test("a JavaScript reader of runes is an io.RuneReader's stand-in as text", () => {
  assert.equal(mustCompile("CommonMark").matchReader(text), true);
  assert.deepEqual(Array.from(mustCompile("é+").findReaderIndex("caféé")), [3, 7]);
});

test("time grows with the text, whatever the pattern", () => {
  const evil = mustCompile("(x+x+)+y");
  assert.equal(evil.matchString("x".repeat(20_000)), false);
  assert.ok(evil instanceof Regexp);
  assert.equal(evil.string(), "(x+x+)+y");
});
