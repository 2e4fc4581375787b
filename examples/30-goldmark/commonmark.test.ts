// Every example of the CommonMark specification: what goldmark has to make of it is in the specification itself.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { ByteSink, stats } from "topher";
import { new as newMarkdown, withRendererOptions } from "./goldmark-js/goldmark/index.js";
import { withUnsafe, withXHTML } from "./goldmark-js/html/index.js";

/** What the npm package of the specification exports; it has no declarations. */
interface Specification {
  readonly text: string;
  readonly tests: readonly {
    readonly number: number;
    readonly section: string;
    readonly markdown: string;
    readonly html: string;
  }[];
}

const { text, tests } = createRequire(import.meta.url)("commonmark-spec") as Specification;
const markdown = newMarkdown(withRendererOptions(withUnsafe(), withXHTML()));

function toHTML(source: string): string {
  const sink = new ByteSink();
  markdown.convert(new TextEncoder().encode(source), sink);
  return sink.text();
}

test("goldmark passes every example of the specification", () => {
  assert.equal(tests.length, 652);
  for (const { number, section, markdown: source, html } of tests) {
    // The specification shows tabs as arrows.
    const [given, wanted] = [source, html].map((each) => each.replaceAll("→", "\t")) as [string, string];
    assert.equal(toHTML(given), wanted, `example ${number} (${section})`);
  }
});

test("convert gives the same for a document of 200 KB in one piece and in pieces", () => {
  const whole = toHTML(text);
  const pieces: Uint8Array[] = [];
  markdown.convert(new TextEncoder().encode(text), (piece) => {
    pieces.push(piece.slice());
  });
  assert.ok(pieces.length > 1);
  assert.equal(Buffer.concat(pieces).toString(), whole);
  assert.ok(whole.length > text.length / 2);
});

test("convert throws what the writer throws, the same object", () => {
  const full = new Error("the disk is full");
  const throwing = () => {
    throw full;
  };
  assert.throws(
    () => markdown.convert(new TextEncoder().encode(text), throwing),
    (error) => error === full,
  );
});

test("a thousand conversions leave nothing behind", () => {
  const before = stats();
  for (let round = 0; round < 1000; round++) toHTML("# *nothing* stays");
  const { handles, blobs } = stats();
  assert.deepEqual({ handles, blobs }, { handles: before.handles, blobs: before.blobs });
});
