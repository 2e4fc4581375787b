import { PassThrough, Readable, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { codeOf } from "../errors.ts";
import { ByteSink } from "./byte-sink.ts";
import type { GoReader } from "./go-reader.ts";
import type { GoWriter } from "./go-writer.ts";
import { farside, rejection, type Farside, type StartedTask } from "./streams.fixture.ts";

const bytes = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);
const text = (chunks: readonly Uint8Array[]): string => chunks.map((chunk) => new TextDecoder().decode(chunk)).join("");

const reading = (side: Farside, value: unknown): StartedTask => side.task(($) => $.reader(value, "parameter 1 (r)"));
const writing = (side: Farside, value: unknown): StartedTask => side.task(($) => $.writer(value, "parameter 1 (w)"));

const given = ($: { float64(value: number, at: string): void }): void => $.float64(9, "");
const readerOf = (side: Farside): GoReader => side.results(given, ($) => $.readReader());
const writerOf = (side: Farside): GoWriter => side.results(given, ($) => $.readWriter());

/** A stream of chunks, and what happened to it. */
function source(chunks: unknown[], options: { readonly endless?: boolean } = {}) {
  const log: string[] = [];
  const stream = new ReadableStream<unknown>(
    {
      pull(controller) {
        log.push("pull");
        const chunk = chunks.shift();
        if (chunk instanceof Error) controller.error(chunk);
        else if (chunk !== undefined) controller.enqueue(chunk);
        else if (options.endless !== true) controller.close();
        else return new Promise(() => {});
        return undefined;
      },
      cancel: (reason: unknown) => void log.push(`cancel ${String(reason)}`),
    },
    { highWaterMark: 0 },
  );
  return { stream, log };
}

describe("a task reads from", () => {
  async function readBy(value: unknown): Promise<string> {
    const side = farside();
    reading(side, value);
    side.ready(1);
    await side.turns();
    expect(side.far(1).ended).toBeNull();
    return text(side.far(1).written);
  }

  test("streams of the web, blobs and bodies", async () => {
    expect(await readBy(source([bytes("ab"), bytes("cd")]).stream)).toBe("abcd");
    const byob = new ReadableStream({
      type: "bytes",
      pull(controller) {
        const { byobRequest } = controller;
        expect(byobRequest).not.toBeNull(); // memory to fill, instead of chunks
        (byobRequest!.view as Uint8Array).set(bytes("abc"));
        byobRequest!.respond(3);
        controller.close();
      },
    });
    expect(await readBy(byob)).toBe("abc");
    expect(await readBy(new Blob(["ab", "c"]))).toBe("abc");
    expect(await readBy(new Response("body").body)).toBe("body");
  });

  test("streams of Node, iterables, and what can be read with a promise", async () => {
    expect(await readBy(Readable.from([Buffer.from("ab"), Buffer.from("c")]))).toBe("abc");
    expect(await readBy([bytes("ab"), bytes(""), bytes("c")])).toBe("abc");
    expect(await readBy(new Set([bytes("ab")]).values())).toBe("ab");
    async function* chunks() {
      yield bytes("ab");
      yield bytes("c");
    }
    expect(await readBy(chunks())).toBe("abc");
    let rest = 3;
    const later = {
      async read(into: Uint8Array) {
        into[0] = 97;
        return rest-- > 0 ? 1 : 0;
      },
    };
    expect(await readBy(later)).toBe("aaa");
  });
});

test("nothing is read before Go reads, and no more than Go has room for", async () => {
  const side = farside();
  const { stream, log } = source([bytes("abcd"), bytes("ef"), bytes("gh")]);
  reading(side, stream);
  await side.turns();
  expect([log, stream.locked]).toEqual([[], false]);
  const far = side.far(1);
  far.space = 2;
  side.ready(1);
  await side.turns();
  expect([text(far.written), log]).toEqual(["ab", ["pull"]]);
  far.space = 3;
  side.ready(1);
  await side.turns();
  expect([text(far.written), log]).toEqual(["abcde", ["pull", "pull"]]);
  far.space = Infinity;
  side.ready(1);
  await side.turns();
  expect([text(far.written), far.ended, stream.locked, side.bridge.inbox.streams]).toEqual([
    "abcdefgh",
    null,
    false,
    0,
  ]);
});

