// What asynchronous forms take for an io.Reader: everything that gives bytes, one day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Blob, Buffer } from "node:buffer";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { GoError } from "topher";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import { pause } from "../kit/pause.ts";
import { refuses } from "../kit/refuses.ts";
import { rejection, rejects, rejectsAs } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(p);
const mine = new Error("mine");
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const mebibyte = 2 ** 20;
/** What may be on its way in buffers: those of topher and those of the runtime. */
const buffered = 8 * mebibyte;

/** Chunks that come later, and tell how they ended. */
async function* later(texts: readonly string[], ends: string[] = []): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    for (const text of texts) {
      await pause(0);
      yield bytes(text);
    }
  } finally {
    ends.push("finally");
  }
}

/** Counts what is pulled from it. */
class Source {
  pulled = 0;
  cancelled: unknown;
  readonly #chunk: number;
  readonly #most: number;
  readonly #end: unknown;

  constructor(chunk: number, most = Infinity, end?: unknown) {
    this.#chunk = chunk;
    this.#most = most;
    this.#end = end;
  }

  web(type?: "bytes"): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      ...((type !== undefined && { type }) as { type: "bytes" }),
      pull: (controller) => {
        if (this.pulled < this.#most) {
          this.pulled += this.#chunk;
          controller.enqueue(new Uint8Array(this.#chunk).fill(this.pulled / this.#chunk));
        } else if (this.#end !== undefined) {
          controller.error(this.#end);
        } else {
          controller.close();
          (controller as unknown as ReadableByteStreamController).byobRequest?.respond(0);
        }
      },
      cancel: (reason) => {
        this.cancelled = reason ?? "cancelled";
      },
    });
  }

