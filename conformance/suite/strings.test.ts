// Text: C strings, and strings with their length, into Go and out of it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fn, open, t } from "topher";
import { leaked } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const free = "freeString";
const lib = open(libraryUrl("fixture"), {
  stringLength: fn([t.nullable(t.cstring)], t.int),
  stringChecksum: fn([t.cstring], t.u64),
  stringUpper: fn([t.cstring], t.cstring, { free }),
  stringConcat: fn([t.cstring, t.cstring], t.cstring, { free }),
  stringNull: fn([], t.cstring),
  stringStatic: fn([], t.cstring),
  stringInvalid: fn([], t.cstring),
  stringLong: fn([t.int], t.nullable(t.cstring), { free }),
  stringEcho: fn([t.string, t.bytes], t.int),
  stringBytes: fn([t.string], t.int),
  stringRunes: fn([t.string], t.int),
  stringValid: fn([t.string], t.bool),
  stringHash: fn([t.string], t.u64),
  stringSame: fn([t.string, t.string], t.bool),
  stringResult: fn([t.string], t.string, { free }),
  stringResultNull: fn([], t.string),
  stringResultLong: fn([t.int], t.nullable(t.string), { free }),
  stringResultInvalid: fn([], t.string, { free }),
  freeString: fn([t.pointer], t.void),
});
const nullable = open(libraryUrl("fixture"), {
  stringNull: fn([], t.nullable(t.cstring)),
  stringResultNull: fn([], t.nullable(t.string)),
  stringResult: fn([t.nullable(t.string)], t.nullable(t.string), { free }),
});

after(() => assert.equal(leaked(), 0, "strings that nobody freed"));

const gopher = "🐹";
const texts: Readonly<Record<string, string>> = {
  "an empty text": "",
  "one letter": "a",
  "two bytes a letter": "ünïcödé",
  "three bytes a letter": "日本語",
  "an emoji": gopher,
  "emoji with joiners": "👩‍👩‍👧‍👦 🇨🇭",
  "NUL alone": "\0",
  "NUL inside": "a\0b\0\0c",
  "NUL at the end": "ab\0",
  "a byte order mark": "\uFEFFtext",
  "two byte order marks": "\uFEFF\uFEFF",
  "a lone high surrogate": "a\uD83Db",
  "a lone low surrogate": "a\uDC39b",
  "surrogates the wrong way round": "\uDC39\uD83D",
  "a lone surrogate at the end": "ab\uD83D",
  "the last code point": "\u{10FFFF}",
  noncharacters: "\uFFFE\uFFFF",
  "line ends": "a\r\nb\nc\u2028",
  "31 letters": "x".repeat(31),
  "32 letters": "x".repeat(32),
  "33 letters": "x".repeat(33),
  "31 letters and an emoji": `${"x".repeat(31)}${gopher}`,
  "an emoji and 31 letters": `${gopher}${"x".repeat(31)}`,
  "16384 letters": "y".repeat(16_384),
  "16385 letters": "y".repeat(16_385),
  "16384 emoji": gopher.repeat(16_384),
  "65536 letters": "z".repeat(65_536),
  "100000 letters of three bytes": "語".repeat(100_000),
};

for (const [name, text] of Object.entries(texts)) {
  // Lone surrogates are no text; UTF-8 has U+FFFD for them.
  const wellFormed = text.toWellFormed();
  const bytes = new TextEncoder().encode(text);

  test(`stringHash gets the UTF-8 of ${name}`, () => {
    assert.equal(lib.stringBytes(text), bytes.length);
    assert.equal(lib.stringHash(text), fnv1a(bytes));
    assert.equal(lib.stringRunes(text), [...wellFormed].length);
    assert.equal(lib.stringValid(text), true);
  });

  test(`stringResult gives back ${name}`, () => {
    assert.equal(lib.stringResult(text), wellFormed);
    assert.equal(nullable.stringResult(text), wellFormed);
    assert.equal(lib.stringSame(text, wellFormed), true);
  });

  test(`stringEcho writes ${name} into the caller's bytes`, () => {
    const out = new Uint8Array(bytes.length + 1).fill(7);
    assert.equal(lib.stringEcho(text, out), bytes.length);
    assert.deepEqual(out.subarray(0, bytes.length), bytes);
    assert.equal(out.at(-1), 7);
  });

  if (text.includes("\0")) {
    test(`stringChecksum refuses ${name}`, () => {
      refuses("TOPHER_NUL", () => lib.stringChecksum(text), /^fixture\.stringChecksum: parameter 1 must be a string w/);
    });
  } else {
    test(`stringConcat takes and gives ${name}`, () => {
      assert.equal(lib.stringChecksum(text), fnv1a(bytes));
      assert.equal(lib.stringConcat(text, text), wellFormed + wellFormed);
      assert.equal(lib.stringLength(text), bytes.length);
    });
  }
}

