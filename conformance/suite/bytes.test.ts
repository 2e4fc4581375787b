// Bytes of every size that runtimes treat differently: Go works on the caller's own memory, wherever that begins.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fn, open, t } from "topher";
import { leaked } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const lib = open(libraryUrl("fixture"), {
  bytesSum: fn([t.bytes], t.int),
  bytesPattern: fn([t.bytes, t.u8], t.void),
  bytesInvert: fn([t.bytes], t.void),
  bytesAddress: fn([t.bytes], t.pointer),
  bytesLength: fn([t.bytes], t.int),
  bytesEcho: fn([t.bytes], t.bytes, { free: "freeBuffer" }),
  bytesNull: fn([], t.bytes),
  echoPointer: fn([t.pointer], t.pointer),
});

after(() => assert.equal(leaked(), 0, "buffers that nobody freed"));

// 64 bytes is where V8 stops keeping a view's bytes on its own heap, 1000 where Bun does.
const sizes = [0, 1, 8, 64, 1000, 1001, 10_000_000];

for (const size of sizes) {
  const pattern = (): Uint8Array => new Uint8Array(size).map((_, i) => i);

  test(`bytesSum reads ${size} bytes`, () => {
    const bytes = pattern();
    assert.equal(lib.bytesLength(bytes), size);
    assert.equal(
      lib.bytesSum(bytes),
      bytes.reduce((sum, byte) => sum + byte, 0),
    );
  });

  test(`bytesPattern writes ${size} bytes, and JavaScript sees them`, () => {
    const bytes = new Uint8Array(size);
    lib.bytesPattern(bytes, 3);
    assert.ok(bytes.every((byte, i) => byte === ((i + 3) & 0xff)));
    lib.bytesInvert(bytes);
    assert.ok(bytes.every((byte, i) => byte === (~(i + 3) & 0xff)));
  });

  test(`bytesInvert touches nothing around ${size} bytes`, () => {
    const around = new Uint8Array(size + 32).fill(0x55);
    const inside = around.subarray(16, 16 + size);
    lib.bytesInvert(inside);
    assert.ok(around.subarray(0, 16).every((byte) => byte === 0x55));
    assert.ok(around.subarray(16 + size).every((byte) => byte === 0x55));
    assert.ok(inside.every((byte) => byte === 0xaa));
  });

  test(`bytesEcho gives ${size} bytes that belong to JavaScript`, () => {
    const bytes = pattern();
    const echoed = lib.bytesEcho(bytes);
    assert.ok(echoed instanceof Uint8Array && echoed.buffer instanceof ArrayBuffer);
    assert.equal(echoed.byteOffset, 0);
    assert.equal(Buffer.compare(echoed, bytes), 0);
    if (size === 0) return;
    echoed[0] = 99;
    assert.equal(bytes[0], 0);
  });

  // The test that nothing is copied: what Go gets is the address of the view itself.
  test(`bytesAddress gets the caller's own ${size} bytes at any offset`, () => {
    const bytes = new Uint8Array(size + 64);
    const start = lib.echoPointer(bytes);
    assert.ok(start !== null);
    assert.equal(lib.bytesAddress(bytes), start);
    for (const offset of [0, 1, 3, 8, 17, 64]) {
      const inside = bytes.subarray(offset, offset + size);
      if (size > 0) assert.equal(lib.bytesAddress(inside), start + BigInt(offset));
      assert.equal(lib.bytesLength(inside), size);
    }
  });

  test(`bytesInvert finds ${size} bytes again after they were collected around`, () => {
    const bytes = pattern();
    for (let i = 0; i < 1000; i++) {
      void new Uint8Array(1000);
      lib.bytesInvert(bytes);
      if (size > 1001) break;
    }
    assert.equal(bytes[0], size === 0 ? undefined : size > 1001 ? 0xff : 0);
  });
}

test("bytesSum takes a Buffer, also one inside Node's pool", () => {
  const pooled = Buffer.from("hello");
  assert.equal(lib.bytesSum(pooled), 532);
  lib.bytesInvert(pooled);
  assert.equal(pooled[0], ~0x68 & 0xff);
});

test("bytesSum takes a subclass of Uint8Array", () => {
  class Mine extends Uint8Array {}
  assert.equal(lib.bytesSum(Mine.of(1, 2, 3)), 6);
});

test("bytesNull is empty", () => assert.deepEqual(lib.bytesNull(), new Uint8Array(0)));

test("bytesNull is null where that is declared", () => {
  const nullable = open(libraryUrl("fixture"), {
    bytesNull: fn([], t.nullable(t.bytes)),
    bytesSum: fn([t.nullable(t.bytes)], t.int),
  });
  assert.equal(nullable.bytesNull(), null);
  assert.equal(nullable.bytesSum(null), 0);
  assert.equal(nullable.bytesSum(Uint8Array.of(1, 2)), 3);
});

test("bytesEcho frees what it gives however often it is called", () => {
  const bytes = Uint8Array.of(1, 2, 3);
  for (let i = 0; i < 10_000; i++) lib.bytesEcho(bytes);
  assert.equal(leaked(), 0);
});

test("bytesSum is right for one view before and after it moves", () => {
  // Reading `buffer` moves a small view off the engine's heap; so may the optimising compiler.
  const bytes = Uint8Array.of(1, 2, 3, 4);
  for (let i = 0; i < 100_000; i++) {
    if (lib.bytesSum(bytes) !== 10) assert.fail(`wrong at call ${i}`);
    if (i === 50_000) void bytes.buffer;
  }
});

nothingLeft();
