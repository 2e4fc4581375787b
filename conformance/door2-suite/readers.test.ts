// Readers: what JavaScript may give for an io.Reader, and those that come out of Go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Buffer } from "node:buffer";
import { crc32, gzipSync } from "node:zlib";
import { GoError, GoReader, Handle, same } from "topher";
import * as s from "../../dist/door2/whole/streams/index.js";
import { collectUntil } from "../kit/collect.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(s);
const mine = new Error("mine");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const large = 5 * 2 ** 20;

/** An object that gives a text, at most so many bytes at a time. */
function reading(text: string, most: number): { calls: number; read(into: Uint8Array): number } {
  let rest = bytes(text);
  return {
    calls: 0,
    read(into) {
      this.calls++;
      const part = rest.subarray(0, Math.min(most, into.length));
      into.set(part);
      rest = rest.subarray(part.length);
      return part.length;
    },
  };
}

/** Chunks of a text, which tell how they ended. */
function* chunks(texts: readonly string[], ends: string[] = []): Generator<Uint8Array> {
  try {
    for (const text of texts) yield bytes(text);
  } finally {
    ends.push("finally");
  }
}

for (const [what, given] of [
  ["a Uint8Array", () => bytes("häll\0o")],
  ["a part of a Uint8Array", () => bytes("xhäll\0ox").subarray(1, -1)],
  ["text", () => "häll\0o"],
  ["an array of chunks", () => [bytes("hä"), bytes(""), bytes("ll\0o")]],
  ["a set of chunks", () => new Set([bytes("hä"), bytes("ll\0o")])],
  ["a generator of chunks", () => chunks(["h", "ä", "ll\0", "o"])],
  ["an object with read", () => reading("häll\0o", 100)],
  ["an object with short reads", () => reading("häll\0o", 1)],
  ["a reader of Go", () => s.open(bytes("häll\0o"))],
  ["an object of a class that reads", () => s.newTape("häll\0o")],
] as const) {
  test(`readText takes ${what}`, () => {
    assert.equal(s.readText(given()), "häll\0o");
    assert.deepEqual(s.readAll(given()), bytes("häll\0o"));
  });
}

for (const [what, given] of [
  ["a Uint8Array", () => new Uint8Array(0)],
  ["text", () => ""],
  ["an array", () => []],
  ["chunks that are empty", () => [bytes(""), bytes("")]],
  ["an object with read", () => ({ read: () => 0 })],
  ["a reader of Go", () => s.open(bytes(""))],
] as const) {
  test(`readText takes ${what} without bytes`, () => assert.equal(s.readText(given()), ""));
}

test("readText takes text whose surrogates are lone, as U+FFFD", () =>
  assert.equal(s.readText("a\ud800b"), "a\ufffdb"));

test("isNil takes null for nil", () => {
  assert.equal(s.isNil(null), true);
  assert.equal(s.isNil(""), false);
  assert.equal(s.handle({ path: "/p" }), "/p without a body");
});

test("sizes reads what each read gives", () => {
  assert.deepEqual(s.sizes("abcdefgh", 3), [3, 3, 2]);
  assert.deepEqual(s.sizes(reading("abcdefgh", 2), 3), [2, 2, 2, 2]);
  assert.deepEqual(s.sizes([bytes("abcde"), bytes("f")], 3), [3, 2, 1]);
});

test("an object's read gets the memory to fill, and no more than Go has", () => {
  const seen: number[] = [];
  s.sizes(
    {
      read(into: Uint8Array) {
        assert.equal(into.constructor, Uint8Array);
        seen.push(into.length);
        return seen.length === 3 ? 0 : 1;
      },
    },
    7,
  );
  assert.deepEqual(seen, [7, 7, 7]);
});

test("an object's read has this", () => {
  const reader = reading("abc", 1);
  assert.equal(s.readText(reader), "abc");
  assert.equal(reader.calls, 4);
});

test("readSome reads no more than it wants", () => {
  const reader = reading("abcdef", 2);
  assert.deepEqual(s.readSome(reader, 4), bytes("abcd"));
  assert.equal(reader.calls, 2);
  assert.throws(
    () => s.readSome("ab", 4),
    (error) => error instanceof GoError && error.message === "unexpected EOF",
  );
});