test("a source is cancelled where Go reads no more, even while its bytes are awaited", async () => {
  for (const chunks of [[], [bytes("ab")]]) {
    const side = farside();
    const { stream, log } = source(chunks, { endless: true });
    reading(side, stream);
    side.ready(1);
    await side.turns();
    side.far(1).over = true;
    side.ready(1);
    await side.turns();
    expect([log.at(-1), stream.locked, side.far(1).ended]).toEqual(["cancel undefined", false, undefined]);
  }
  const side = farside();
  let ended = false;
  async function* endless() {
    try {
      for (;;) yield bytes("a");
    } finally {
      ended = true;
    }
  }
  side.far(1).space = 3;
  reading(side, endless());
  side.ready(1);
  await side.turns();
  side.far(1).over = true;
  side.ready(1);
  await side.turns();
  expect(ended).toBe(true);
});

test("an object with read is closed when its reader is over, however that comes", async () => {
  const mine = new Error("mine");
  for (const last of [0, mine, "left"]) {
    const side = farside();
    let closed = 0;
    const object = {
      read(into: Uint8Array): number | Promise<number> {
        if (last === "left") return new Promise(() => {});
        if (last === mine) throw mine;
        return into.fill(0, 0, 0) && 0;
      },
      close: () => void closed++,
    };
    reading(side, object);
    side.ready(1);
    await side.turns();
    side.far(1).over = true;
    side.ready(1);
    expect(closed).toBe(1);
  }
});

test("a stream of Node that nobody has read is destroyed", async () => {
  const side = farside();
  const stream = new PassThrough();
  reading(side, stream);
  side.far(1).over = true;
  side.ready(1);
  await side.turns();
  expect(stream.destroyed).toBe(true);
});

test("what a source throws is the error of Go's Read", async () => {
  const mine = new Error("mine");
  const side = farside();
  reading(side, source([bytes("ab"), mine]).stream);
  side.ready(1);
  await side.turns();
  expect([text(side.far(1).written), side.far(1).ended]).toEqual(["ab", mine]);
});

test("a chunk that is no bytes is named", async () => {
  const side = farside();
  const { stream, log } = source(["text"]);
  reading(side, stream);
  side.ready(1);
  await side.turns();
  expect((side.far(1).ended as Error).message).toBe(
    'geo.task: parameter 1 (r): a chunk must be a Uint8Array, got string "text". A stream with an encoding gives text: leave it out',
  );
  expect(log).toEqual(["pull", `cancel ${String(side.far(1).ended)}`]);
});

test("an aborted task ends what it reads from and writes to with the reason", async () => {
  const side = farside();
  const { stream, log } = source([], { endless: true });
  const sink = new ByteSink();
  const { promise, abort } = side.task(($) => {
    $.reader(stream, "parameter 1 (r)");
    $.writer(sink, "parameter 2 (w)");
  });
  side.ready(1);
  await side.turns();
  const reason = new Error("stop");
  abort(reason);
  expect(await rejection(promise)).toBe(reason);
  await side.turns();
  expect([side.far(1).ended, side.far(2).ended, log.at(-1)]).toEqual([reason, reason, "cancel Error: stop"]);
});

test("the same stream is the same reader, and another iteration of an iterable is another one", () => {
  const side = farside();
  const { stream } = source([]);
  const [array, sink] = [[bytes("a")], new ByteSink()];
  const numbers = (value: unknown, how: "reader" | "writer"): number[] => {
    const found: number[] = [];
    side.task(($) => {
      for (let i = 0; i < 2; i++) {
        const start = $.position;
        $[how](value, "parameter 1 (of)");
        found.push($.memory[start]!, $.memory[start + 1]!);
      }
    });
    return found;
  };
  expect(numbers(stream, "reader")).toEqual([5, 1, 5, 1]);
  expect(numbers(array, "reader")).toEqual([5, 2, 5, 3]);
  expect(numbers(sink, "writer")).toEqual([5, 4, 5, 4]);
  expect(numbers(sink, "writer")).toEqual([5, 4, 5, 4]);
});

test("what is no source or target is refused, with a way out where there is one", async () => {
  const side = farside();
  const reader = (value: unknown) => () => reading(side, value);
  const writer = (value: unknown) => () => writing(side, value);
  expect(reader(new Response("x"))).toThrow("must be a ReadableStream, a Blob, a stream of Node,");
  expect(reader(new Response("x"))).toThrow("Its body is a ReadableStream: pass .body");
  for (const value of [1, {}, () => {}, new WritableStream(), new Float64Array(1)]) {
    expect(reader(value)).toThrow("parameter 1 (r) must be a ReadableStream");
  }
  for (const value of [1, {}, "x", new ReadableStream(), { write() {} }]) {
    expect(writer(value)).toThrow("parameter 1 (w) must be a WritableStream, a stream of Node, a function, a ByteSink");
  }
  const locked = new ReadableStream();
  locked.getReader();
  expect(reader(locked)).toThrow("parameter 1 (r) is a stream that is locked");
  expect(() => side.task(($) => $.source(new Blob(), "parameter 1 (r)"))).toThrow("must be a Uint8Array, a string or");
  expect(side.bridge.inbox.streams).toBe(0);
});

