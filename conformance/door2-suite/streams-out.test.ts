// Readers and writers of Go as streams: `readable`, `writable`, and for await.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { GoError, GoPanic } from "topher";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import { pause } from "../kit/pause.ts";
import { rejection, rejectsAs } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const mebibyte = 2 ** 20;
/** The buffers of topher, those of the runtime, and what is on its way. */
const buffered = 3 * mebibyte;

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text;
}

test("for await over a reader gives its bytes in chunks", async () => {
  assert.equal(await textOf(p.text("häll\0o")!), "häll\0o");
  assert.equal(await textOf(p.oneByOne("häll\0o")!), "häll\0o");
  assert.equal(await textOf(p.text("")!), "");
});

test("chunks are memory of their own, large where there is much", async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of p.pattern(mebibyte)!) chunks.push(chunk);
  assert.ok(chunks.length < 200, `${chunks.length} chunks`);
  let sum = 0;
  for (const chunk of chunks) sum = crc32(chunk, sum);
  assert.equal(sum, p.patternSum(mebibyte));
  const [first, second] = chunks;
  first!.fill(0);
  assert.ok(second!.some((byte) => byte !== 0));
});

test("for await gives 32 MiB with their checksum", async () => {
  let sum = 0;
  let size = 0;
  for await (const chunk of p.pattern(32 * mebibyte)!) {
    sum = crc32(chunk, sum);
    size += chunk.length;
  }
  assert.deepEqual([size, sum], [32 * mebibyte, p.patternSum(32 * mebibyte)]);
});

test("a slow reader leaves the event loop free, and gives what there is at once", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const started = performance.now();
  const times: number[] = [];
  for await (const _ of p.slow(4, 10, 30)!) times.push(performance.now() - started);
  clearInterval(timer);
  assert.ok(times.length >= 2, `${times.length} chunks`);
  assert.ok(times[0]! < 110, `the first came after ${times[0]} ms`);
  assert.ok(turns > 10, `${turns} turns`);
});

test("readable is a byte stream", async () => {
  const { readable } = p.text("some text")!;
  assert.ok(readable instanceof ReadableStream);
  assert.equal(await textOf(readable as never), "some text");
});

test("readable of one reader is one stream", async () => {
  const reader = p.text("x")!;
  assert.equal(reader.readable, reader.readable);
  await reader.readable.cancel();
});

test("readable is read into memory of the program, where the runtime can", async () => {
  const size = 300_000;
  const reader = p.pattern(size)!.readable.getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(10_000);
  let sum = 0;
  let got = 0;
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done) break;
    assert.ok(value.byteLength > 0 && value.byteLength <= 10_000);
    sum = crc32(value, sum);
    got += value.byteLength;
    buffer = value.buffer as ArrayBuffer;
  }
  assert.deepEqual([got, sum], [size, p.patternSum(size)]);
});

test("readable is the body of a Response", async () => {
  assert.equal(await new Response(p.text("häß")!.readable as never).text(), "häß");
  assert.equal((await new Response(p.pattern(mebibyte)!.readable as never).arrayBuffer()).byteLength, mebibyte);
});

test("readable pipes through a TransformStream, and into a WritableStream", async () => {
  const parts: string[] = [];
  await p
    .text("abc")!
    .readable.pipeThrough(new TextDecoderStream() as never)
    .pipeTo(new WritableStream({ write: (part: string) => void parts.push(part) }) as never);
  assert.equal(parts.join(""), "abc");
});

test("readable is teed", async () => {
  const [a, b] = p.pattern(200_000)!.readable.tee();
  const [x, y] = await Promise.all([sumOf(a as never), sumOf(b as never)]);
  assert.equal(x, y);
  assert.equal(x, p.patternSum(200_000));
});

test("readable is a stream of Node by Readable.fromWeb", async () => {
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.fromWeb(p.text("node")!.readable as never)) chunks.push(chunk as Buffer);
  assert.equal(new TextDecoder().decode(chunks[0]), "node");
});

test("broken gives what it has and then its error, by each way of reading", async () => {
  const seen: number[] = [];
  const loop = (async () => {
    for await (const chunk of p.broken("abc")!) seen.push(chunk.length);
  })();
  await rejectsAs(loop, p.errBroken);
  assert.deepEqual(seen, [3]);
  const reader = p.broken("abc")!.readable.getReader();
  assert.deepEqual((await reader.read()).value, bytes("abc"));
  await rejectsAs(reader.read(), p.errBroken);
  await rejectsAs(reader.closed, p.errBroken);
});