test("checksum reads 5 MiB in every form", () => {
  const data = Uint8Array.from({ length: large }, (_, i) => (i * 31 + (i >> 8)) & 255);
  const expected = crc32(data);
  const parts = Array.from({ length: 80 }, (_, i) => data.subarray(i * 65_536, (i + 1) * 65_536));
  let at = 0;
  const object = {
    read(into: Uint8Array) {
      const part = data.subarray(at, at + into.length);
      into.set(part);
      at += part.length;
      return part.length;
    },
  };
  for (const reader of [data, parts, [data], object, s.open(data)]) {
    assert.deepEqual(s.checksum(reader), [BigInt(large), expected]);
  }
  const text = "ä".repeat(large / 2);
  assert.deepEqual(s.checksum(text), [BigInt(large), crc32(bytes(text))]);
});

test("lines, records and gunzip read by other packages", () => {
  assert.deepEqual(s.lines(reading("a\nb\nc", 1)), ["a", "b", "c"]);
  assert.deepEqual(s.records([bytes('a,"b'), bytes('""c"\n'), bytes("d,e")]), [
    ["a", 'b"c'],
    ["d", "e"],
  ]);
  assert.throws(() => s.records("a,b\nc"), GoError);
  const packed = gzipSync("packed ".repeat(1000));
  assert.equal(new TextDecoder().decode(s.gunzip(packed)), "packed ".repeat(1000));
  assert.throws(() => s.gunzip("no gzip"), GoError);
});

test("concat reads variadic readers of all forms", () => {
  assert.equal(s.concat(), "");
  assert.equal(s.concat("a", bytes("b"), chunks(["c"]), reading("d", 1), s.open(bytes("e")), s.newTape("f")), "abcdef");
  refuses("TOPHER_TYPE", () => call["concat"]!("a", 5), /^streams\.concat: .*\(readers\)\[1\] must be/);
});

for (const [what, reader] of [
  ["a ReadableStream", () => new ReadableStream()],
  ["a Blob", () => new Blob(["x"])],
  [
    "an async generator",
    () =>
      (async function* () {
        yield bytes("x");
      })(),
  ],
] as const) {
  test(`readText refuses ${what}: it needs the asynchronous form`, () => {
    refuses("TOPHER_NEEDS_ASYNC", () => call["readText"]!(reader()), /^streams\.readText: parameter 1 \(r\)/);
    refuses("TOPHER_NEEDS_ASYNC", () => call["readAt"]!(reader(), 1, 0), /^streams\.readAt: parameter 1 \(r\)/);
  });
}

test("readText refuses an object whose read gives a promise", () => {
  refuses("TOPHER_NEEDS_ASYNC", () => call["readText"]!({ read: async () => 0 }), /^streams\.readText: /);
});

for (const [what, value, got] of [
  ["a number", 5, "number 5"],
  ["undefined", undefined, "undefined"],
  ["an object without read", {}, "an object"],
  ["a Float64Array", new Float64Array(2), "Float64Array(2)"],
  ["an ArrayBuffer", new ArrayBuffer(1), "an object of class ArrayBuffer"],
  ["a function", () => 0, "a function"],
] as const) {
  test(`readText refuses ${what}`, () => {
    const { message } = refuses(
      "TOPHER_TYPE",
      () => call["readText"]!(value),
      /^streams\.readText: parameter 1 \(r\) must be/,
    );
    assert.ok(message.endsWith(`got ${got}`), message);
  });
}

test("readText refuses a handle that reads nothing", () => {
  refuses("TOPHER_TYPE", () => s.readText(s.newTable(() => {})), /^streams\.readText: /);
  const reader = s.open(bytes("x"))!;
  reader[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => s.readText(reader), /^streams\.readText: parameter 1 \(r\)/);
});

for (const [what, read, code, message] of [
  [
    "more than there is room",
    (into: Uint8Array) => into.length + 1,
    "TOPHER_RANGE",
    /the result of read must be an integer from 0 to/,
  ],
  ["less than nothing", () => -1, "TOPHER_RANGE", /got number -1$/],
  ["a fraction", () => 0.5, "TOPHER_RANGE", /got number 0\.5$/],
  ["nothing", () => undefined, "TOPHER_TYPE", /got undefined$/],
  ["bytes", () => bytes("x"), "TOPHER_TYPE", /got Uint8Array\(1\)$/],
] as const) {
  test(`readText refuses a read that gives ${what}`, () =>
    void refuses(code, () => call["readText"]!({ read }), message));
}