test("a task settles when what it wrote has reached its sink, which stays open", async () => {
  const side = farside();
  const chunks: Uint8Array[] = [];
  const taken: (() => void)[] = [];
  const stream = new WritableStream<Uint8Array>({
    write(chunk) {
      chunks.push(chunk);
      return new Promise((resolve) => void taken.push(resolve));
    },
    close: () => expect.unreachable(),
  });
  const { promise, settle } = writing(side, stream);
  side.far(1).bytes.push(bytes("ab"));
  side.ready(1);
  await side.turns();
  side.far(1).bytes.push(bytes("cd"));
  let settled = false;
  void promise.then(() => (settled = true));
  settle();
  for (const seen of ["ab", "abcd"]) {
    await side.turns();
    expect([text(chunks), settled]).toEqual([seen, false]);
    taken.shift()!();
  }
  await side.until(promise);
  expect(stream.locked).toBe(false); // the program can go on with it
  side.far(1).bytes.push(bytes("ef")); // and so can Go, which has kept the writer
  side.ready(1);
  await side.turns();
  expect([text(chunks), stream.locked]).toEqual(["abcdef", true]);
});

test("chunks are memory of their own", async () => {
  const side = farside();
  const chunks: Uint8Array[] = [];
  const { promise, settle } = writing(side, (chunk: Uint8Array) => void chunks.push(chunk));
  side.far(1).bytes.push(bytes("ab"), new Uint8Array(100_000).fill(1), bytes("cd"));
  settle();
  await side.until(promise);
  expect(chunks.map(({ length }) => length)).toEqual([2, 65536, 34464, 2]);
  expect(new Set(chunks.map(({ buffer }) => buffer)).size).toBe(4);
  expect(chunks[0]!.buffer.byteLength).toBe(2); // a small one does not hold on to more
});

test("a function that gives a promise gets one chunk after the other", async () => {
  const side = farside();
  const log: string[] = [];
  const { promise, settle } = writing(side, async (chunk: Uint8Array) => {
    log.push(`begin ${text([chunk])}`);
    await undefined;
    log.push(`end ${text([chunk])}`);
  });
  side.far(1).bytes.push(bytes("a"), bytes("b"));
  settle();
  await side.until(promise);
  expect(log).toEqual(["begin a", "end a", "begin b", "end b"]);
});

test("Go closes what it writes to, and only then is it ended", async () => {
  const side = farside();
  let closed = 0;
  const stream = new WritableStream({ close: () => void closed++ });
  const { promise, settle } = writing(side, stream);
  side.far(1).bytes.push(bytes("ab"));
  side.far(1).over = true;
  settle();
  await side.until(promise);
  expect([closed, stream.locked, side.bridge.inbox.streams]).toEqual([1, false, 0]);
});

test("what a sink throws is the error of Go's next Write, or else rejects the task", async () => {
  const mine = new Error("disk full");
  for (const told of [false, true]) {
    const side = farside();
    const { promise, settle } = writing(side, () => {
      throw mine;
    });
    side.far(1).bytes.push(bytes("ab"));
    side.ready(1);
    await side.turns();
    expect(side.far(1).ended).toBe(mine);
    side.far(1).told = told;
    settle();
    if (told) expect(await side.until(promise)).toBeUndefined();
    else expect(await rejection(side.until(promise))).toBe(mine);
    expect(side.bridge.inbox.streams).toBe(0);
  }
  const side = farside();
  const { promise, settle } = writing(side, () => Promise.reject(mine));
  side.far(1).bytes.push(bytes("ab"));
  settle(true);
  expect(codeOf(await rejection(side.until(promise)))).toBe("TOPHER_NIL"); // what Go has failed with comes first
});

test("what a sink throws rejects the task, also where Go lets go of the writer before the task has settled", async () => {
  const mine = new Error("disk full");
  const side = farside();
  const { promise, settle } = writing(side, () => {
    throw mine;
  });
  side.far(1).bytes.push(bytes("ab"));
  side.ready(1);
  await side.turns();
  side.far(1).dropped = true;
  side.ready(1); // Go says so
  await side.turns();
  settle();
  expect(await rejection(side.until(promise))).toBe(mine);
  expect(side.bridge.inbox.streams).toBe(0);
});

