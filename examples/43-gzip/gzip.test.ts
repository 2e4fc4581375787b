// Streams of every kind through Go's gzip, compared with zlib, and what happens when one of them breaks.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable, Writable } from "node:stream";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { ByteSink, GoError, stats } from "topher";
import { compress, compressed, decompress } from "./gzip-js/index.js";
import { startServer } from "./server.ts";

const folder = mkdtempSync(path.join(tmpdir(), "topher-gzip-"));
const server = await startServer(folder);
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** 4 MiB, half of which gzip makes much smaller. */
const content = Buffer.concat([randomBytes(2 << 20), Buffer.alloc(2 << 20, "nothing new, ")]);

/** The content in chunks of many sizes, among them an empty one. */
function* chunks(): Generator<Uint8Array<ArrayBuffer>> {
  let size = 0;
  for (let at = 0; at < content.length; size = (size * 3 + 1) % 100_003) {
    yield new Uint8Array(content.subarray(at, at + size));
    at += size;
  }
}

async function* slowly(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (const chunk of chunks()) {
    await Promise.resolve();
    yield chunk;
  }
}

/** Nothing of a stream is left, neither here nor in Go. */
async function nothingLeft(): Promise<void> {
  const left = () => [stats().tasks, stats().streams];
  const end = performance.now() + 5000;
  while (left().some((count) => count > 0) && performance.now() < end) await sleep(5);
  assert.deepEqual(left(), [0, 0]);
}

const sources: Readonly<Record<string, () => Parameters<typeof compress.async>[1]>> = {
  "a Uint8Array": () => new Uint8Array(content),
  "an iterable": () => chunks(),
  "an async iterable": () => slowly(),
  "a Blob": () => new Blob([...chunks()]),
  "a ReadableStream": () => new Blob([...chunks()]).stream(),
  "a Node stream": () => Readable.from(chunks(), { objectMode: false }),
  "the body of a response": () => new Response(new Blob([...chunks()])).body!,
};

for (const [name, source] of Object.entries(sources)) {
  test(`compress reads ${name}`, async () => {
    const sink = new ByteSink();
    await compress.async(sink, source());
    assert.ok(sink.bytes().length < 0.6 * content.length);
    assert.ok(gunzipSync(sink.bytes()).equals(content));
    await nothingLeft();
  });
}

test("compress writes to an async function, one chunk at a time", async () => {
  const all: Uint8Array[] = [];
  let waiting = 0;
  const slow = async (chunk: Uint8Array) => {
    assert.equal(waiting++, 0);
    all.push(chunk.slice());
    await sleep(1);
    waiting--;
  };
  await compress.async(slow, slowly());
  assert.ok(gunzipSync(Buffer.concat(all)).equals(content));
  await nothingLeft();
});

test("compress writes to a WritableStream, and has written everything when it is done", async () => {
  const all: Uint8Array[] = [];
  const writable = new WritableStream<Uint8Array>({
    async write(chunk) {
      await sleep(1);
      all.push(chunk.slice());
    },
  });
  await compress.async(writable, new Uint8Array(content));
  assert.ok(gunzipSync(Buffer.concat(all)).equals(content));
  await nothingLeft();
});

test("compress writes to a file", async () => {
  const file = path.join(folder, "written.gz");
  const stream = createWriteStream(file);
  await compress.async(stream, new Uint8Array(content));
  assert.ok(gunzipSync(readFileSync(file)).equals(content));
  stream.end();
  await nothingLeft();
});

test("compressed is the body of a request, and the server has what zlib can read", async () => {
  writeFileSync(path.join(folder, "content"), content);
  const reader = await compressed.async(createReadStream(path.join(folder, "content")), 1);
  const request = { method: "POST", body: reader.readable, duplex: "half" } as RequestInit;
  assert.equal((await fetch(`${server.url}/sent.gz`, request)).status, 200);
  assert.ok(gunzipSync(readFileSync(server.file("sent.gz"))).equals(content));
  await nothingLeft();
});

test("decompress reads the body of a response", async () => {
  writeFileSync(server.file("given.gz"), gzipSync(content));
  const sink = new ByteSink();
  assert.equal(await decompress.async(sink, (await fetch(`${server.url}/given.gz`)).body), content.length);
  assert.ok(content.equals(sink.bytes()));
  await nothingLeft();
});

test("there and back through a pair of streams", async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const sink = new ByteSink();
  const squeezed = compress.async(writable, slowly()).then(() => writable.close());
  const [, bytes] = await Promise.all([squeezed, decompress.async(sink, readable)]);
  assert.equal(bytes, content.length);
  assert.ok(content.equals(sink.bytes()));
  await nothingLeft();
});

test("compressed refuses a level that gzip does not have", async () => {
  await assert.rejects(
    compressed.async(endless(), 100),
    (error) => error instanceof GoError && error.message === "gzip: invalid compression level: 100",
  );
  await nothingLeft();
});

test("a truncated body is Go's io.ErrUnexpectedEOF", async () => {
  const half = gzipSync(content).subarray(0, 1 << 20);
  await assert.rejects(
    decompress.async(new ByteSink(), new Blob([half]).stream()),
    (error) => error instanceof GoError && error.message === "unexpected EOF",
  );
  await nothingLeft();
});

test("what a source throws rejects the task, the same object", async () => {
  const broken = new Error("the cable was pulled");
  async function* breaking() {
    yield new Uint8Array(1000);
    throw broken;
  }
  await assert.rejects(compress.async(new ByteSink(), breaking()), (error) => error === broken);
  await nothingLeft();
});

test("what a sink throws rejects the task, the same object", async () => {
  const full = new Error("the disk is full");
  let chunks = 0;
  const sink = async () => {
    if (++chunks === 3) throw full;
  };
  await assert.rejects(compress.async(sink, endless()), (error) => error === full);
  await nothingLeft();
});

test("a Node stream that fails to write rejects the task with its error", async () => {
  const full = new Error("the disk is full");
  const writable = new Writable({ write: (_chunk, _encoding, done) => done(full) });
  await assert.rejects(compress.async(writable, endless()), (error) => error === full);
  await nothingLeft();
});

test("a signal ends the task at once, and the source is cancelled", async () => {
  const controller = new AbortController();
  const reason = new Error("never mind");
  let cancelled: unknown;
  const source = new ReadableStream<Uint8Array>({
    pull: (stream) => stream.enqueue(new Uint8Array(randomBytes(1000))),
    cancel: (why) => {
      cancelled = why ?? null;
    },
  });
  const task = compress.async(async () => sleep(1), source, { signal: controller.signal });
  await sleep(30);
  controller.abort(reason);
  await assert.rejects(task, (error) => error === reason);
  const end = performance.now() + 5000;
  while (cancelled === undefined && performance.now() < end) await sleep(5);
  assert.equal(cancelled, reason);
  await nothingLeft();
});

test("a stream that is cancelled ends Go's reading of its source", async () => {
  let ended = false;
  async function* source() {
    try {
      yield* endless();
    } finally {
      ended = true;
    }
  }
  const { readable } = await compressed.async(source(), 9);
  const reader = readable.getReader();
  const { value } = await reader.read();
  assert.ok(value !== undefined && value.length > 0);
  await reader.cancel();
  const end = performance.now() + 5000;
  while (!ended && performance.now() < end) await sleep(5);
  assert.ok(ended);
  await nothingLeft();
});

async function* endless(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (;;) {
    await Promise.resolve();
    yield new Uint8Array(randomBytes(10_000));
  }
}
