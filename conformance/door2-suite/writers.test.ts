// Writers: what JavaScript may give for an io.Writer, and those that come out of Go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Buffer } from "node:buffer";
import { crc32, gunzipSync } from "node:zlib";
import { ByteSink, GoError, GoWriter, Handle, same, type GoReader } from "topher";
import * as s from "../../dist/door2/whole/streams/index.js";
import { collectUntil } from "../kit/collect.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(s);
const mine = new Error("mine");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString();
const large = 5 * 2 ** 20;

test("write takes a function, which owns its chunks", () => {
  const chunks: Uint8Array[] = [];
  assert.equal(
    s.writeMany((chunk) => void chunks.push(chunk), 3, 2),
    6n,
  );
  assert.deepEqual(chunks, [Uint8Array.of(0, 0), Uint8Array.of(1, 1), Uint8Array.of(2, 2)]);
  chunks[0]!.fill(9);
  assert.deepEqual(chunks[1], Uint8Array.of(1, 1));
});

test("write takes a ByteSink", () => {
  const sink = new ByteSink();
  assert.equal(s.write(sink, bytes("häll")), 5);
  assert.equal(s.writeText(sink, "o\0"), 2);
  assert.deepEqual([sink.text(), sink.length, sink.bytes()], ["hällo\0", 7, bytes("hällo\0")]);
  sink.bytes().fill(0);
  assert.equal(sink.text(), "hällo\0");
});

test("write takes a writer of Go and an object of a class that writes", () => {
  const recorder = s.recorder()!;
  s.writeText(recorder, "abc");
  assert.equal(s.recorded(), "abc");
  const tape = s.newTape("");
  s.writeText(tape, "abc");
  assert.equal(tape.string(), "abc");
});

test("write takes nothing at all", () => {
  const sink = new ByteSink();
  assert.equal(s.write(sink, new Uint8Array(0)), 0);
  assert.equal(sink.length, 0);
  assert.equal(s.isNilWriter(null), true);
  assert.equal(s.isNilWriter(sink), false);
});

test("a function's result does not matter", () => {
  const chunks: Uint8Array[] = [];
  assert.equal(s.writeText(((chunk: Uint8Array) => chunks.push(chunk)) as never, "abc"), 3);
  assert.equal(s.writeText((() => false) as never, "abc"), 3);
});

test("copyPattern writes 5 MiB in every form", () => {
  const sink = new ByteSink();
  const sum = s.copyPattern(sink, large);
  assert.deepEqual([sink.length, crc32(sink.bytes())], [large, sum]);
  let size = 0;
  let running = 0;
  assert.equal(
    s.copyPattern((chunk) => {
      size += chunk.length;
      running = crc32(chunk, running);
    }, large),
    sum,
  );
  assert.deepEqual([size, running], [large, sum]);
});

test("gzip and copy write through other packages", () => {
  const sink = new ByteSink();
  s.gzip(sink, bytes("packed ".repeat(1000)));
  assert.equal(gunzipSync(sink.bytes()).toString(), "packed ".repeat(1000));
  const copied = new ByteSink();
  assert.equal(s.copy(copied, [bytes("a"), bytes("bc")]), 3n);
  assert.equal(copied.text(), "abc");
  assert.equal(s.copy(copied, s.open(bytes("de"))), 2n);
  assert.equal(copied.text(), "abcde");
});

test("tee writes to variadic writers of all forms", () => {
  const [sink, chunks, tape] = [new ByteSink(), [] as Uint8Array[], s.newTape("")];
  s.tee("abc", sink, (chunk) => void chunks.push(chunk), tape, s.recorder());
  assert.deepEqual([sink.text(), textOf(chunks), String(tape), s.recorded()], ["abc", "abc", "abc", "abc"]);
  refuses("TOPHER_TYPE", () => call["tee"]!("a", sink, 5), /^streams\.tee: .*\(writers\)\[1\] must be/);
});