test("a stream that fails while it is closed rejects the task", async () => {
  const mine = new Error("disk full");
  const side = farside();
  const { promise, settle } = writing(side, new WritableStream({ close: () => Promise.reject(mine) }));
  side.far(1).over = true;
  settle();
  expect(await rejection(side.until(promise))).toBe(mine);
});

test("a stream of Node is written with its backpressure, and left as it was", async () => {
  const side = farside();
  const taken: (() => void)[] = [];
  const chunks: Uint8Array[] = [];
  const stream = new Writable({
    highWaterMark: 3,
    write(chunk: Uint8Array, _, done) {
      chunks.push(chunk);
      taken.push(done);
    },
  });
  const { promise, settle } = writing(side, stream);
  const far = side.far(1);
  far.bytes.push(bytes("abcd"), bytes("e"));
  side.ready(1);
  await side.turns();
  expect([text(chunks), far.bytes.length]).toEqual(["abcd", 1]); // it is full
  settle();
  for (let i = 0; i < 2; i++) {
    taken.shift()!();
    await side.turns();
  }
  await side.until(promise);
  expect([text(chunks), stream.writableEnded, stream.destroyed]).toEqual(["abcde", false, false]);
  far.over = true;
  side.ready(1);
  await side.turns();
  expect([stream.writableEnded, stream.listenerCount("error"), stream.listenerCount("drain")]).toEqual([true, 0, 0]);
});

test("a stream of Node that fails or is destroyed is an error of Go's", async () => {
  const mine = new Error("disk full");
  const failing = new Writable({ write: (_chunk, _encoding, done) => done(mine) });
  failing.on("error", () => {});
  const side = farside();
  const { promise, settle } = writing(side, failing);
  side.far(1).bytes.push(bytes("ab"));
  side.ready(1);
  await side.turns();
  settle();
  expect(await rejection(side.until(promise))).toBe(mine);
  const other = farside();
  const destroyed = new PassThrough().destroy();
  const second = writing(other, destroyed);
  other.far(1).bytes.push(bytes("ab"));
  second.settle();
  expect(String(await rejection(other.until(second.promise)))).toContain(
    "the stream was closed before all was written",
  );
});

test("a reader is a stream of bytes, which fills the memory that it gets", async () => {
  const side = farside();
  const reader = readerOf(side);
  const stream = reader.readable as ReadableStream<Uint8Array>;
  expect([reader.readable === stream, side.log]).toEqual([true, ["reader 1 of 9"]]);
  side.far(1).bytes.push(bytes("abcd"), bytes("ef"));
  const byob = stream.getReader({ mode: "byob" });
  const first = await side.until(byob.read(new Uint8Array(3)));
  expect(text([first.value!])).toBe("abc");
  byob.releaseLock();
  const chunks = stream.getReader();
  expect(text([(await side.until(chunks.read())).value!])).toBe("d");
  expect(text([(await side.until(chunks.read())).value!])).toBe("ef");
  const last = chunks.read();
  await side.turns();
  expect(side.held).toBe(true);
  side.far(1).over = true;
  side.ready(1);
  expect([(await side.until(last)).done, side.held, side.bridge.inbox.streams]).toEqual([true, false, 0]);
});

test("a byte stream that is read into memory ends", async () => {
  const side = farside();
  const stream = readerOf(side).readable as ReadableStream<Uint8Array>;
  const byob = stream.getReader({ mode: "byob" });
  const read = byob.read(new Uint8Array(3));
  await side.turns();
  side.far(1).over = true;
  side.ready(1);
  expect(await side.until(read)).toEqual({ done: true, value: new Uint8Array(0) });
});

test("cancelling the stream of a reader closes it, and its failure is thrown", async () => {
  const side = farside();
  await (readerOf(side).readable as ReadableStream).cancel();
  expect(side.log).toEqual(["reader 1 of 9", "stop 1"]);
  const failing = (readerOf(side).readable as ReadableStream).getReader();
  side.far(2).failure = new Error("read failed");
  expect(await rejection(side.until(failing.read()))).toBe(side.far(2).failure);
});

test("for await reads a reader to its end, and closes it where it leaves", async () => {
  const side = farside();
  side.far(1).bytes.push(bytes("ab"), bytes("cd"));
  side.far(1).over = true;
  const chunks: Uint8Array[] = [];
  for await (const chunk of readerOf(side)) chunks.push(chunk);
  expect(text(chunks)).toBe("abcd");
  side.far(2).bytes.push(bytes("ab"));
  for await (const chunk of readerOf(side)) {
    expect(text([chunk])).toBe("ab");
    break;
  }
  expect(side.log.at(-1)).toBe("stop 2");
});

