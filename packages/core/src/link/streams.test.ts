import { Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import { codeOf } from "../errors.ts";
import { otherSide, type OtherSide } from "./bridge.fixture.ts";
import { ByteSink } from "./byte-sink.ts";
import { adopt, Handle } from "./handle.ts";

const f64 = (value: number): number[] => [...new Uint8Array(new Float64Array([value]).buffer)];
const text = (value: Uint8Array): string => new TextDecoder().decode(value);
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return `${codeOf(error)} ${(error as Error).message}`;
  }
  throw new Error("nothing was thrown");
}

/** Passes a reader, and gives its number. */
function passed({ written }: OtherSide, value: unknown): number {
  const [kind, id = 0] = written(($) => $.reader(value, "parameter 1 (r)"));
  expect(kind).toBe(1);
  return id;
}

function readFrom({ call }: OtherSide, id: number, most: number): string {
  const reply = call(id, (codec) => {
    codec.uint32(0, "");
    codec.uint32(most, "");
  });
  return text(reply.readBytes());
}

test("a reader can be bytes, text, a handle or nothing", () => {
  const { written, bridge } = otherSide();
  const reader = (value: unknown) => written(($) => $.reader(value, "parameter 1 (r)"));
  expect(reader(null)).toEqual([0]);
  expect(reader(new Uint8Array([1, 2]))).toEqual([4, 2, 0, 0, 0, 1, 2]);
  expect(reader(Buffer.from([1, 2]).subarray(1))).toEqual([4, 1, 0, 0, 0, 2]);
  expect(reader("é")).toEqual([4, 2, 0, 0, 0, 0xc3, 0xa9]);
  expect(reader(adopt(bridge, Handle, 7))).toEqual([2, ...f64(7)]);
  expect(written(($) => $.source("é", "r"))).toEqual([4, 2, 0, 0, 0, 0xc3, 0xa9]);
  expect(bridge.slots.kept).toBe(0);
});

test("an object with read fills what it gets", () => {
  const side = otherSide();
  const parts = ["hello", ", ", "world"];
  const sizes: number[] = [];
  let closed = 0;
  const source = {
    read(into: Uint8Array): number {
      sizes.push(into.length);
      expect(into.buffer.byteLength).toBeLessThan(1024); // memory of its own, not the arena
      return new TextEncoder().encodeInto(parts.shift() ?? "", into).written;
    },
    close: () => void closed++,
  };
  const id = passed(side, source);
  expect(passed(side, source)).toBe(id);
  expect([readFrom(side, id, 512), readFrom(side, id, 100), readFrom(side, id, 512), readFrom(side, id, 512)]).toEqual([
    "hello",
    ", ",
    "world",
    "",
  ]);
  expect(sizes).toEqual([512, 100, 512, 512]);
  side.call(id, (codec) => codec.uint32(1, ""));
  expect(closed).toBe(1);
});

test("an object with read may call Go, and is refused where it gives no number of bytes", () => {
  const side = otherSide();
  let result: unknown;
  const id = passed(side, {
    read(into: Uint8Array) {
      side.written(($) => $.string("a nested call", "s"));
      into.set(bytes("abc"));
      return result;
    },
  });
  result = 3;
  expect(readFrom(side, id, 10)).toBe("abc");
  const read = (given: unknown) => {
    result = given;
    return messageOf(() => readFrom(side, id, 10));
  };
  expect(read(11)).toBe(
    "TOPHER_RANGE geo.pass: parameter 1 (r): the result of read must be an integer from 0 to 10, got number 11",
  );
  expect(read(undefined)).toContain("TOPHER_TYPE");
  expect(read(Promise.resolve(3))).toMatch(/^TOPHER_NEEDS_ASYNC .*: read is an object of class Promise/);
});

test("an iterable of chunks keeps what is left of one between reads, and is ended where Go closes it", () => {
  const side = otherSide();
  let ended = "";
  function* chunks() {
    try {
      yield bytes("abcdef");
      yield new Uint8Array();
      yield bytes("gh");
      yield bytes("never");
    } finally {
      ended = "yes";
    }
  }
  const id = passed(side, chunks());
  expect([readFrom(side, id, 4), readFrom(side, id, 4), readFrom(side, id, 1)]).toEqual(["abcd", "ef", "g"]);
  side.call(id, (codec) => codec.uint32(1, ""));
  expect([ended, readFrom(side, id, 4)]).toEqual(["yes", ""]);
});