test("putByte and putText take objects with one method, and writers of Go that have it", () => {
  const seen: unknown[] = [];
  s.putByte({ writeByte: (byte) => void seen.push(byte) }, 65);
  assert.equal(s.putText({ writeString: (text) => (seen.push(text), text.length) }, "ä"), 1);
  assert.deepEqual(seen, [65, "ä"]);
  const recorder = s.recorder()!;
  s.putByte(recorder as never, 65);
  assert.equal(s.putText(recorder as never, "ä"), 2);
  assert.equal(s.recorded(), "Aä");
  refuses("TOPHER_TYPE", () => s.putByte(s.failing(1) as never, 65), /^streams\.putByte: /);
  refuses("TOPHER_TYPE", () => s.putByte({} as never, 65), /no method writeByte$/);
});

test("writeAndClose closes what can be closed", () => {
  const sink = new ByteSink();
  s.writeAndClose(sink, "abc");
  assert.equal(sink.text(), "abc");
  s.writeAndClose(() => {}, "abc");
});

for (const [what, value, got] of [
  ["a number", 5, "number 5"],
  ["undefined", undefined, "undefined"],
  ["an object", {}, "an object"],
  ["bytes", new Uint8Array(2), "Uint8Array(2)"],
  ["text", "x", 'string "x"'],
] as const) {
  test(`writeText refuses ${what}`, () => {
    const { message } = refuses(
      "TOPHER_TYPE",
      () => call["writeText"]!(value, "x"),
      /^streams\.writeText: parameter 1 \(w\) must be/,
    );
    assert.ok(message.endsWith(`got ${got}`), message);
  });
}

test("writeText refuses a WritableStream, and a function that gives a promise", () => {
  refuses(
    "TOPHER_NEEDS_ASYNC",
    () => call["writeText"]!(new WritableStream(), "x"),
    /^streams\.writeText: parameter 1 \(w\)/,
  );
  refuses("TOPHER_NEEDS_ASYNC", () => s.writeText((async () => {}) as never, "x"), /^streams\.writeText: /);
});

test("writeText refuses a handle that writes nothing", () => {
  refuses("TOPHER_TYPE", () => s.writeText(s.open(bytes("x")) as never, "x"), /^streams\.writeText: /);
  const recorder = s.recorder()!;
  recorder[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => s.writeText(recorder, "x"), /^streams\.writeText: parameter 1 \(w\)/);
});

test("what a writer throws is the error that Go gets, and the same object when Go returns it", () => {
  const throwing = (): never => {
    throw mine;
  };
  assert.equal(
    thrownBy(() => s.writeText(throwing, "x")),
    mine,
  );
  assert.equal(s.tryWrite(throwing, "x"), "failed: mine");
  assert.equal(
    thrownBy(() => s.gzip(throwing, bytes("x"))),
    mine,
    "through another package",
  );
  let calls = 0;
  const error = thrownBy(() =>
    s.writeMany(
      () => {
        if (++calls === 3) throw mine;
      },
      10,
      4,
    ),
  );
  assert.equal(error, mine);
  assert.equal(calls, 3);
});

test("a writer may call Go, also with itself", () => {
  const seen: string[] = [];
  const nested = (chunk: Uint8Array): void => {
    const text = new TextDecoder().decode(chunk);
    seen.push(text);
    if (text.length < 3) s.writeText(nested, `${text}!`);
  };
  s.writeText(nested, "a");
  assert.deepEqual(seen, ["a", "a!", "a!!"]);
});

test("recorder gives a writer that takes bytes and text", () => {
  const recorder = s.recorder()!;
  assert.ok(recorder instanceof GoWriter && recorder instanceof Handle);
  recorder.write("hä");
  recorder.write(bytes("llo").subarray(1));
  recorder.write("");
  assert.equal(s.recorded(), "hälo");
  refuses("TOPHER_TYPE", () => recorder.write(5 as never), /^GoWriter\.write: /);
  recorder.write("x".repeat(2_000_000));
  assert.equal(s.recorded().length, 2_000_004);
  recorder.close();
  recorder[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => recorder.write("x"), /^GoWriter\.write: /);
  s.recorder();
});

