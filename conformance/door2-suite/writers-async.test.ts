// What asynchronous forms take for an io.Writer, and bytes that go through Go between streams, servers and files.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough, Writable } from "node:stream";
import { crc32, gunzipSync, gzipSync } from "node:zlib";
import { ByteSink, GoPanic } from "topher";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import { pause } from "../kit/pause.ts";
import { rejection, rejects } from "../kit/rejects.ts";
import { refuses } from "../kit/refuses.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(p);
const mine = new Error("mine");
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const mebibyte = 2 ** 20;
const buffered = 8 * mebibyte;

/** Gathers what is written, in as many ways as there are. */
class Sink {
  size = 0;
  sum = 0;
  ended = "";
  readonly #wait: number;
  readonly #most: number;

  constructor(wait = 0, most = Infinity) {
    this.#wait = wait;
    this.#most = most;
  }

  take(chunk: Uint8Array): void {
    if (this.size + chunk.length > this.#most) throw mine;
    this.size += chunk.length;
    this.sum = crc32(chunk, this.sum);
  }

  web(): WritableStream<Uint8Array> {
    return new WritableStream({
      write: async (chunk) => {
        if (this.#wait > 0) await pause(this.#wait);
        this.take(chunk);
      },
      close: () => void (this.ended = "closed"),
      abort: (reason) => void (this.ended = `aborted: ${String(reason)}`),
    });
  }

  node(): Writable {
    return new Writable({
      write: (chunk, _, done) => {
        setTimeout(() => {
          try {
            this.take(chunk as Uint8Array);
            done();
          } catch (error) {
            done(error as Error);
          }
        }, this.#wait);
      },
      final: (done) => {
        this.ended = "closed";
        done();
      },
    });
  }

  function(): (chunk: Uint8Array) => void {
    return (chunk) => this.take(chunk);
  }

  async(): (chunk: Uint8Array) => Promise<void> {
    return async (chunk) => {
      await pause(this.#wait);
      this.take(chunk);
    };
  }
}

const sinks = [
  ["a WritableStream", (sink: Sink) => sink.web()],
  ["a stream of Node", (sink: Sink) => sink.node()],
  ["a function", (sink: Sink) => sink.function()],
  ["an asynchronous function", (sink: Sink) => sink.async()],
] as const;

for (const [what, open] of sinks) {
  test(`writeText.async writes to ${what}, before it settles`, async () => {
    const sink = new Sink();
    assert.equal(await p.writeText.async(open(sink) as never, "häß"), 5);
    assert.equal(sink.size, 5);
    assert.equal(sink.sum, crc32(bytes("häß")));
  });

  test(`writePattern.async writes 4 MiB to ${what}, in order`, async () => {
    const sink = new Sink();
    assert.equal(await p.writePattern.async(open(sink) as never, 4n * BigInt(mebibyte)), sink.sum);
    assert.equal(sink.size, 4 * mebibyte);
    assert.equal(sink.sum, p.patternSum(4 * mebibyte));
  });

  test(`what ${what} throws is the error of a Write, or the rejection`, async () => {
    assert.equal(await rejection(p.writePattern.async(open(new Sink(0, 100_000)) as never, 40 * mebibyte)), mine);
    assert.equal(await p.tryWrite.async(open(new Sink(0, 100_000)) as never, 40 * mebibyte), "failed: mine");
  });

  test(`an error of ${what} after Go's last Write rejects`, async () => {
    assert.equal(await rejection(p.writeText.async(open(new Sink(0, 2)) as never, "abc")), mine);
  });
}

for (const [what, open] of [sinks[0], sinks[1], sinks[3]] as const) {
  test(`Go waits for ${what}`, async () => {
    p.resetWritten();
    const sink = new Sink(2);
    const controller = new AbortController();
    const outcome = rejection(p.writePatternUntil(open(sink) as never, { signal: controller.signal }));
    let worst = 0;
    for (let i = 0; i < 20; i++) {
      await pause(5);
      worst = Math.max(worst, Number(p.written()) - sink.size);
    }
    assert.ok(worst > 0 && worst < buffered, `${worst} bytes were written ahead`);
    controller.abort(mine);
    assert.equal(await outcome, mine);
    const { size } = sink;
    await pause(50);
    assert.ok(sink.size - size < buffered);
  });
}

test("a ByteSink, a writer of Go, and null", async () => {
  const sink = new ByteSink();
  assert.equal(await p.writeText.async(sink, "text"), 4);
  assert.equal(sink.text(), "text");
  const go = p.newSink(0, 0);
  assert.equal(await p.writeText.async(go.open(), "text"), 4);
  assert.equal(go.size(), 4n);
  assert.ok((await rejection(p.writeText.async(null, "x"))) instanceof GoPanic);
});

test("writeAndClose closes a WritableStream and a stream of Node", async () => {
  for (const open of [sinks[0]![1], sinks[1]![1]]) {
    const sink = new Sink();
    await p.writeAndClose.async(open(sink) as never, "text");
    assert.equal(sink.size, 4);
    assert.ok(await until(() => sink.ended === "closed"), sink.ended);
  }
});

test("a WritableStream that Go does not close stays open for the next call", async () => {
  const sink = new Sink();
  const stream = sink.web();
  await p.writeText.async(stream, "one");
  await p.writeText.async(stream, "two");
  assert.equal(sink.ended, "");
  assert.equal(stream.locked, false);
  await stream.close();
  assert.equal(sink.sum, crc32(bytes("onetwo")));
});

test("a stream of Node that Go does not close stays open for the next call", async () => {
  const through = new PassThrough();
  await p.writeText.async(through, "one");
  await p.writeText.async(through, "two");
  through.end();
  assert.equal(await p.readText.async(through), "onetwo");
});

test("a WritableStream that is locked is refused", async () => {
  const stream = new Sink().web();
  stream.getWriter();
  await rejects("TOPHER_TYPE", p.writeText.async(stream, "x"), /parameter 1 \(w\)|locked/);
});

for (const [what, given] of [
  ["a number", 5],
  ["text", "x"],
  ["an object", {}],
  ["a ReadableStream", new ReadableStream()],
] as const) {
  test(`${what} is no writer`, async () => {
    await rejects("TOPHER_TYPE", call["writeText"]!.async(given, "x"), /parameter 1 \(w\) must be/);
  });
}

test("the synchronous form refuses streams with TOPHER_NEEDS_ASYNC", () => {
  refuses("TOPHER_NEEDS_ASYNC", () => call["writeText"]!(new Sink().web(), "x"), /pipes\.writeText/);
  refuses("TOPHER_NEEDS_ASYNC", () => call["writeText"]!(new Sink().node(), "x"), /pipes\.writeText/);
});

test("tee writes to sinks of every kind", async () => {
  const all = Array.from({ length: 4 }, () => new Sink());
  await p.tee.async("text", all.map((sink, i) => sinks[i]![1](sink)) as never);
  assert.deepEqual(
    all.map(({ sum }) => sum),
    Array.from({ length: 4 }, () => crc32(bytes("text"))),
  );
});

test("copy pipes from a stream of JavaScript into one of JavaScript", async () => {
  const sink = new Sink();
  assert.equal(await p.copy.async(sink.web(), p.pattern(5 * mebibyte)!.readable as never), BigInt(5 * mebibyte));
  assert.equal(sink.sum, p.patternSum(5 * mebibyte));
});

test("log: Go keeps a writer and writes in the background", async () => {
  const sink = new Sink();
  const log = await p.newLog.async(sink.async());
  log.print("one");
  log.print("two");
  await log.async.finish();
  assert.ok(await until(() => sink.size === 8)); // Go is ahead of what it keeps
  assert.equal(sink.sum, crc32(bytes("one\ntwo\n")));
  log[Symbol.dispose]();
});

test("render calls JavaScript with a writer of Go", async () => {
  const text = await p.render.async(async (w) => {
    const writer = w!.writable.getWriter();
    await writer.write(bytes("rendered "));
    await writer.write(bytes("text"));
    await writer.close();
  });
  assert.equal(text, "rendered text");
});

test("8 MiB are packed and unpacked through streams on both sides", async () => {
  const size = 8 * mebibyte;
  const packed = new TransformStream<Uint8Array, Uint8Array>();
  const sink = new Sink();
  const [plain, unpacked] = await Promise.all([
    p.gzip.async(packed.writable, p.pattern(size)!.readable as never).then(async (n) => {
      await packed.writable.close();
      return n;
    }),
    p.gunzip.async(sink.web(), packed.readable as never),
  ]);
  assert.deepEqual([plain, unpacked], [BigInt(size), BigInt(size)]);
  assert.deepEqual([sink.size, sink.sum], [size, p.patternSum(size)]);
});

test("what Go packs the runtime unpacks, and the other way round", async () => {
  const data = p.pattern(mebibyte)!.bytes();
  const packed = new ByteSink();
  await p.gzip.async(packed, new Blob([data]) as never);
  assert.equal(crc32(gunzipSync(packed.bytes())), crc32(data));
  const sink = new Sink();
  await p.gunzip.async(sink.node(), [gzipSync(data)] as never);
  assert.equal(sink.sum, crc32(data));
  const stream = new Blob([data]).stream().pipeThrough(new CompressionStream("gzip") as never);
  const unpacked = (await p.gunzipped.async(stream as never))!;
  assert.equal((await p.checksum.async(unpacked))[1], crc32(data));
  assert.equal(
    crc32(await bytesOf(p.gzipped(data)!.readable.pipeThrough(new DecompressionStream("gzip") as never) as never)),
    crc32(data),
  );
});

test("what is not packed rejects with Go's error", async () => {
  const error = (await rejection(
    p.gunzip.async(new ByteSink(), new Blob(["not gzip at all, but long enough"]) as never),
  )) as Error;
  assert.match(error.message, /gzip: invalid header/);
});

test("compress ends with its signal, and lets both of its streams go", async () => {
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await pause(1);
      controller.enqueue(new Uint8Array(1000));
    },
    cancel: () => void (cancelled = true),
  });
  const sink = new Sink();
  const stream = sink.web();
  const controller = new AbortController();
  const task = p.compress(stream, endless as never, { signal: controller.signal });
  await pause(30);
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.ok(await until(() => cancelled));
});

const folder = mkdtempSync(path.join(tmpdir(), "topher-writers-"));
after(() => rmSync(folder, { recursive: true }));

test("a file of Node is packed into another", async () => {
  const [from, to] = [path.join(folder, "from"), path.join(folder, "to")];
  const data = p.pattern(2 * mebibyte)!.bytes();
  writeFileSync(from, data);
  const file = createWriteStream(to);
  await p.gzip.async(file, createReadStream(from) as never);
  await new Promise<void>((resolve) => file.end(() => resolve()));
  assert.equal(crc32(gunzipSync(readFileSync(to))), crc32(data));
});

let server: Server | undefined;
let url = "";
let closedByClient = 0;

test("a local server listens", async () => {
  ({ server, url } = await serve());
});

test("the body of a fetch is read by Go", async () => {
  const response = await fetch(`${url}/pattern`);
  const [size, sum] = await p.checksum.async(response.body as never);
  assert.deepEqual([size, sum], [BigInt(2 * mebibyte), p.patternSum(2 * mebibyte)]);
});

test("a reader of Go is the body of a request", async () => {
  const response = await fetch(`${url}/sum`, {
    method: "POST",
    body: p.pattern(mebibyte)!.readable as never,
    duplex: "half",
  } as never);
  assert.equal(await response.text(), String(p.patternSum(mebibyte)));
});

test("a body is left where Go reads only its head", async () => {
  const response = await fetch(`${url}/endless`);
  assert.equal((await p.head.async(response.body as never, 100_000)).length, 100_000);
  assert.ok(await until(() => (p.collect(), closedByClient > 0)));
});

test("a body that breaks off is an error of Read", async () => {
  const response = await fetch(`${url}/breaks`);
  assert.ok((await rejection(p.checksum.async(response.body as never))) instanceof Error);
});

test("the server is closed", () => void server!.close());

test("writers that were given leave nothing behind", async () => {
  const before = await settled(() => p.collect());
  for (let i = 0; i < 20; i++) {
    for (const [, open] of sinks) await p.writeText.async(open(new Sink()) as never, "x");
  }
  await settlesAt(before, () => p.collect());
});

nothingLeft(() => p.collect());

async function serve(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    switch (request.url) {
      case "/pattern":
        response.end(p.pattern(2 * mebibyte)!.bytes());
        break;
      case "/sum": {
        let sum = 0;
        request.on("data", (chunk: Uint8Array) => (sum = crc32(chunk, sum)));
        request.on("end", () => response.end(String(sum)));
        break;
      }
      case "/endless": {
        const timer = setInterval(() => response.write(new Uint8Array(16_384)), 1);
        response.on("close", () => {
          clearInterval(timer);
          closedByClient++;
        });
        break;
      }
      default:
        response.writeHead(200, { "content-length": "1000" });
        response.write("only so much");
        setTimeout(() => response.destroy(), 20);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const sink = new ByteSink();
  await p.copy.async(sink, chunks as never);
  return sink.bytes();
}
