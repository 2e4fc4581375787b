// Archives of this repository's documents: what Go writes, zlib of JavaScript inflates, and what goes in comes out.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { ByteSink, GoError } from "topher";
import { deflate, FileHeader, newReader, newWriter, Reader, store } from "./archive-zip-js/index.js";

const docs = path.resolve(import.meta.dirname, "../../docs");
const files = new Map<string, Uint8Array>(
  readdirSync(docs, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .toSorted()
    .map((file) => [file.replaceAll("\\", "/"), new Uint8Array(readFileSync(path.join(docs, file)))]),
);

/** An archive of some files. */
function zipped(method: number): Uint8Array {
  const sink = new ByteSink();
  const writer = newWriter(sink);
  for (const [name, content] of files) {
    const entry = writer.createHeader(
      new FileHeader({
        name,
        method,
        modified: new Date("2026-01-02T03:04:06Z"),
        comment: `of ${name}`,
      }),
    );
    assert.ok(entry !== null);
    // In two pieces: what an io.Writer is given before it is closed is one content.
    entry.write(content.subarray(0, 10));
    entry.write(content.subarray(10));
  }
  writer[Symbol.dispose](); // calls Close, which writes the directory of the archive
  return sink.bytes();
}

for (const [name, method] of [
  ["stored", store],
  ["deflated", deflate],
] as const) {
  test(`every file comes back, ${name}`, () => {
    assert.ok(files.size > 20);
    const archive = zipped(method);
    const reader = newReader(archive, archive.length);
    assert.deepEqual(
      reader.file.map((file) => file?.name),
      [...files.keys()],
    );
    for (const file of reader.file) {
      assert.ok(file !== null);
      const content = files.get(file.name)!;
      const opened = file.open();
      assert.deepEqual(opened.bytes(), content);
      opened.close();
      assert.equal(file.method, method);
      assert.equal(file.uncompressedSize64, BigInt(content.length));
      assert.equal(file.comment, `of ${file.name}`);
      assert.equal(file.modified.toISOString(), "2026-01-02T03:04:06.000Z");
    }
    reader[Symbol.dispose]();
  });
}

test("what Go compressed, the zlib of the runtime inflates", () => {
  const archive = zipped(deflate);
  const reader = newReader(archive, archive.length);
  for (const file of reader.file) {
    assert.ok(file !== null);
    const at = Number(file.dataOffset());
    const compressed = archive.subarray(at, at + Number(file.compressedSize64));
    assert.deepEqual(new Uint8Array(inflateRawSync(compressed)), files.get(file.name));
  }
  assert.ok(reader instanceof Reader);
});

test("a reader can be read in pieces, and is an iterable of them", () => {
  const archive = zipped(deflate);
  const [file] = newReader(archive, archive.length).file;
  const content = files.get(file!.name)!;
  const parts: number[] = [];
  for (const part of file!.open()) parts.push(...part);
  assert.deepEqual(Uint8Array.from(parts), content);
  const opened = file!.open();
  const into = new Uint8Array(7);
  const count = opened.read(into);
  assert.deepEqual(into.subarray(0, count), content.subarray(0, count));
});

test("a damaged archive is refused with Go's errors", () => {
  const archive = zipped(store);
  assert.throws(() => newReader(archive, archive.length - 30), GoError);
  const damaged = archive.slice();
  damaged[100] = damaged[100]! ^ 0xff;
  const [file] = newReader(damaged, damaged.length).file;
  assert.throws(() => file!.open().bytes(), /checksum error/);
});