test("stringUpper works on text in Go", () => {
  assert.equal(lib.stringUpper("straße, ünïcödé"), "STRASSE, ÜNÏCÖDÉ".replace("SS", "ß"));
});

test("stringStatic is not freed", () => {
  for (let i = 0; i < 3; i++) assert.equal(lib.stringStatic(), "static, ünïcödé 🐹");
});

test("stringInvalid comes with U+FFFD for what is not UTF-8", () => {
  assert.equal(lib.stringInvalid(), "a\uFFFDb\uFFFDc");
});

test("stringResultInvalid comes with U+FFFD and its NUL", () => {
  assert.equal(lib.stringResultInvalid(), "a\uFFFD\0b\uFFFD");
});

test("stringNull throws TOPHER_NIL where null is not declared", () => {
  refuses("TOPHER_NIL", lib.stringNull, /^fixture\.stringNull: result is a null pointer/);
});

test("stringNull is null where that is declared", () => assert.equal(nullable.stringNull(), null));

test("stringResultNull is empty where null is not declared, for Go has no nil string", () => {
  assert.equal(lib.stringResultNull(), "");
});

test("stringResultNull is null where that is declared", () => assert.equal(nullable.stringResultNull(), null));

test("stringLength gets NULL for null", () => assert.equal(lib.stringLength(null), -1));

test("stringResult gets an empty text for null", () => assert.equal(nullable.stringResult(null), ""));

const wrong = { null: null, undefined, "1": 1, "1n": 1n, true: true, "an object": {}, "an array": ["a"] };
for (const [name, value] of Object.entries({ ...wrong, "a String object": Object("a"), "a symbol": Symbol("a") })) {
  test(`stringBytes and stringUpper refuse ${name}`, () => {
    const message = (symbol: string) => new RegExp(`^fixture\\.${symbol}: parameter 1 must be a string, got `);
    refuses("TOPHER_TYPE", () => lib.stringBytes(value as string), message("stringBytes"));
    refuses("TOPHER_TYPE", () => lib.stringUpper(value as string), message("stringUpper"));
    if (value !== null) refuses("TOPHER_TYPE", () => lib.stringLength(value as string), message("stringLength"));
  });
}

const tenMegabytes = 10_000_000;

test("stringBytes takes 10 MB", () => {
  assert.equal(lib.stringBytes("x".repeat(tenMegabytes)), tenMegabytes);
  assert.equal(lib.stringLength("y".repeat(tenMegabytes)), tenMegabytes);
});

test("stringResult gives 10 MB back", () => {
  const text = "a\0é語🐹".repeat(tenMegabytes / 11);
  const back = lib.stringResult(text);
  assert.ok(back === text, `${back.length} came back`);
});

test("stringLong and stringResultLong give 10 MB", () => {
  const text = "abcdefghijklmnopqrstuvwxyz".repeat(tenMegabytes / 26 + 1).slice(0, tenMegabytes);
  assert.ok(lib.stringLong(tenMegabytes) === text);
  assert.ok(lib.stringResultLong(tenMegabytes) === text);
});

// A C string is read in pieces that end where pages end.
test("stringLong is read right at every length around a page", () => {
  for (let length = 4080; length < 4112; length++) assert.equal(lib.stringLong(length)!.length, length);
  for (const length of [0, 1, 8191, 8192, 8193]) assert.equal(lib.stringLong(length)!.length, length);
  assert.equal(lib.stringLong(-1), null);
});

test("stringUpper counts as live until it is freed", () => {
  const pointers = open(libraryUrl("fixture"), { stringUpper: fn([t.cstring], t.pointer) });
  const before = leaked();
  const pointer = pointers.stringUpper("kept");
  assert.equal(leaked(), before + 1);
  lib.freeString(pointer);
  assert.equal(leaked(), before);
  lib.freeString(pointer);
  assert.equal(leaked(), before);
});

test("stringUpper is freed however often it is called", () => {
  for (let i = 0; i < 10_000; i++) lib.stringUpper(`text ${i}`);
  assert.equal(leaked(), 0);
});

/** The hash that the fixture computes. */
function fnv1a(bytes: Uint8Array): bigint {
  // In halves of 32 bits: a bigint for each byte would take most of the suite's time.
  let high = 0xcbf2_9ce4;
  let low = 0x8422_2325;
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + (low << 8) + Math.floor(product / 2 ** 32)) >>> 0;
    low = product >>> 0;
  }
  return (BigInt(high) << 32n) | BigInt(low);
}

nothingLeft();
