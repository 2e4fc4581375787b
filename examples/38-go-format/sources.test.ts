// The formatter on every Go file of this repository: what is formatted stays as it is, and what is not becomes it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { ByteSink, GoError } from "topher";
import { node, source } from "./go-format-js/format/index.js";
import { File as GoFile, inspect, FuncDecl, type Node } from "./go-format-js/ast/index.js";
import { Mode, parseFile } from "./go-format-js/parser/index.js";
import { newFileSet } from "./go-format-js/token/index.js";

const go = path.resolve(import.meta.dirname, "../../go");
const files = readdirSync(go, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".go") && !/testdata|vendor|dist/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(go, file), "utf8") }));
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Only what is formatted now: somebody may be in the middle of a change. */
const formatted = files.filter(({ text }) => {
  try {
    return decode(source(encode(text))) === text;
  } catch {
    return false;
  }
});

test("almost every file of the repository is formatted", () => {
  assert.ok(files.length > 50);
  assert.ok(formatted.length >= files.length * 0.9, `${formatted.length} of ${files.length}`);
});

test("source gives indentation back", () => {
  for (const { file, text } of formatted) {
    if (text.includes("`")) continue; // raw strings may span lines, and their tabs are theirs
    assert.equal(decode(source(encode(text.replaceAll(/^\t+/gm, (tabs) => "  ".repeat(tabs.length))))), text, file);
  }
});

test("node prints what parseFile read, comments and all", () => {
  for (const { file, text } of formatted) {
    const set = newFileSet();
    const tree = parseFile(set, file, text, Mode.parseComments);
    const sink = new ByteSink();
    node(sink, set, tree);
    assert.equal(sink.text(), text, file);
    assert.ok(tree instanceof GoFile);
    tree[Symbol.dispose]();
    set[Symbol.dispose]();
  }
});

test("inspect calls JavaScript for each node of the tree", () => {
  const { text } = formatted.find(({ file }) => file.includes("host/call"))!;
  const names: string[] = [];
  inspect(parseFile(newFileSet(), "x.go", text, 0), (each: Node | null) => {
    if (each instanceof FuncDecl) names.push(each.name?.name ?? "");
    return true;
  });
  assert.deepEqual(
    names,
    [...text.matchAll(/^func (?:\([^)]*\) )?(\w+)/gm)].map(([, name]) => name),
  );
});

test("source without its end throws a GoError that names the line", () => {
  let refused = 0;
  for (const { text } of formatted.slice(0, 50)) {
    const cut = text.slice(0, text.lastIndexOf("}"));
    if (cut.length < text.length - 5 || !cut.includes("{")) continue;
    assert.throws(
      () => source(encode(cut)),
      (error: unknown) => error instanceof GoError && /^\d+:\d+: /.test(error.message),
    );
    refused++;
  }
  assert.ok(refused > 10);
});
