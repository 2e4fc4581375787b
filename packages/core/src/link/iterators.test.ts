import { expect, test } from "vitest";
import { codeOf, errorOf } from "../errors.ts";
import { otherSide, type OtherSide } from "./bridge.fixture.ts";
import type { Step } from "./go-iterable.ts";
import type { WriteValue } from "./target.ts";

const f64 = (value: number): number[] => [...new Uint8Array(new Float64Array([value]).buffer)];
const runString: WriteValue = ($, value) => $.string(value, "a value");

function start({ call }: OtherSide, id: number): number {
  return call(id, (codec) => codec.uint32(0, "")).readUint32();
}

function step({ call }: OtherSide, id: number, what: number, cursor: number) {
  return call(id, (codec) => {
    codec.uint32(what, "");
    codec.uint32(cursor, "");
  });
}

function next(side: OtherSide, id: number, cursor: number): string | null {
  const reply = step(side, id, 1, cursor);
  return reply.readBool() ? reply.readString() : null;
}

test("Go iterates over an iterable, twice at the same time", () => {
  const side = otherSide();
  const words = ["a", "b"];
  expect(side.written(($) => $.seq(words, runString, "words"))).toEqual([1, 1, 0, 0, 0]);
  expect(side.written(($) => $.seq(words, runString, "words"))).toEqual([1, 1, 0, 0, 0]);
  expect(side.written(($) => $.seq(null, runString, "words"))).toEqual([0]);
  const [first, second] = [start(side, 1), start(side, 1)];
  expect([next(side, 1, first), next(side, 1, first), next(side, 1, second), next(side, 1, first)]).toEqual([
    "a",
    "b",
    "a",
    null,
  ]);
  expect([next(side, 1, first), next(side, 1, second), next(side, 1, second)]).toEqual([null, "b", null]);
  expect(() => side.written(($) => $.seq({}, runString, "parameter 1 (words)"))).toThrow(
    "geo.pass: parameter 1 (words) must be an iterable, got an object",
  );
});

test("an iterable is ended where Go stops, and where a value does not fit", () => {
  const side = otherSide();
  let ended = 0;
  const endless = {
    *[Symbol.iterator]() {
      try {
        for (;;) yield "a";
      } finally {
        ended++;
      }
    },
  };
  side.written(($) => $.seq(endless, runString, "words"));
  const cursor = start(side, 1);
  next(side, 1, cursor);
  step(side, 1, 2, cursor);
  step(side, 1, 2, cursor);
  expect([ended, next(side, 1, cursor)]).toEqual([1, null]);
  side.written(($) => $.seq([1], runString, "parameter 1 (words)"));
  const wrong = start(side, 2);
  expect(() => next(side, 2, wrong)).toThrow("geo.pass: parameter 1 (words): a value must be a string, got number 1");
  expect(next(side, 2, wrong)).toBeNull();
});

test("pair takes two", () => {
  const side = otherSide();
  const runPair: WriteValue = ($, value) => {
    const [key, of] = $.pair(value);
    $.string(key, "a key");
    $.int(of, "a value");
  };
  side.written(($) => $.seq(new Map([["a", 1]]), runPair, "entries"));
  const reply = step(side, 1, 1, start(side, 1));
  expect([reply.readBool(), reply.readString(), reply.readInt()]).toEqual([true, "a", 1]);
  side.written(($) => $.seq(["ab"], runPair, "parameter 1 (entries)"));
  expect(() => step(side, 2, 1, start(side, 2))).toThrow("a value must be a pair [key, value]");
});

/** Iterators of Go over some values. */
function go(values: readonly string[]) {
  const log: string[] = [];
  const runs = new Map<number, number>();
  let last = 100;
  let failure: Error | undefined;
  const side: OtherSide = otherSide({
    topher_iterator_stop(at: number) {
      const run = side.codec(at).readFloat64();
      log.push(`stop ${run}`);
      runs.delete(run);
      return 0;
    },
  });
  const begin = (at: number, handle: number): number => {
    log.push(`start ${handle}`);
    runs.set(++last, 0);
    side.codec(at).float64(last, "");
    return 0;
  };
  const advance = (at: number, run: number): number => {
    if (failure !== undefined) throw failure;
    const i = runs.get(run)!;
    runs.set(run, i + 1);
    const out = side.codec(at);
    out.bool(i < values.length, "");
    if (i < values.length) out.string(values[i]!, "");
    return 0;
  };
  const steps: Step<string> = [begin, advance, ($) => $.readString(), () => 0];
  const iterable = side.results(
    ($) => $.float64(9, ""),
    ($) => $.readSeq(steps),
  );
  return { side, log, iterable, fail: (error: Error | undefined) => (failure = error) };
}

test("an iterator of Go runs anew for each loop", () => {
  const { iterable, log, side } = go(["a", "b"]);
  expect([[...iterable], [...iterable]]).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
  expect(log).toEqual(["start 9", "start 9"]);
  const iterator = iterable[Symbol.iterator]();
  expect([iterator.next(), iterator.next(), iterator.next(), iterator.next()]).toEqual([
    { done: false, value: "a" },
    { done: false, value: "b" },
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
  expect(iterator[Symbol.iterator]()).toBe(iterator);
  expect(side.written(($) => $.seq(iterable, runString, "words"))).toEqual([2, ...f64(9)]);
  expect(otherSide().written(($) => $.seq(iterable, runString, "words"))).toEqual([1, 1, 0, 0, 0]);
});

test("leaving a loop early stops Go, once", () => {
  const { iterable, log } = go(["a", "b"]);
  for (const value of iterable) {
    expect(value).toBe("a");
    break;
  }
  const iterator = iterable[Symbol.iterator]();
  iterator.next();
  expect(iterator.return!("x")).toEqual({ done: true, value: "x" });
  expect([iterator.return!(), iterator.next().done]).toEqual([{ done: true, value: undefined }, true]);
  expect(log).toEqual(["start 9", "stop 101", "start 9", "stop 102"]);
});

test("a step in the wrong place leaves the iterator where it was, any other failure ends it", () => {
  const { iterable, log, fail } = go(["a", "b"]);
  const iterator = iterable[Symbol.iterator]();
  fail(errorOf("TOPHER_ITERATOR_CONTEXT", "iterator: elsewhere"));
  expect(() => iterator.next()).toThrow("elsewhere");
  fail(undefined);
  expect(iterator.next().value).toBe("a");
  fail(new Error("a panic"));
  expect(() => iterator.next()).toThrow("a panic");
  fail(undefined);
  expect(iterator.next().done).toBe(true);
  expect(log).toEqual(["start 9", "stop 101"]);
});

test("an iterable of Go can be released, and nil is null", () => {
  const { iterable, side } = go([]);
  iterable[Symbol.dispose]();
  expect(side.released).toEqual([9]);
  try {
    iterable[Symbol.iterator]();
    expect.unreachable();
  } catch (error) {
    expect(codeOf(error)).toBe("TOPHER_HANDLE_RELEASED");
  }
  const steps: Step<string> = [() => 0, () => 0, ($) => $.readString(), () => 0];
  expect(
    side.results(
      ($) => $.float64(0, ""),
      ($) => $.readSeqOrNil(steps),
    ),
  ).toBeNull();
});