test("readText refuses chunks that are no bytes, and closes the iterable", () => {
  refuses("TOPHER_TYPE", () => call["readText"]!(["text"]), /a chunk must be a Uint8Array, got string "text"$/);
  const ends: string[] = [];
  const mixed = (function* () {
    try {
      yield bytes("a");
      yield 5;
    } finally {
      ends.push("finally");
    }
  })();
  refuses("TOPHER_TYPE", () => call["readText"]!(mixed), /a chunk must be a Uint8Array, got number 5$/);
  assert.deepEqual(ends, ["finally"]);
});

test("what read throws is the error that Go gets, and the same object when Go returns it", () => {
  const throwing = {
    read() {
      throw mine;
    },
  };
  assert.equal(
    thrownBy(() => s.readText(throwing)),
    mine,
  );
  assert.equal(s.tryRead(throwing), "failed: mine");
  const broken = (function* () {
    yield bytes("a");
    throw mine;
  })();
  assert.equal(
    thrownBy(() => s.lines(broken)),
    mine,
  );
  assert.equal(
    thrownBy(() => s.records(throwing)),
    mine,
    "through another package",
  );
});

test("what read gave before it threw is not lost", () => {
  let calls = 0;
  const error = thrownBy(() =>
    s.readAll({
      read(into: Uint8Array) {
        if (calls++ > 0) throw s.errBroken;
        into[0] = 65;
        return 1;
      },
    }),
  );
  assert.ok(GoError.is(error, s.errBroken));
  assert.deepEqual((error as GoError).results, [bytes("A")]);
});

test("an object's read may call Go, also with the same reader", () => {
  let depth = 0;
  const nested = {
    read(into: Uint8Array): number {
      if (depth++ > 2) return 0;
      const inner = bytes(s.readText(`${depth}`));
      into.set(inner);
      return inner.length;
    },
  };
  assert.equal(s.readText(nested), "123");
});

test("readAndClose closes what can be closed", () => {
  let closed = 0;
  const closing = { ...reading("abc", 2), close: () => void closed++ };
  assert.equal(s.readAndClose(closing), "abc");
  assert.equal(closed, 1);
  assert.equal(s.readAndClose("text"), "text");
  assert.equal(s.readAndClose(reading("abc", 2)), "abc");
  const ends: string[] = [];
  assert.equal(s.readAndClose(chunks(["a", "b"], ends)), "ab");
  assert.deepEqual(ends, ["finally"]);
});

test("readAndClose throws what close throws", () => {
  const stuck = {
    ...reading("abc", 2),
    close() {
      throw s.errBroken;
    },
  };
  assert.ok(
    GoError.is(
      thrownBy(() => s.readAndClose(stuck)),
      s.errBroken,
    ),
  );
});

test("readAt and lastBytes take bytes and text, at any place", () => {
  for (const data of [bytes("0123456789"), "0123456789"]) {
    assert.deepEqual(s.readAt(data, 3, 4), bytes("456"));
    assert.deepEqual(s.lastBytes(data, 2), bytes("89"));
  }
  assert.throws(
    () => s.readAt("01", 5, 0),
    (error) => error instanceof GoError && error.message === "EOF",
  );
  assert.throws(() => s.lastBytes("01", 5), GoError);
});

test("readAt takes a handle that reads at any place, and refuses one that does not", () => {
  assert.deepEqual(s.readAt(s.open(bytes("abc"))!, 1, 1), bytes("b"));
  refuses("TOPHER_TYPE", () => s.readAt(s.oneByOne("abc")!, 1, 1), /^streams\.readAt: /);
  refuses("TOPHER_TYPE", () => call["readAt"]!([bytes("abc")], 1, 1), /^streams\.readAt: parameter 1 \(r\) must be/);
  refuses(
    "TOPHER_TYPE",
    () => call["lastBytes"]!(reading("abc", 1), 1),
    /^streams\.lastBytes: parameter 1 \(r\) must be/,
  );
});

test("firstByte and firstRune take bytes and text", () => {
  assert.equal(s.firstByte("A"), 65);
  assert.equal(s.firstRune("ä!"), "ä");
  assert.throws(
    () => s.firstByte(new Uint8Array(0)),
    (error) => error instanceof GoError && error.message === "EOF",
  );
});

test("readElsewhere reads bytes on another goroutine, and refuses to call JavaScript there", () => {
  assert.equal(s.readElsewhere("text"), "text");
  assert.equal(s.readElsewhere(s.open(bytes("go"))), "go");
  refuses("TOPHER_CALLBACK_THREAD", () => s.readElsewhere(reading("x", 1)), /goroutine/);
});