test("a reader that panics is a GoPanic of the loop", async () => {
  const loop = textOf(p.panicking("abc")!);
  assert.ok((await rejection(loop)) instanceof GoPanic);
});

test("readable reads no further ahead than its buffers", async () => {
  const tap = p.newTap();
  const reader = tap.open()!.readable.getReader();
  let got = 0;
  for (let i = 0; i < 20; i++) {
    got += (await reader.read()).value!.byteLength;
    await pause(2);
    assert.ok(Number(tap.taken()) - got <= buffered, `${Number(tap.taken()) - got} bytes ahead`);
  }
  let before = 0n;
  assert.ok(await until(() => before === (before = tap.taken())), "Go reads on");
  assert.ok(Number(before) - got <= buffered, `${Number(before) - got} bytes ahead`);
  await reader.cancel();
  assert.ok(await until(() => tap.closed() === 1));
});

test("nothing is read before somebody asks", async () => {
  const tap = p.newTap();
  const reader = tap.open()!;
  await pause(20);
  assert.equal(tap.taken(), 0n);
  reader[Symbol.dispose]();
  assert.equal(tap.closed(), 1);
});

test("cancel closes Go's reader, once", async () => {
  const tap = p.newTap();
  const reader = tap.open()!;
  const stream = reader.readable;
  const lock = stream.getReader();
  await lock.read();
  await lock.cancel(mine);
  assert.ok(await until(() => tap.closed() === 1));
  reader[Symbol.dispose]();
  await pause(10);
  assert.equal(tap.closed(), 1);
});

test("breaking out of for await closes Go's reader", async () => {
  const tap = p.newTap();
  for await (const chunk of tap.open()!) {
    assert.ok(chunk.length > 0);
    break;
  }
  assert.ok(await until(() => tap.closed() === 1), `${tap.closed()} closed`);
});

test("a read that waits ends when its reader is closed", async () => {
  const blocked = p.blocked()!;
  const reader = blocked.readable.getReader();
  const waiting = reader.read();
  await pause(10);
  await reader.cancel();
  assert.equal((await waiting).done, true);
});

test("a reader whose Close fails rejects where it is cancelled, or is closed all the same", async () => {
  const reader = p.stuckClose("abc")!;
  const outcome = await reader.readable.cancel().then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(outcome === undefined || GoError.is(outcome, p.errBroken));
});

test("an abort is the error of a stream that lives on", async () => {
  const tap = p.newTap();
  const controller = new AbortController();
  const reader = (await tap.openFor({ signal: controller.signal }))!;
  const loop = (async () => {
    for await (const _ of reader) await pause(1);
  })();
  await pause(20);
  controller.abort(mine);
  assert.equal(await rejection(loop), mine);
});

test("a hundred readers are read at the same time", async () => {
  const sums = await Promise.all(Array.from({ length: 100 }, (_, i) => sumOf(p.pattern(i * 1000)!)));
  assert.ok(sums.every((sum, i) => sum === p.patternSum(i * 1000)));
});

test("writable takes bytes and is closed", async () => {
  const sink = p.newSink(0, 0);
  const writer = sink.open()!.writable.getWriter();
  await writer.write(bytes("some "));
  await writer.write(bytes("text"));
  await writer.close();
  assert.equal(sink.closed(), 1);
  assert.equal(sink.size(), 9n);
  assert.equal(sink.sum(), crc32(bytes("some text")));
});

test("writable takes 16 MiB, chunk by chunk", async () => {
  const sink = p.newSink(0, 0);
  const writer = sink.open()!.writable.getWriter();
  let wanted = 0;
  for (let i = 0; i < 160; i++) {
    const chunk = new Uint8Array(105_000).fill(i);
    wanted = crc32(chunk, wanted);
    await writer.ready;
    void writer.write(chunk);
  }
  await writer.close();
  assert.deepEqual([sink.size(), sink.sum()], [16_800_000n, wanted]);
});

