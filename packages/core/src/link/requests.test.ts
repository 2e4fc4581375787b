import { expect, test } from "vitest";
import { codeOf } from "../errors.ts";
import { GoError } from "../go-error.ts";
import type { AnyCodec } from "../wire/any-codec.ts";
import { otherSide, type OtherSide } from "./bridge.fixture.ts";
import type { Call } from "./call.ts";
import { Handle } from "./handle.ts";
import type { Run, WriteValue } from "./target.ts";
import type { GoContext } from "./task-options.ts";

/** What a goroutine's call was answered with. */
interface Answer {
  readonly request: number;
  readonly sum: number;
  readonly handles: readonly number[];
  readonly slots: readonly number[];
  /** The results, or what was thrown. */
  readonly codec: AnyCodec;
  readonly size: number;
}

function go() {
  const answers: Answer[] = [];
  const side: OtherSide = otherSide({
    topher_answer(at: number) {
      const codec = side.codec(at);
      const list = (read: () => number) => Array.from({ length: codec.readUint32() }, read);
      answers.push({
        request: codec.readUint32(),
        sum: codec.readUint8(),
        handles: list(() => codec.readFloat64()),
        slots: list(() => codec.readUint32()),
        size: codec.readUint32(),
        codec: copyOf(codec),
      });
      return 0;
    },
  });
  let last = 0;
  /** Calls a target from a goroutine, and gives the request's number. */
  const call = (target: number, write: (codec: AnyCodec) => void = () => {}): number => {
    side.post(2, (codec) => {
      codec.uint32(++last, "");
      codec.uint32(target, "");
      write(codec);
    });
    side.turn();
    return last;
  };
  const keep = (f: unknown, run: Run = runDouble): number => {
    const [, id = 0] = side.written(($) => $.func(f, run, "parameter 1 (f)"));
    return id;
  };
  /** Lets promises settle. */
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { side, answers, call, keep, settle };
}

// The arena is written over by what comes next.
function copyOf(codec: AnyCodec): AnyCodec {
  const { position } = codec;
  codec.use(codec.memory.slice(), codec.view, position);
  codec.view = new DataView(codec.memory.buffer);
  return codec;
}

const runDouble: Run = [($, f) => f($.readFloat64()), ($, value) => $.float64(value, "the result")];
const runAny: Run = [(_, f) => f(), ($, value) => $.any(value, "the result")];
const runNothing: Run = [(_, f) => f(), () => {}];

const number = (value: number) => (codec: AnyCodec) => codec.float64(value, "");

test("a goroutine's call is answered at once, and nothing holds the event loop for it", () => {
  const { side, answers, call, keep } = go();
  const id = keep((x: number) => 2 * x);
  expect(call(id, number(21))).toBe(1);
  const [answer] = answers;
  expect([answer!.request, answer!.sum, answer!.size, answer!.codec.readFloat64()]).toEqual([1, 4, 8, 42]);
  expect([answer!.handles, answer!.slots, side.held]).toEqual([[], [], false]);
});

test("a promise is awaited before the answer, and others are served meanwhile", async () => {
  const { side, answers, call, keep, settle } = go();
  const done: ((value: number) => void)[] = [];
  const id = keep(() => new Promise<number>((resolve) => done.push(resolve)));
  const [first, second] = [call(id, number(1)), call(id, number(2))];
  expect([answers, side.bridge.inbox.requests.waiting]).toEqual([[], 2]);
  done[1]!(20);
  await settle();
  done[0]!(10);
  await settle();
  expect(answers.map(({ request, codec }) => [request, codec.readFloat64()])).toEqual([
    [second, 20],
    [first, 10],
  ]);
  expect(side.bridge.inbox.requests.waiting).toBe(0);
});

// In the sum of an answer: nobody has got the arguments.
const unread = 32;

test("what is thrown, rejected or no result is the answer, with the slot that holds it", async () => {
  const { side, answers, call, keep, settle } = go();
  const wrong = new Error("wrong");
  const throwing = keep(() => {
    throw wrong;
  });
  call(throwing, number(1));
  call(
    keep(async () => {
      throw wrong;
    }),
    number(1),
  );
  await settle();
  call(
    keep(() => "text"),
    number(1),
  );
  call(
    keep(async () => "text"),
    number(1),
  );
  await settle();
  call(999);
  const thrown = answers.map(({ sum, slots, codec }) => {
    const slot = codec.readUint32();
    const error = side.bridge.inSlot(slot, codec.readString()) as Error;
    return [sum, slots.includes(slot), codeOf(error), error.message];
  });
  expect(answers.length).toBe(5);
  const misfit = 'geo.pass: parameter 1 (f): the result must be a number, got string "text"';
  expect(thrown).toEqual([
    [6, true, undefined, "wrong"],
    [6, true, undefined, "wrong"],
    [6, true, "TOPHER_TYPE", misfit],
    [6, true, "TOPHER_TYPE", misfit],
    [6 + unread, true, "TOPHER_CALLBACK_GONE", "callback: was called by Go after the call that it was lent to"],
  ]);
});

