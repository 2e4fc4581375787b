// Text and bytes.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

const texts: Readonly<Record<string, string>> = {
  "the empty text": "",
  "one letter": "x",
  "U+0000": "a\0b\0",
  "two bytes a letter": "äöü ß",
  "three bytes a letter": "日本語 €",
  "four bytes a letter": "😀🏳️‍🌈",
  "U+FEFF at the beginning": "\ufeffbom",
  "the last code points": "\u{ffff}\u{10ffff}",
  "line ends": "a\r\nb\u2028c",
  "a text of 10,000 letters": "naïve 😀 ".repeat(1250),
};

for (const [what, text] of Object.entries(texts)) {
  test(`echo gives ${what} back`, () => assert.equal(f.echo(text), text));
}

for (const length of [31, 32, 33, 255, 256, 4095, 4096, 4097, 65_536, 1_000_000]) {
  test(`echo gives ${length} letters back`, () => {
    for (const letter of ["x", "é", "€"]) {
      const text = letter.repeat(length);
      assert.ok(f.echo(text) === text, letter);
    }
  });
}

test("echo makes U+FFFD of lone surrogates", () => {
  assert.equal(f.echo("a\ud800"), "a\ufffd");
  assert.equal(f.echo("\udc00\ud800b"), "\ufffd\ufffdb");
});

test("isValid is so for whatever comes from JavaScript", () => {
  for (const text of ["", "\ud800", "x\udfff\ud83d", "😀"]) assert.equal(f.isValid(text), true);
});

test("invalid makes U+FFFD of bytes that are no UTF-8", () => assert.equal(f.invalid(), "a\ufffdb\ufffd\ufffdc"));

test("byteLen counts the bytes of UTF-8", () => {
  assert.deepEqual(
    ["", "a", "ä", "€", "😀", "a\0"].map((text) => f.byteLen(text)),
    [0, 1, 2, 3, 4, 2],
  );
});

test("concat takes two texts in order", () => assert.equal(f.concat("a\0", "😀"), "a\0😀"));

test("greet greets", () => assert.equal(f.greet("Ann"), "Hello, Ann!"));

test("repeat gives a text that is larger than the arena", () => {
  const text = f.repeat("ab€", 500_000);
  assert.equal(text.length, 1_500_000);
  assert.ok(text === "ab€".repeat(500_000));
});

test("cut gives its ok beside the texts", () => {
  assert.deepEqual(f.cut("a=b=c", "="), ["a", "b=c", true]);
  assert.deepEqual(f.cut("abc", "="), ["abc", "", false]);
});

test("joinAll takes any number of texts", () => {
  assert.equal(f.joinAll("-"), "");
  assert.equal(f.joinAll("-", "a", "b", ""), "a-b-");
  refuses(
    "TOPHER_TYPE",
    () => call["joinAll"]!("-", "a", 5),
    "features.joinAll: parameter 2 (parts)[1] must be a string, got number 5",
  );
});

test("echo refuses what is no text", () => {
  const at = "features.echo: parameter 1 (s) must be a string, got";
  refuses("TOPHER_TYPE", () => call["echo"]!(1), `${at} number 1`);
  refuses("TOPHER_TYPE", () => call["echo"]!(null), `${at} null`);
  refuses("TOPHER_TYPE", () => call["echo"]!(["x"]), `${at} an array of 1`);
  refuses("TOPHER_TYPE", () => call["echo"]!({ toString: () => "x" }), `${at} an object`);
  refuses("TOPHER_TYPE", () => call["echo"]!(Object("x")), `${at} an object of class String`);
});

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test("echoBytes gives bytes back, of every length", () => {
  for (const n of [0, 1, 7, 8, 4096, 1_000_000]) assert.deepEqual(f.echoBytes(f.makeBytes(n)), f.makeBytes(n));
});

test("echoBytes gives memory of JavaScript's own", () => {
  const first = f.echoBytes(bytes(1, 2, 3));
  const second = f.echoBytes(bytes(4, 5, 6));
  assert.deepEqual(first, bytes(1, 2, 3));
  assert.notEqual(first.buffer, second.buffer);
  first.fill(9);
  assert.deepEqual(second, bytes(4, 5, 6));
});