test("an iterable begins again for each reader made of it, an iterator goes on", () => {
  const side = otherSide();
  const array = [bytes("ab")];
  const [first, second] = [passed(side, array), passed(side, array)];
  expect([readFrom(side, first, 9), readFrom(side, second, 9)]).toEqual(["ab", "ab"]);
  const iterator = [bytes("abc")].values();
  expect(readFrom(side, passed(side, iterator), 2)).toBe("ab");
  expect(readFrom(side, passed(side, iterator), 2)).toBe("c");
  const wrong = passed(side, ["no bytes"]);
  expect(messageOf(() => readFrom(side, wrong, 9))).toBe(
    'TOPHER_TYPE geo.pass: parameter 1 (r): a chunk must be a Uint8Array, got string "no bytes"',
  );
  expect(readFrom(side, wrong, 9)).toBe("");
});

test("an answer to a read is never longer than the arena has room for", () => {
  const side = otherSide();
  const id = passed(side, [new Uint8Array(300_000).fill(97)]);
  let length = 0;
  for (let piece = ""; (piece = readFrom(side, id, 2 ** 32 - 1)) !== "";) length += piece.length;
  expect(length).toBe(300_000);
});

test("streams need the asynchronous form", () => {
  const { written } = otherSide();
  const reader = (value: unknown) => messageOf(() => written(($) => $.reader(value, "parameter 1 (r)")));
  const writer = (value: unknown) => messageOf(() => written(($) => $.writer(value, "parameter 1 (w)")));
  expect(reader(new ReadableStream())).toBe(
    "TOPHER_NEEDS_ASYNC geo.pass: parameter 1 (r) is an object of class ReadableStream: the synchronous form takes a Uint8Array, a string, " +
      "an iterable of Uint8Array, an object with read(into) or a handle, the asynchronous form takes streams",
  );
  async function* later() {}
  for (const value of [new Blob(), new Response("x"), new Request("http://x"), Readable.from([]), later()]) {
    expect(reader(value)).toContain("TOPHER_NEEDS_ASYNC");
  }
  expect(messageOf(() => written(($) => $.source(new Blob(), "r")))).toContain("TOPHER_NEEDS_ASYNC");
  expect(messageOf(() => written(($) => $.seq(later(), () => {}, "s")))).toContain("TOPHER_NEEDS_ASYNC");
  for (const value of [new WritableStream(), new Writable()]) expect(writer(value)).toContain("TOPHER_NEEDS_ASYNC");
  expect(writer(new WritableStream())).toContain("takes a function, a ByteSink or a handle, the asynchronous form");
});

test("other values are refused", () => {
  const { written } = otherSide();
  const reader = (value: unknown) => messageOf(() => written(($) => $.reader(value, "parameter 1 (r)")));
  for (const value of [undefined, 1, {}, new Float64Array(1), new DataView(new ArrayBuffer(1)), () => {}]) {
    expect(reader(value)).toContain(
      "TOPHER_TYPE geo.pass: parameter 1 (r) must be a Uint8Array, a string, an iterable",
    );
  }
  expect(reader(new Uint8Array(new SharedArrayBuffer(1)))).toContain("TOPHER_BUFFER");
  expect(messageOf(() => written(($) => $.source([], "parameter 1 (r)")))).toContain(
    "must be a Uint8Array, a string or a handle, got an array of 0",
  );
  expect(messageOf(() => written(($) => $.writer({ write() {} }, "parameter 1 (w)")))).toContain(
    "must be a function, a ByteSink or a handle, got an object",
  );
});

test("a writer can be a function, a sink, a handle or nothing", () => {
  const side = otherSide();
  const { written, call, bridge } = side;
  const sink = new ByteSink();
  const chunks: Uint8Array[] = [];
  const push = (chunk: Uint8Array): void => void chunks.push(chunk);
  expect(written(($) => $.writer(null, "w"))).toEqual([0]);
  expect(written(($) => $.writer(adopt(bridge, Handle, 7), "w"))).toEqual([2, ...f64(7)]);
  expect(written(($) => $.writer(push, "w"))).toEqual([1, 1, 0, 0, 0]);
  expect(written(($) => $.writer(sink, "w"))).toEqual([1, 2, 0, 0, 0]);
  for (const id of [1, 2, 1, 2]) {
    call(id, (codec) => {
      codec.uint32(0, "");
      codec.bytes(bytes("ab"), "");
    });
  }
  call(2, (codec) => codec.uint32(1, ""));
  expect(chunks.map(text)).toEqual(["ab", "ab"]);
  expect([sink.text(), sink.length]).toEqual(["abab", 4]);
  written(($) => $.writer(async () => {}, "parameter 1 (w)"));
  const write = () =>
    call(3, (codec) => {
      codec.uint32(0, "");
      codec.bytes(bytes("ab"), "");
    });
  expect(messageOf(write)).toContain("TOPHER_NEEDS_ASYNC geo.pass: parameter 1 (w): the result is");
});