test("an answer tells of the handles, functions and errors that it mentions", () => {
  const { side, answers, call, keep } = go();
  const handle = side.bridge.object(Handle, 77);
  const f = (): void => {};
  const error = new Error("an error");
  const goError = new GoError("of Go", undefined, { origin: side.bridge, handle: 78 });
  call(keep(() => [handle, f, error, goError], runAny));
  const [{ handles, slots, codec, size }] = answers as [Answer];
  expect([handles, slots.length]).toEqual([[77, 78], 2]);
  const start = codec.position;
  expect([codec.readUint8(), codec.readUint32(), codec.readUint8(), codec.readUint32(), codec.readFloat64()]).toEqual([
    9, 4, 16, 0, 77,
  ]);
  expect([codec.readUint8(), codec.readUint32()]).toEqual([21, slots[0]]);
  expect([codec.readUint8(), codec.readUint8(), codec.readUint32(), codec.readString()]).toEqual([
    17,
    2,
    slots[1],
    "an error",
  ]);
  expect(size).toBeGreaterThan(codec.position - start);
  const thrown = keep(() => {
    throw goError;
  });
  call(thrown, number(1));
  expect([answers[1]!.sum, answers[1]!.handles]).toEqual([14, [78]]);
});

test("an answer that fits nowhere else has memory of its own", () => {
  const { answers, call, keep } = go();
  // The other side reads the arena; the answer lies in the memory that was pushed.
  const text = "x".repeat(300_000);
  call(keep(() => text, runAny));
  expect([answers[0]!.size, answers[0]!.codec.readUint8(), answers[0]!.codec.readString()]).toEqual([300_005, 7, text]);
});

test("a method of an object is told by its index, and its promise is awaited", async () => {
  const { side, answers, call, settle } = go();
  const run: Run = [
    ($, target, operation) => (operation === 0 ? target.kind() : target.text($.readString())),
    ($, value, operation) => {
      if (operation === 1) $.string(value, "the result of text");
    },
  ];
  const node = { kind() {}, text: async (prefix: string) => `${prefix}!` };
  const [, id = 0] = side.written(($) => $.object(node, run, ["kind", "text"], "geo.Node", "parameter 1 (n)"));
  call(id, (codec) => codec.uint32(0, ""));
  call(id, (codec) => {
    codec.uint32(1, "");
    codec.string("hello", "");
  });
  await settle();
  expect([answers[0]!.size, answers[1]!.codec.readString()]).toEqual([0, "hello!"]);
});

test("a context is an object with a signal, which is aborted with the cause", async () => {
  const { side, call, keep, settle } = go();
  const given: GoContext[] = [];
  const run: Run = [
    ($: Call, f) => {
      const context = $.readContext();
      return f(context);
    },
    () => {},
  ];
  const never = new Promise(() => {});
  const id = keep((context: GoContext) => {
    given.push(context);
    return never;
  }, run);
  const cause = (codec: AnyCodec): void => {
    codec.tag(1);
    codec.float64(0, "");
    codec.string("too slow", "");
    codec.string("", "");
    codec.uint32(0, "");
  };
  call(id, (codec) => codec.tag(0));
  call(id, (codec) => {
    codec.tag(1);
    cause(codec);
  });
  const [third, fourth] = [call(id, (codec) => codec.tag(2)), call(id, (codec) => codec.tag(2))];
  const signals = given.slice(0, 3).map(({ signal }) => signal);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, false]);
  expect(given[0]!.signal).toBe(signals[0]);
  for (const request of [third, fourth]) {
    side.post(5, (codec) => {
      codec.uint32(request, "");
      cause(codec);
    });
  }
  side.turn();
  expect([signals[2]!.aborted, signals[2]!.reason.message]).toEqual([true, "too slow"]);
  expect([given[3]!.signal.aborted, given[3]!.signal.reason.message]).toEqual([true, "too slow"]);
  await settle();
  expect(side.warnings).toEqual([]);
});

test("a call on the same thread cannot wait for a promise, but needs none where nothing is wanted", () => {
  const { side, keep } = go();
  const wanted = keep(async () => 1);
  const nothing = keep(async () => {}, runNothing);
  let message = "";
  try {
    side.call(wanted, number(1));
  } catch (error) {
    message = `${codeOf(error)} ${(error as Error).message}`;
  }
  expect(message).toBe(
    "TOPHER_NEEDS_ASYNC geo.pass: parameter 1 (f): the result is an object of class Promise: a synchronous call of Go cannot wait for it. " +
      "Call the function by its .async, which waits",
  );
  side.call(nothing);
});

test("Go iterates over an async iterable of a task, and ends it where it stops", async () => {
  const { side, answers, call, settle } = go();
  let ended = 0;
  async function* words() {
    try {
      yield "a";
      yield "b";
    } finally {
      ended++;
    }
  }
  const run: WriteValue = ($, value) => $.string(value, "a value");
  const written: number[] = [];
  side.pass((call) => {
    call.asynchronous = true;
    const start = call.position;
    call.seq({ [Symbol.asyncIterator]: words }, run, "parameter 1 (words)");
    written.push(...call.memory.subarray(start, call.position));
  });
  const [kind, id = 0] = written;
  expect(kind).toBe(1);
  const operate = async (...numbers: number[]): Promise<AnyCodec> => {
    call(id, (codec) => numbers.forEach((each) => codec.uint32(each, "")));
    await settle();
    return answers.at(-1)!.codec;
  };
  const cursor = (await operate(0)).readUint32();
  const values: unknown[] = [];
  for (let i = 0; i < 3; i++) {
    const codec = await operate(1, cursor);
    values.push(codec.readBool() ? codec.readString() : null);
  }
  expect([values, ended]).toEqual([["a", "b", null], 1]);
  const again = (await operate(0)).readUint32();
  await operate(1, again);
  await operate(2, again);
  expect(ended).toBe(2);
});