test("sameBytes gives a copy of what it was given", () => {
  const given = bytes(1, 2);
  const got = f.sameBytes(given);
  got.fill(0);
  assert.deepEqual(given, bytes(1, 2));
});

test("sameBytes gives what does not fit into the arena, again and again", () => {
  const sizes = [300_000, 1, 3_000_000, 0, 5_000_000, 300_001];
  for (const [i, size] of [...sizes, ...sizes].entries()) {
    const given = new Uint8Array(size).fill(i + 1);
    const got = f.sameBytes(given);
    given.fill(0);
    assert.equal(got.length, size);
    assert.equal(
      got.findIndex((byte) => byte !== i + 1),
      -1,
    );
    assert.equal(got.byteOffset, 0);
    assert.equal(got.buffer.byteLength, size);
  }
});

test("sumBytes takes a part of a buffer", () => {
  assert.equal(f.sumBytes(bytes(1, 2, 3, 4).subarray(1, 3)), 5);
  assert.equal(f.sumBytes(bytes()), 0);
});

test("fillBytes writes into the argument, and not beside it", () => {
  const whole = bytes(1, 2, 3, 4);
  f.fillBytes(whole.subarray(1, 3), 9);
  assert.deepEqual(whole, bytes(1, 9, 9, 4));
});

test("nilBytes arrives empty", () => assert.deepEqual(f.nilBytes(), bytes()));

test("isNilBytes gets no nil from JavaScript", () => assert.equal(f.isNilBytes(bytes()), false));

test("fold gives an array of bytes", () => assert.deepEqual(f.fold(bytes(1, 2, 3, 4, 5)), bytes(4, 2, 3, 4)));

test("reverseDigest takes an array of bytes of its length only", () => {
  assert.deepEqual(f.reverseDigest(bytes(1, 2, 3, 4)), bytes(4, 3, 2, 1));
  for (const n of [0, 3, 5]) {
    const rule = "features.reverseDigest: parameter 1 (d) must be a Uint8Array, of 4, got";
    refuses("TOPHER_RANGE", () => f.reverseDigest(new Uint8Array(n)), `${rule} Uint8Array(${n})`);
  }
});

test("echoChunks takes and gives a list of bytes", () => {
  assert.deepEqual(f.echoChunks([bytes(1), bytes(), bytes(2, 3)]), [bytes(1), bytes(), bytes(2, 3)]);
});

// The result of the one is what it was lent: both refuse the same.
for (const [name, parameter] of [
  ["sameBytes", "b"],
  ["sumBytes", "b"],
] as const) {
  const at = `features.${name}: parameter 1 (${parameter}) must be a Uint8Array`;

  test(`${name} refuses what is no Uint8Array`, () => {
    for (const [value, text] of [
      [[1], "an array of 1"],
      [new Int8Array(1), "Int8Array(1)"],
      [new Uint8ClampedArray(2), "Uint8ClampedArray(2)"],
      [new DataView(new ArrayBuffer(1)), "a DataView"],
      [new ArrayBuffer(1), "an object of class ArrayBuffer"],
      ["x", 'string "x"'],
      [null, "null"],
    ] as const)
      refuses("TOPHER_TYPE", () => call[name]!(value), `${at}, got ${text}`);
  });

  test(`${name} refuses memory that may change or move`, () => {
    const gone = new Uint8Array(4);
    structuredClone(gone.buffer, { transfer: [gone.buffer] });
    const resizable = new Uint8Array(new ArrayBuffer(1, { maxByteLength: 5 }));
    refuses("TOPHER_BUFFER", () => call[name]!(gone), `${at} that is not detached, got Uint8Array(0)`);
    refuses("TOPHER_BUFFER", () => call[name]!(resizable), /of fixed size, .*pass a copy, view\.slice\(\)/);
    refuses("TOPHER_BUFFER", () => call[name]!(new Uint8Array(new SharedArrayBuffer(1))), /that is not shared/);
  });
}

nothingLeft();