test("open gives a reader", () => {
  const reader = s.open(bytes("hello world"))!;
  assert.ok(reader instanceof GoReader && reader instanceof Handle);
  const into = new Uint8Array(5);
  assert.equal(reader.read(into), 5);
  assert.deepEqual(into, bytes("hello"));
  assert.equal(reader.text(), " world");
  assert.equal(reader.text(), "");
  assert.equal(reader.read(into), 0);
  assert.deepEqual(into, bytes("hello"));
});

test("a reader's read fills a part of an array, and refuses what is none", () => {
  const into = new Uint8Array(10);
  const reader = s.open(bytes("abc"))!;
  assert.equal(reader.read(into.subarray(4, 6)), 2);
  assert.deepEqual(into, bytes("\0\0\0\0ab\0\0\0\0"));
  assert.equal(reader.read(new Uint8Array(0)), 0);
  refuses("TOPHER_TYPE", () => reader.read([] as never), /^GoReader\.read: parameter 1 \(into\) must be a Uint8Array/);
  refuses("TOPHER_TYPE", () => reader.read(new Float64Array(1) as never));
  assert.equal(reader.text(), "c");
});

test("a reader gives all bytes, text with U+FFFD, or chunks", () => {
  assert.deepEqual(s.open(Uint8Array.of(1, 255))!.bytes(), Uint8Array.of(1, 255));
  assert.equal(s.open(Uint8Array.of(65, 255))!.text(), "A\ufffd");
  assert.equal(s.oneByOne("häß")!.text(), "häß");
  assert.deepEqual(
    [...s.oneByOne("abc")!],
    ["a", "b", "c"].map((c) => bytes(c)),
  );
  const seen: Uint8Array[] = [];
  for (const chunk of s.open(bytes("abc"))!) seen.push(chunk);
  assert.deepEqual(seen, [bytes("abc")]);
});

test("what a loop over a reader leaves can be read afterwards", () => {
  const reader = s.oneByOne("abc")!;
  for (const _ of reader) break;
  assert.equal(reader.text(), "bc");
});

test("chunks are memory of their own", () => {
  const [first, second] = s.oneByOne("ab")!;
  first!.fill(0);
  assert.deepEqual(second, bytes("b"));
});

test("pattern gives 5 MiB, by bytes and in chunks", () => {
  const all = s.pattern(large)!.bytes();
  assert.equal(all.length, large);
  const sum = crc32(all);
  assert.equal(s.checksumOf(all), sum);
  let size = 0;
  let running = 0;
  for (const chunk of s.pattern(large)!) {
    size += chunk.length;
    running = crc32(chunk, running);
  }
  assert.deepEqual([size, running], [large, sum]);
  assert.deepEqual(s.checksum(s.pattern(large)), [BigInt(large), sum]);
  assert.deepEqual(s.checksum([...s.pattern(large)!]), [BigInt(large), sum]);
});

test("broken gives what it has and then throws its error", () => {
  const reader = s.broken("abc")!;
  const into = new Uint8Array(10);
  assert.equal(reader.read(into), 3);
  assert.ok(
    GoError.is(
      thrownBy(() => reader.read(into)),
      s.errBroken,
    ),
  );
  assert.ok(
    GoError.is(
      thrownBy(() => s.broken("abc")!.text()),
      s.errBroken,
    ),
  );
});

test("noReader gives null, maybeReader throws", () => {
  assert.equal(s.noReader(), null);
  assert.equal(s.maybeReader("x").text(), "x");
  assert.ok(
    GoError.is(
      thrownBy(() => s.maybeReader("")),
      s.errBroken,
    ),
  );
});

test("a reader is closed by close, or when it is disposed of, once", () => {
  const before = s.closed();
  const first = s.openCloser("abc")!;
  first.close();
  assert.equal(s.closed(), before + 1);
  first[Symbol.dispose]();
  assert.equal(s.closed(), before + 1);
  const second = s.openCloser("abc")!;
  second[Symbol.dispose]();
  second[Symbol.dispose]();
  assert.equal(s.closed(), before + 2);
  refuses("TOPHER_HANDLE_RELEASED", () => second.text(), /^GoReader\.text: /);
  refuses("TOPHER_HANDLE_RELEASED", () => second.close(), /^GoReader\.close: /);
  s.open(bytes("x"))!.close();
});