test("failing gives a writer whose error is thrown", () => {
  const writer = s.failing(4)!;
  writer.write("abc");
  assert.ok(
    GoError.is(
      thrownBy(() => writer.write("def")),
      s.errBroken,
    ),
  );
  assert.equal(s.noWriter(), null);
});

test("a writer given back to Go is the same writer", () => {
  const recorder = s.recorder()!;
  assert.ok(same(recorder, s.echoWriter(recorder)!));
  const sink = new ByteSink();
  s.echoWriter(sink)!.write("through Go");
  assert.equal(sink.text(), "through Go");
});

test("packer gives a writer around one of JavaScript, which gets its bytes when it is closed", () => {
  const sink = new ByteSink();
  const packer = s.packer(sink)!;
  packer.write("packed ");
  packer.write("text");
  packer[Symbol.dispose]();
  assert.equal(gunzipSync(sink.bytes()).toString(), "packed text");
  const throwing = s.packer(() => {
    throw mine;
  })!;
  assert.equal(
    thrownBy(() => throwing.close()),
    mine,
  );
  throwing[Symbol.dispose](); // it keeps a function that may keep it: no collector sees such a ring
});

test("Table keeps a writer for later calls", async () => {
  const before = await settled(() => s.collect());
  const chunks: Uint8Array[] = [];
  const table = s.newTable((chunk) => void chunks.push(chunk));
  table.row("a", "b,c");
  table.row("d");
  assert.equal(chunks.length, 0, "a csv.Writer has a buffer");
  let rounds = 0;
  await collectUntil(() => (s.collect(), ++rounds > 3));
  table.flush();
  assert.equal(textOf(chunks), 'a,"b,c"\nd\n');
  table.row("x".repeat(10_000));
  assert.ok(textOf(chunks).length > 4096, "the buffer is full");
  table[Symbol.dispose]();
  await settlesAt(before, () => s.collect());
});

test("Table throws what its writer threw, by flush", () => {
  const table = s.newTable(() => {
    throw mine;
  });
  table.row("a");
  assert.equal(
    thrownBy(() => table.flush()),
    mine,
  );
  table[Symbol.dispose]();
});

test("keepWriter keeps a writer behind a buffer", () => {
  const sink = new ByteSink();
  s.keepWriter(sink);
  s.print("short");
  assert.equal(sink.text(), "");
  s.print(" and then longer than sixteen");
  assert.ok(sink.length >= 16);
  s.flush();
  assert.equal(sink.text(), "short and then longer than sixteen");
  s.dropWriter();
});

test("render calls a function with a writer of Go", () => {
  assert.equal(
    s.render((w) => {
      w!.write("a");
      s.writeText(w, "b");
      w!.write(bytes("c"));
    }),
    "abc",
  );
  assert.equal(
    thrownBy(() =>
      s.render(() => {
        throw mine;
      }),
    ),
    mine,
  );
});

test("execute calls an object's method with a writer and a reader of Go", () => {
  assert.equal(
    s.execute(
      {
        render(w: GoWriter | null, r: GoReader | null) {
          w!.write(`<${r!.text()}>`);
        },
      },
      "text",
    ),
    "<text>",
  );
  assert.equal(s.execute(s.makeTemplate(), "text"), "text");
  const error = thrownBy(() =>
    s.execute(
      {
        render(w: GoWriter | null) {
          w!.write("some");
          throw mine;
        },
      },
      "x",
    ),
  );
  assert.ok(error instanceof GoError);
  assert.deepEqual([error.message, error.cause, error.results], ["render: mine", mine, ["some"]]);
});

test("makeTemplate gives an object whose method takes writers and readers of JavaScript", () => {
  const sink = new ByteSink();
  s.makeTemplate()!.render(sink as never, "text" as never);
  assert.equal(sink.text(), "text");
});

test("a write of any size is one call", () => {
  const sizes: number[] = [];
  s.writeMany((chunk) => void sizes.push(chunk.length), 2, 3_000_000);
  assert.deepEqual(sizes, [3_000_000, 3_000_000]);
});

nothingLeft(() => s.collect());