  node(): Readable {
    const readable: Readable = new Readable({
      read: () => {
        if (this.pulled < this.#most) {
          this.pulled += this.#chunk;
          readable.push(new Uint8Array(this.#chunk).fill(this.pulled / this.#chunk));
        } else if (this.#end !== undefined) {
          readable.destroy(this.#end as Error);
        } else {
          readable.push(null);
        }
      },
      destroy: (error, callback) => {
        if (error === null && this.pulled < this.#most) this.cancelled = "destroyed";
        callback(error);
      },
    });
    return readable;
  }

  async *chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    try {
      while (this.pulled < this.#most) {
        this.pulled += this.#chunk;
        if (this.pulled % (16 * this.#chunk) === 0) await pause(0);
        yield new Uint8Array(this.#chunk).fill(this.pulled / this.#chunk);
      }
      if (this.#end !== undefined) throw this.#end;
    } finally {
      if (this.pulled < this.#most) this.cancelled = "left";
    }
  }
}

function web(texts: readonly string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(bytes(text));
      controller.close();
    },
  });
}

const folder = mkdtempSync(path.join(tmpdir(), "topher-readers-"));
const file = path.join(folder, "file");
writeFileSync(file, "häll\0o");

for (const [what, given] of [
  ["a Uint8Array", () => bytes("häll\0o")],
  ["text", () => "häll\0o"],
  ["an array of chunks", () => [bytes("hä"), bytes("ll\0o")]],
  ["a generator", () => [bytes("hä"), bytes(""), bytes("ll\0o")].values()],
  ["an object with read", () => reading("häll\0o")],
  ["a reader of Go", () => p.oneByOne("häll\0o")],
  ["a web stream", () => web(["hä", "ll\0o"])],
  ["a byte stream", () => byteStream("häll\0o")],
  ["a Blob", () => new Blob(["hä", bytes("ll\0o")])],
  ["a part of a Blob", () => new Blob(["xhäll\0ox"]).slice(1, -1)],
  ["the body of a Response", () => new Response("häll\0o").body!],
  ["a stream of Node", () => Readable.from([bytes("hä"), bytes("ll\0o")])],
  ["a stream of Node that is written to", () => passing(["hä", "ll\0o"])],
  ["a file of Node", () => createReadStream(file)],
  ["an asynchronous generator", () => later(["hä", "", "ll\0o"])],
  ["what pipes through", () => web(["hä", "ll\0o"]).pipeThrough(new TransformStream())],
  ["Buffers", () => later2([Buffer.from("hä"), Buffer.from("ll\0o")])],
] as const) {
  test(`readText.async takes ${what}`, async () => {
    assert.equal(await p.readText.async(given() as never), "häll\0o");
    assert.equal(await p.readTextUntil(given() as never), "häll\0o");
  });
}

for (const [what, given] of [
  ["a web stream", () => web([])],
  ["a stream of Node", () => Readable.from([])],
  ["an asynchronous generator", () => later([])],
  ["an asynchronous generator of empty chunks", () => later(["", ""])],
  ["a Blob", () => new Blob([])],
] as const) {
  test(`readText.async takes ${what} without bytes`, async () =>
    assert.equal(await p.readText.async(given() as never), ""));
}

test("null is a reader that is nil", async () => {
  assert.equal(await p.handle.async({ path: "/p" }), "/p without a body");
});

for (const [what, open] of [
  ["a web stream", (source: Source) => source.web()],
  ["a byte stream", (source: Source) => source.web("bytes")],
  ["a stream of Node", (source: Source) => source.node()],
  ["an asynchronous generator", (source: Source) => source.chunks()],
] as const) {
  test(`8 MiB arrive from ${what}, each byte where it belongs`, async () => {
    const source = new Source(100_000, 8_400_000);
    const [size, sum] = await p.checksum.async(open(source));
    let wanted = 0;
    for (let i = 1; i <= 84; i++) wanted = crc32(new Uint8Array(100_000).fill(i), wanted);
    assert.deepEqual([size, sum], [8_400_000n, wanted]);
  });

  test(`an error of ${what} is the error of Go's Read, and the rejection`, async () => {
    assert.equal(await rejection(p.readText.async(open(new Source(10, 30, mine)))), mine);
    assert.equal(await p.tryRead.async(open(new Source(10, 30, mine))), "failed: mine");
    assert.equal(await p.isBroken.async(open(new Source(10, 30, p.errBroken))), true);
    assert.equal(await p.isBroken.async(open(new Source(10, 30, mine))), false);
  });

  test(`${what} is cancelled where Go reads no more`, async () => {
    const source = new Source(1000);
    assert.equal((await p.head.async(open(source), 2500)).length, 2500);
    assert.ok(await until(() => (p.collect(), source.cancelled !== undefined)), "it was not");
    const { pulled } = source;
    await pause(20);
    assert.equal(source.pulled, pulled);
    assert.ok(pulled < buffered, `${pulled} bytes were pulled`);
  });

  test(`${what} is not pulled faster than Go reads`, async () => {
    p.resetTaken();
    const source = new Source(64 * 1024, 64 * mebibyte);
    const controller = new AbortController();
    const outcome = rejection(p.readSlowly.async(open(source), 64 * 1024, 5, { signal: controller.signal }));
    let worst = 0;
    for (let i = 0; i < 20; i++) {
      await pause(5);
      worst = Math.max(worst, source.pulled - Number(p.taken()));
    }
    assert.ok(p.taken() > 0n);
    assert.ok(worst < buffered, `${worst} bytes were pulled ahead`);
    controller.abort(mine);
    assert.equal(await outcome, mine);
    assert.ok(await until(() => source.cancelled !== undefined), "it was not cancelled");
  });

  test(`${what} that never ends is left by an abort`, async () => {
    const source = new Source(16);
    const controller = new AbortController();
    const task = p.readTextUntil(open(source), { signal: controller.signal });
    assert.ok(await until(() => source.pulled > 100));
    controller.abort(mine);
    assert.equal(await rejection(task), mine);
    assert.ok(await until(() => source.cancelled !== undefined), "it was not cancelled");
  });
}

test("an asynchronous generator is left with its finally", async () => {
  const ends: string[] = [];
  assert.equal(await p.readText.async(later(["a", "b"], ends)), "ab");
  assert.deepEqual(ends, ["finally"]);
});

test("a web stream that is locked is refused", async () => {
  const stream = web(["a"]);
  stream.getReader();
  await rejects("TOPHER_TYPE", p.readText.async(stream), /parameter 1 \(r\)|locked/);
});

test("a web stream is used up afterwards", async () => {
  const stream = new Source(10, 100).web();
  assert.equal((await p.checksum.async(stream))[0], 100n);
  const again = await p.checksum.async(stream).then(
    ([size]) => size,
    (error: { code?: string }) => error.code,
  );
  assert.ok(again === 0n || again === "TOPHER_TYPE", String(again));
});

for (const [what, given] of [
  ["text from a web stream", () => stream(["text"])],
  ["numbers from an asynchronous generator", () => later2([5])],
  ["objects from a stream of Node", () => Readable.from([{}, {}])],
  ["a resizable chunk", () => later2([new Uint8Array(new ArrayBuffer(1, { maxByteLength: 2 }))])],
] as const) {
  test(`${what} rejects`, async () => {
    const reason = (await rejection(p.readText.async(given() as never))) as Error & { code?: string };
    assert.match(reason.code ?? reason.message, /^TOPHER_(TYPE|BUFFER)$/);
    assert.match(reason.message, /chunk/);
  });
}

for (const [what, given] of [
  ["a number", 5],
  ["undefined", undefined],
  ["an object", {}],
  ["a promise", Promise.resolve("x")],
  ["a Response", new Response("x")],
] as const) {
  test(`${what} is no reader`, async () => {
    await rejects("TOPHER_TYPE", call["readText"]!.async(given), /parameter 1 \(r\) must be/);
  });
}

for (const [what, given] of [
  ["a web stream", () => web(["a"])],
  ["a Blob", () => new Blob(["a"])],
  ["a stream of Node", () => Readable.from(["a"])],
  ["an asynchronous generator", () => later(["a"])],
] as const) {
  test(`the synchronous form refuses ${what} with TOPHER_NEEDS_ASYNC`, () => {
    refuses("TOPHER_NEEDS_ASYNC", () => call["readText"]!(given()), /pipes\.readText/);
  });
}

test("a task calls an object with read from its goroutine, and closes it", async () => {
  const object = { ...reading("some text"), closed: 0, close: () => void object.closed++ };
  assert.equal(await p.readAndClose.async(object as never), "some text");
  assert.ok(await until(() => object.closed === 1));
  const throwing = {
    read(): number {
      throw mine;
    },
  };
  assert.equal(await rejection(p.readText.async(throwing)), mine);
});

test("concat reads one stream after the other, together several at a time", async () => {
  assert.equal(await p.concat.async([web(["a"]), "b", later(["c"]), new Blob(["d"])] as never), "abcd");
  const streams = [web(["aa"]), later(["b", "b"]), Readable.from([bytes("c")])];
  assert.deepEqual([...(await p.together.async(streams as never))], [2n, 2n, 1n]);
});

test("lines gives the lines of a stream as they come, as long as its context lives", async () => {
  const seen: string[] = [];
  for await (const line of (await p.lines(later(["one\nt", "wo\n", "three"])))!) seen.push(line);
  assert.deepEqual(seen, ["one", "two", "three"]);
  const source = new Source(10);
  const endless = later2(
    (async function* () {
      for await (const _ of source.chunks()) yield bytes("line\n");
    })(),
  );
  for await (const line of (await p.lines(endless as never))!) {
    assert.equal(line, "line");
    break;
  }
  assert.ok(await until(() => (p.collect(), source.cancelled !== undefined)));
});

test("upper: a stream that Go keeps is read after the task has settled", async () => {
  const upper = (await p.upper.async(later(["ab", "cd"])))!;
  let text = "";
  for await (const chunk of upper) text += new TextDecoder().decode(chunk);
  assert.equal(text, "ABCD");
  upper[Symbol.dispose]();
});

test("handle takes a struct with a stream in it, in a task", async () => {
  assert.equal(await p.handle.async({ path: "/p", body: "text" }), "/p text");
});

test("broken streams of Go are passed from function to function", async () => {
  await rejectsAs(p.readText.async(p.broken("abc")), p.errBroken);
  const error = await rejection(p.readText.async(p.panicking("abc")));
  assert.ok(!(error instanceof GoError));
  assert.match((error as Error).message, /the reader panics/);
});

test("streams that were given leave nothing behind", async () => {
  const before = await settled(() => p.collect());
  for (let i = 0; i < 20; i++) {
    assert.equal(await p.readText.async(web(["a", "b"])), "ab");
    assert.equal(await p.readText.async(later(["a", "b"])), "ab");
    await p.head.async(new Source(100).web(), 10);
  }
  await settlesAt(before, () => p.collect());
});

test("readText refuses what read fills where its memory is gone", async () => {
  const given = (later: boolean) => ({
    read(into: Uint8Array) {
      structuredClone(into.buffer, { transfer: [into.buffer as ArrayBuffer] });
      return later ? pause(0).then(() => 3) : 3;
    },
  });
  const message = /^pipes\.readText: parameter 1 \(r\): what read was given must be a Uint8Array that is not detached/;
  for (const later of [false, true]) await rejects("TOPHER_BUFFER", p.readText.async(given(later)), message);
});

nothingLeft(() => p.collect());
test("the file is gone", () => rmSync(folder, { recursive: true }));

function byteStream(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  let rest = bytes(text);
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      if (rest.length === 0) {
        controller.close();
        controller.byobRequest?.respond(0);
        return;
      }
      controller.enqueue(rest.slice(0, 3));
      rest = rest.slice(3);
    },
  });
}

function stream(values: readonly unknown[]): ReadableStream<unknown> {
  return new ReadableStream({
    start(controller) {
      for (const value of values) controller.enqueue(value);
      controller.close();
    },
  });
}

function passing(texts: readonly string[]): PassThrough {
  const through = new PassThrough();
  for (const text of texts) through.write(bytes(text));
  through.end();
  return through;
}

async function* later2(values: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<unknown> {
  for await (const value of values) yield value;
}

function reading(text: string): { read(into: Uint8Array): number } {
  let rest = bytes(text);
  return {
    read(into) {
      const part = rest.slice(0, Math.min(3, into.length));
      into.set(part);
      rest = rest.slice(part.length);
      return part.length;
    },
  };
}