test("a reader whose Close fails throws that, and is released all the same", () => {
  const reader = s.openStuck("abc")!;
  assert.ok(
    GoError.is(
      thrownBy(() => reader[Symbol.dispose]()),
      s.errBroken,
    ),
  );
  assert.ok(Handle.isReleased(reader));
});

test("a reader is not closed by the collector", async () => {
  const before = await settled(() => s.collect());
  const closed = s.closed();
  (() => {
    for (let i = 0; i < 20; i++) s.openCloser("x");
  })();
  await settlesAt(before, () => s.collect());
  assert.equal(s.closed(), closed);
});

test("a reader given back to Go is the same reader", () => {
  const reader = s.open(bytes("abcd"))!;
  assert.ok(same(reader, s.echo(reader)!));
  assert.deepEqual(s.readSome(reader, 2), bytes("ab"));
  assert.equal(reader.text(), "cd");
});

test("upper gives a reader around one of JavaScript, read in later calls", () => {
  const reader = s.upper(chunks(["ab", "cd"]))!;
  const into = new Uint8Array(2);
  assert.equal(reader.read(into), 2);
  assert.deepEqual(into, bytes("AB"));
  assert.equal(reader.text(), "CD");
  assert.equal(s.upper(s.upper("x"))!.text(), "X");
  const throwing = s.upper({
    read() {
      throw mine;
    },
  })!;
  assert.equal(
    thrownBy(() => throwing.text()),
    mine,
  );
  throwing[Symbol.dispose](); // it keeps an object that may keep it: no collector sees such a ring
});

test("keepReader keeps a reader that later calls read, line by line", async () => {
  const before = await settled(() => s.collect());
  const ends: string[] = [];
  (() => s.keepReader(chunks(["one\ntw", "o\nthree and more than the buffer holds\n"], ends)))();
  assert.equal(s.nextLine(), "one");
  let rounds = 0;
  await collectUntil(() => (s.collect(), ++rounds > 3));
  assert.equal(s.nextLine(), "two");
  assert.equal(s.nextLine(), "three and more than the buffer holds");
  assert.throws(
    () => s.nextLine(),
    (error) => error instanceof GoError && error.message === "EOF",
  );
  assert.deepEqual(ends, ["finally"]);
  s.dropReader();
  await settlesAt(before, () => s.collect());
});

test("handle takes a struct with a reader in it, makeRequest gives one", () => {
  assert.equal(s.handle({ path: "/p", body: "text" }), "/p text");
  assert.equal(s.handle({ path: "/p", body: chunks(["a", "b"]) }), "/p ab");
  const request = s.makeRequest("/q", "body");
  assert.equal(request.body!.text(), "body");
  assert.equal(s.handle(s.makeRequest("/q", "again")), "/q again");
  refuses("TOPHER_TYPE", () => s.handle({ body: 5 as never }), /^streams\.handle: parameter 1 \(r\)\.body must be/);
});

test("Tape is a class that is read and written as itself", () => {
  const tape = s.newTape("abc");
  assert.equal(s.readText(tape), "abc");
  assert.equal(s.writeText(tape, "def"), 3);
  assert.equal(String(tape), "def");
  assert.equal(s.copy(tape, "ghi"), 3n);
  const into = new Uint8Array(4);
  assert.equal(tape.read(into), 4);
  assert.deepEqual(into, bytes("defg"));
  assert.equal(tape.write(bytes("!")), 1);
  assert.equal(s.readText(tape), "hi!");
});

test("readText takes a Buffer, and refuses memory that may change", () => {
  assert.equal(s.readText(Buffer.from("buffer")), "buffer");
  assert.equal(s.readText([Buffer.from("a"), Buffer.from("b")]), "ab");
  for (const bytes of [
    new Uint8Array(new SharedArrayBuffer(2)),
    new Uint8Array(new ArrayBuffer(2, { maxByteLength: 4 })),
  ]) {
    refuses("TOPHER_BUFFER", () => s.readText(bytes), /^streams\.readText: parameter 1 \(r\)/);
    refuses("TOPHER_BUFFER", () => s.readText([bytes]), /^streams\.readText: .*a chunk/);
  }
});

test("an iterable is read anew in each call, a generator from where it is", () => {
  const list = [bytes("ab"), bytes("cd")];
  assert.deepEqual([s.readSome(list, 1), s.readSome(list, 1)], [bytes("a"), bytes("a")]);
  const generator = chunks(["ab", "cd"]);
  assert.deepEqual([s.readSome(generator, 1), s.readText(generator)], [bytes("a"), "bcd"]);
});

nothingLeft(() => s.collect());