test("a sink copies what it gets and gives copies", () => {
  const sink = new ByteSink();
  const chunk = bytes("ab");
  sink.write(chunk);
  chunk[0] = 0;
  sink.write("é");
  const first = sink.bytes();
  first[0] = 0;
  expect([sink.text(), text(sink.bytes()), sink.length]).toEqual(["abé", "abé", 4]);
  sink.write("");
  sink.write("c");
  expect(sink.text()).toBe("abéc");
  expect(messageOf(() => sink.write(1 as never))).toBe(
    "TOPHER_TYPE ByteSink.write: the chunk must be a Uint8Array, got number 1",
  );
});

/** A reader and writer of Go over a text. */
function file(content: string) {
  const rest = [...bytes(content)];
  const log: string[] = [];
  const side: OtherSide = otherSide({
    topher_read(at: number) {
      const codec = side.codec(at);
      const handle = codec.readFloat64();
      const some = rest.splice(0, Math.min(3, codec.readUint32()));
      log.push(`read ${handle}`);
      const out = side.codec(at);
      out.bool(rest.length === 0, "");
      out.bytes(new Uint8Array(some), "");
      return 0;
    },
    topher_write(at: number) {
      const codec = side.codec(at);
      codec.readFloat64();
      const length = codec.readBytes().length;
      log.push(`write ${length}`);
      side.codec(at).uint32(length, "");
      return 0;
    },
    topher_close(at: number) {
      log.push(`close ${side.codec(at).readFloat64()}`);
      return 0;
    },
  });
  const given = ($: { float64(value: number, at: string): void }): void => $.float64(9, "");
  return { side, log, given };
}

test("a reader of Go gives its bytes, and is closed once", () => {
  const { side, log, given } = file("hello, world");
  const reader = side.results(given, ($) => $.readReader());
  const into = new Uint8Array(2);
  expect([reader.read(into), text(into), reader.read(new Uint8Array())]).toEqual([2, "he", 0]);
  for (const chunk of reader) {
    expect(text(chunk)).toBe("llo");
    break;
  }
  expect(reader.text()).toBe(", world");
  const reads = log.length;
  expect([reader.read(into), reader.text(), [...reader], log.length]).toEqual([0, "", [], reads]);
  expect(messageOf(() => reader.read("x" as never))).toBe(
    'TOPHER_TYPE GoReader.read: parameter 1 (into) must be a Uint8Array, got string "x"',
  );
  reader.close();
  reader[Symbol.dispose]();
  reader[Symbol.dispose]();
  expect(log.filter((line) => line.startsWith("close"))).toEqual(["close 9"]);
  expect(side.released).toEqual([9]);
  for (const use of [() => reader.read(into), () => reader.close(), () => reader.bytes()]) {
    expect(messageOf(use)).toContain("TOPHER_HANDLE_RELEASED GoReader.");
  }
  expect(
    messageOf(() =>
      side.results(
        ($) => $.float64(0, ""),
        ($) => $.readReader(),
      ),
    ),
  ).toContain("TOPHER_NIL geo.give got nil from Go, where a reader is promised");
  expect(
    side.results(
      ($) => $.float64(0, ""),
      ($) => $.readWriterOrNil(),
    ),
  ).toBeNull();
});

test("a writer of Go takes bytes and text, and is closed at the end of its block", () => {
  const { side, log, given } = file("");
  {
    using writer = side.results(given, ($) => $.readWriter());
    writer.write("é");
    writer.write(bytes("abcd"));
    expect(messageOf(() => writer.write(1 as never))).toBe(
      "TOPHER_TYPE GoWriter.write: parameter 1 (chunk) must be a Uint8Array, got number 1",
    );
  }
  expect(log).toEqual(["write 2", "write 4", "close 9"]);
  expect(side.released).toEqual([9]);
});
