// The functions over a real text of 200 KB, the CommonMark specification, against what JavaScript's own strings say.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import * as strings from "./strings-js/index.js";

const { text } = createRequire(import.meta.url)("commonmark-spec") as { text: string };
const rows = text.split("\n");
const { Builder, Reader } = strings;

test("the text has what makes strings difficult", () => {
  assert.ok(text.length > 200_000);
  assert.match(text, /[\u0080-\u07ff]/);
  assert.match(text, /[\u0800-\uffff]/);
});

test("splitting and joining agree with JavaScript", () => {
  assert.deepEqual(strings.split(text, "\n"), rows);
  assert.deepEqual([...strings.splitSeq(text, "\n")], rows);
  assert.equal([...strings.lines(text)].join(""), text);
  assert.equal(strings.join(rows, "\r\n"), rows.join("\r\n"));
  assert.deepEqual(
    strings.fields(text),
    text.split(/[\s\u0085]+/u).filter((word) => word !== ""),
  );
  assert.deepEqual([...strings.fieldsSeq(text)], strings.fields(text));
  assert.deepEqual(strings.splitN(text, "the", 3), [
    ...text.split("the").slice(0, 2),
    text.split("the").slice(2).join("the"),
  ]);
});

test("searching agrees with JavaScript, counted in bytes", () => {
  for (const part of ["the", "→", "CommonMark", "no such words here", "\n\n"]) {
    const at = text.indexOf(part);
    assert.equal(strings.contains(text, part), at >= 0, part);
    assert.equal(strings.index(text, part), at < 0 ? -1 : new TextEncoder().encode(text.slice(0, at)).length, part);
    assert.equal(strings.count(text, part), text.split(part).length - 1, part);
  }
  assert.equal(strings.hasPrefix(text, "---"), text.startsWith("---"));
});

test("replacing agrees with JavaScript", () => {
  assert.equal(strings.replaceAll(text, "the", "THE"), text.replaceAll("the", "THE"));
  const table: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", "→": "\t" };
  const replacer = strings.newReplacer(...Object.entries(table).flat());
  assert.equal(
    replacer.replace(text),
    text.replaceAll(/[<>&→]/g, (found) => table[found]!),
  );
  replacer[Symbol.dispose]();
});

test("callbacks are called for each character", () => {
  let calls = 0;
  const swapped = strings.map((rune) => {
    calls++;
    const letter = String.fromCodePoint(rune);
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    return [...other].length === 1 ? other.codePointAt(0)! : rune;
  }, text);
  assert.equal(calls, [...text].length);
  assert.equal([...swapped].length, calls);
  assert.notEqual(swapped, text);
  assert.deepEqual(
    strings.fieldsFunc("a1b22c", (rune) => rune >= 0x30 && rune <= 0x39),
    ["a", "b", "c"],
  );
  assert.equal(strings.indexFunc(text, (rune) => rune > 0x7f) >= 0, true);
});

test("an iterator that is left early stops Go's loop, and can be begun again", () => {
  const words = strings.fieldsSeq(text);
  const [first] = strings.fields(text);
  for (let round = 0; round < 100; round++) {
    for (const word of words) {
      assert.equal(word, first);
      break;
    }
  }
  // The loop of Lines changes the text that it has left, so in Go too a second loop goes on where the first one was left.
  const lines = strings.lines(text);
  for (const row of rows.slice(0, 100)) {
    for (const line of lines) {
      assert.equal(line, `${row}\n`);
      break;
    }
  }
});

test("a Builder holds what is written to it, and a Reader gives it out again", () => {
  const builder = new Builder();
  for (const row of rows) builder.writeString(row);
  assert.equal(builder.string(), rows.join(""));
  const reader = strings.newReader(text);
  const buffer = new Uint8Array(1000);
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) {
    const count = reader.read(buffer);
    assert.deepEqual(buffer.subarray(0, count), bytes.subarray(at, at + count));
    at += count;
  }
  assert.equal(reader.len(), 0);
  assert.ok(reader instanceof Reader);
  reader.reset("again");
  assert.equal(Number(reader.writeTo(builder)), 5);
  assert.ok(builder.string().endsWith("again"));
});