test("writable copies what it is given", async () => {
  const sink = p.newSink(5, 0);
  const writer = sink.open()!.writable.getWriter();
  const chunk = bytes("abc");
  const written = writer.write(chunk);
  await written;
  chunk.fill(0);
  await writer.close();
  assert.equal(sink.sum(), crc32(bytes("abc")));
});

test("writable is the end of a pipe, of the web and of Node", async () => {
  const size = 3 * mebibyte;
  for (const pipe of [
    (sink: p.Sink) => p.pattern(size)!.readable.pipeTo(sink.open()!.writable as never),
    (sink: p.Sink) =>
      pipeline(Readable.fromWeb(p.pattern(size)!.readable as never), Writable.fromWeb(sink.open()!.writable as never)),
  ]) {
    const sink = p.newSink(0, 0);
    await pipe(sink);
    assert.ok(await until(() => sink.closed() === 1));
    assert.deepEqual([sink.size(), sink.sum()], [BigInt(size), p.patternSum(size)]);
  }
});

test("a writer that fails rejects the write, or the close", async () => {
  const sink = p.newSink(0, 10);
  const writer = sink.open()!.writable.getWriter();
  void writer.closed.catch(() => {});
  const writing = (async () => {
    await writer.write(bytes("12345"));
    await writer.write(bytes("1234567"));
    await writer.close();
  })();
  await rejectsAs(writing, p.errBroken);
  assert.ok(sink.size() <= 5n);
});

test("a writer whose Close fails rejects the close", async () => {
  const writer = p.stuckWriter()!.writable.getWriter();
  void writer.closed.catch(() => {});
  await writer.write(bytes("x"));
  await rejectsAs(writer.close(), p.errBroken);
});

test("writable is no faster than Go", async () => {
  const sink = p.newSink(10, 0);
  const writer = sink.open()!.writable.getWriter();
  let written = 0;
  let worst = 0;
  for (let i = 0; i < 60; i++) {
    await writer.ready;
    void writer.write(new Uint8Array(256 * 1024)).then(() => (written += 256 * 1024));
    worst = Math.max(worst, written - Number(sink.size()));
  }
  assert.ok(worst <= buffered, `${worst} bytes were taken ahead`);
  await writer.close();
  assert.equal(sink.size(), BigInt(60 * 256 * 1024));
});

test("abort of a writable ends Go's writer", async () => {
  const sink = p.newSink(0, 0);
  const writer = sink.open()!.writable.getWriter();
  await writer.write(bytes("abc"));
  void writer.closed.catch(() => {});
  await writer.abort(mine);
  assert.ok(await until(() => sink.closed() === 1));
});

test("writable refuses what are no bytes", async () => {
  const sink = p.newSink(0, 0);
  const writer = sink.open()!.writable.getWriter();
  void writer.closed.catch(() => {});
  const reason = (await rejection(writer.write(5 as never))) as { code?: string };
  assert.equal(reason.code, "TOPHER_TYPE");
});

test("packer: what is written to Go comes out at a sink of JavaScript, packed", async () => {
  const chunks: Uint8Array[] = [];
  const packer = (await p.packer.async(async (chunk: Uint8Array) => {
    await pause(0);
    chunks.push(chunk.slice());
  }))!;
  const writer = packer.writable.getWriter();
  for (let i = 0; i < 20; i++) await writer.write(bytes("the same again and again "));
  await writer.close();
  assert.ok(await until(() => chunks.length > 0)); // Go is ahead of what it keeps
  await pause(50);
  const unpacked = (await p.gunzipped.async(chunks))!;
  assert.equal(await textOf(unpacked), "the same again and again ".repeat(20));
});

test("streams of Go leave nothing behind", async () => {
  const before = await settled(() => p.collect());
  await (async () => {
    for (let i = 0; i < 20; i++) {
      assert.equal(await textOf(p.text("x")!), "x");
      const tap = p.newTap();
      for await (const _ of tap.open()!) break;
      const sink = p.newSink(0, 0);
      const writer = sink.open()!.writable.getWriter();
      await writer.write(bytes("x"));
      await writer.close();
    }
  })();
  await settlesAt(before, () => p.collect());
});

nothingLeft(() => p.collect());

async function sumOf(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let sum = 0;
  for await (const chunk of chunks) sum = crc32(chunk, sum);
  return sum;
}