test("a reader that was read to its end is closed once, by the program", async () => {
  const side = farside();
  const reader = readerOf(side);
  side.far(1).over = true;
  for await (const _ of reader) expect.unreachable();
  reader[Symbol.dispose]();
  expect([side.log.slice(-2), side.released]).toEqual([["read 1", "close 9"], [9]]);
  const cancelled = readerOf(side);
  await (cancelled.readable as ReadableStream).cancel();
  cancelled[Symbol.dispose]();
  expect(side.log.at(-1)).toBe("stop 2"); // which has closed it
});

test("steps that are asked for at once come in their order", async () => {
  const side = farside();
  const steps = readerOf(side)[Symbol.asyncIterator]();
  const asked = [steps.next(), steps.next(), steps.next()];
  side.far(1).bytes.push(bytes("a"), bytes("b"));
  side.far(1).over = true;
  side.ready(1);
  const given = await side.until(Promise.all(asked));
  expect(given.map(({ value }) => value && text([value]))).toEqual(["a", "b", undefined]);
});

test("two loops over one reader share its bytes, and both end", async () => {
  const side = farside();
  const reader = readerOf(side);
  let length = 0;
  const loop = async (): Promise<void> => {
    for await (const chunk of reader) length += chunk.length;
  };
  const both = Promise.all([loop(), loop()]);
  for (let i = 0; i < 4; i++) {
    side.far(1).bytes.push(bytes("abc"));
    side.ready(1);
    await side.turns();
  }
  side.far(1).over = true;
  side.ready(1);
  await side.until(both);
  expect([length, side.held]).toEqual([12, false]);
});

test("what was taken over is used in no other way, and ends when it is closed", async () => {
  const side = farside();
  const reader = readerOf(side);
  const stream = (reader.readable as ReadableStream<Uint8Array>).getReader();
  const uses = { read: () => reader.read(new Uint8Array(1)), text: () => reader.text(), bytes: () => reader.bytes() };
  for (const [name, use] of Object.entries(uses)) {
    expect(use).toThrow(`GoReader.${name}: a stream or an asynchronous loop has taken it over`);
  }
  expect(() => [...reader]).toThrow("a stream or an asynchronous loop has taken it over");
  const read = stream.read();
  await side.turns();
  reader[Symbol.dispose]();
  expect([(await side.until(read)).done, side.held, side.log.at(-1), side.released]).toEqual([
    true,
    false,
    "stop 1",
    [9],
  ]);
  const writer = writerOf(side);
  void writer.writable;
  expect(() => writer.write("a")).toThrow("GoWriter.write: a stream or an asynchronous loop has taken it over");
  writer[Symbol.dispose]();
  expect(() => writer.writable).not.toThrow();
});

test("a writer is a stream that waits for Go, and is closed when all is written", async () => {
  const side = farside();
  const goes = writerOf(side);
  const stream = (goes.writable as WritableStream<Uint8Array | string>).getWriter();
  expect(goes.writable).toBe(goes.writable);
  const far = side.far(1);
  far.space = 3;
  const writes = [stream.write(bytes("abcd")), stream.write("é")];
  await side.turns();
  expect([text(far.written), side.held]).toEqual(["abc", true]);
  far.space = Infinity;
  side.ready(1);
  await side.until(Promise.all(writes));
  expect(text(far.written)).toBe("abcdé");
  const closed = stream.close();
  await side.turns();
  expect([far.ended, side.held]).toEqual([null, true]);
  far.over = true;
  side.ready(1);
  await side.until(closed);
  expect([side.held, side.bridge.inbox.streams]).toEqual([false, 0]);
});

test("what a writer of Go fails with is thrown, and aborting says why", async () => {
  const side = farside();
  const stream = (writerOf(side).writable as WritableStream<unknown>).getWriter();
  side.far(1).failure = new Error("write failed");
  const write = stream.write(bytes("a"));
  stream.closed.catch(() => {});
  expect(await rejection(side.until(write))).toBe(side.far(1).failure);
  const wrong = (writerOf(side).writable as WritableStream<unknown>).getWriter();
  wrong.closed.catch(() => {});
  expect(String(await rejection(side.until(wrong.write(1))))).toContain(
    "GoWriter.writable: a chunk must be a Uint8Array",
  );
  const aborted = (writerOf(side).writable as WritableStream<unknown>).getWriter();
  aborted.closed.catch(() => {});
  const reason = new Error("stop");
  const done = aborted.abort(reason);
  await side.turns();
  side.far(3).over = true;
  side.ready(3);
  await side.until(done);
  expect(side.far(3).ended).toBe(reason);
});
