import { expect, test } from "vitest";
import { codeOf } from "../errors.ts";
import { GoError } from "../go-error.ts";
import { GoPanic } from "../go-panic.ts";
import type { AnyCodec } from "../wire/any-codec.ts";
import { handles, list, otherSide, type OtherSide } from "./bridge.fixture.ts";
import type { Call } from "./call.ts";
import { Handle } from "./handle.ts";
import type { Task } from "./task.ts";
import type { TaskOptions } from "./task-options.ts";

interface Go extends OtherSide {
  /** What was started: the task's number, the function's, and the timeout. */
  readonly started: [task: number, func: number, timeout: number][];
  /** What was cancelled: the task's number, and its reason, or undefined where a timeout has passed. */
  readonly cancelled: [task: number, reason?: unknown][];
  /** What `topher_cancel` says: true where nothing comes any more. */
  stops: boolean;
  /** Settles the first, second, … task that was started. */
  settle(nth: number, sum?: number, write?: (codec: AnyCodec) => void): void;
}

function go(): Go {
  const side = otherSide({
    topher_task(at: number) {
      const codec = side.codec(at);
      started.push([codec.readFloat64(), codec.readUint32(), codec.readFloat64()]);
      return 0;
    },
    topher_cancel(at: number) {
      const codec = side.codec(at);
      const task = codec.readFloat64();
      if (codec.readUint8() === 0) cancelled.push([task]);
      else {
        expect(codec.readUint8()).toBe(2);
        cancelled.push([task, side.bridge.inSlot(codec.readUint32(), codec.readString())]);
      }
      side.codec(at).bool(made.stops, "");
      return 0;
    },
  });
  const started: Go["started"] = [];
  const cancelled: Go["cancelled"] = [];
  const settle: Go["settle"] = (nth, sum = 0, write = () => {}) => {
    side.post(1, (codec) => {
      codec.float64(started[nth - 1]![0], "");
      codec.tag(sum);
      write(codec);
    });
    side.turn();
  };
  const made = Object.assign(Object.create(side) as OtherSide, { started, cancelled, stops: true, settle });
  return made;
}

interface Start {
  readonly write?: (call: Call) => void;
  readonly read?: (call: Call) => unknown;
  readonly options?: TaskOptions | undefined;
  readonly got?: number;
}

/** Starts what generated code would start: function 5 of one parameter. */
function start({ bridge }: OtherSide, { write = () => {}, read, options, got = 2 }: Start = {}): Task<any> {
  const call = bridge.begin("geo.greet");
  try {
    call.task(5, options, 1, got);
    write(call);
    return call.start(read);
  } catch (error) {
    return call.rejected(error);
  } finally {
    bridge.end(call);
  }
}

const reasonOf = (task: Promise<unknown>): Promise<any> =>
  task.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

test("a task resolves with what is read, and holds the event loop until then", async () => {
  const side = go();
  expect(side.held).toBe(false);
  const task = start(side, { read: ($) => $.readString() });
  expect([task instanceof Promise, side.held, side.started]).toEqual([true, true, [[expect.any(Number), 5, 0]]]);
  side.settle(1, 0, (codec) => codec.string("hello", ""));
  expect(side.held).toBe(false);
  expect(await task).toBe("hello");
  expect(task.then(() => {}).constructor).toBe(Promise);
});

test("tasks settle in the order of Go, each with its own results", async () => {
  const side = go();
  const tasks = [1, 2, 3].map(() => start(side, { read: ($) => $.readInt() }));
  side.settle(3, 0, (codec) => codec.int(30, ""));
  side.settle(1, 0, (codec) => codec.int(10, ""));
  expect([side.held, side.bridge.inbox.tasks.live]).toEqual([true, 1]);
  side.settle(2, 0, (codec) => codec.int(20, ""));
  expect(await Promise.all(tasks)).toEqual([10, 20, 30]);
});

test("unref lets the process end, ref holds it again, and neither counts twice", async () => {
  const side = go();
  const task = start(side);
  expect([task.unref() === task, side.held]).toEqual([true, false]);
  task.unref();
  expect([task.ref() === task, side.held]).toEqual([true, true]);
  task.ref().unref();
  side.settle(1);
  await task;
  task.ref();
  expect(side.held).toBe(false);
  const other = start(side);
  expect(side.held).toBe(true);
  side.settle(2);
  expect(await other).toBeUndefined();
});

test("errors and panics of Go reject, named after the function", async () => {
  const side = go();
  const [failed, panicked, refused] = [start(side), start(side), start(side)];
  side.settle(1, 2, (codec) => {
    codec.tag(1);
    codec.tag(1);
    codec.float64(7, "");
    codec.string("not found", "");
    codec.string("*geo.Missing", "");
    codec.uint32(0, "");
    codec.uint32(0, "");
  });
  side.settle(2, 2, (codec) => {
    codec.tag(2);
    codec.string("a panic", "");
    codec.string("goroutine 1", "");
    codec.tag(0);
  });
  side.settle(3, 2, (codec) => {
    codec.tag(4);
    codec.string("TOPHER_GOEXIT", "");
    codec.string("the goroutine ended with runtime.Goexit", "");
  });
  const error = await reasonOf(failed);
  expect([error instanceof GoError, error.message, error.goType]).toEqual([true, "not found", "*geo.Missing"]);
  const panic = await reasonOf(panicked);
  expect([panic instanceof GoPanic, panic.message]).toEqual([true, "geo.greet: a panic"]);
  const exit = await reasonOf(refused);
  expect([codeOf(exit), exit.message]).toEqual(["TOPHER_GOEXIT", "geo.greet: the goroutine ended with runtime.Goexit"]);
  expect(side.held).toBe(false);
});

test("what is wrong with arguments and options rejects, and Go hears nothing", async () => {
  const side = go();
  const wrong: [Start, string][] = [
    [{ got: 0 }, "TOPHER_ARITY geo.greet: takes 1 argument and options, got 0"],
    [{ got: 3 }, "TOPHER_ARITY geo.greet: takes 1 argument and options, got 3"],
    [
      { write: (call) => call.string(1 as never, "parameter 1 (name)") },
      "TOPHER_TYPE geo.greet: parameter 1 (name) must be a string, got number 1",
    ],
    [{ options: null as never }, "TOPHER_TYPE geo.greet: the options must be an object, got null"],
    [{ options: [] as never }, "TOPHER_TYPE geo.greet: the options must be an object, got an array of 0"],
    [{ options: [1] as never }, "TOPHER_TYPE geo.greet: the options must be an object, got an array of 1"],
    [
      { options: new ArrayBuffer(8) as never },
      "TOPHER_TYPE geo.greet: the options must be an object, got an object of class ArrayBuffer",
    ],
    [
      { options: new Uint8Array(2) as never },
      "TOPHER_TYPE geo.greet: the options must be an object, got Uint8Array(2)",
    ],
    [
      { options: new Map([["timeout", 1]]) as never },
      "TOPHER_TYPE geo.greet: the options must be an object, got an object of class Map",
    ],
    [
      { options: new Date(0) as never },
      "TOPHER_TYPE geo.greet: the options must be an object, got an object of class Date",
    ],
    [
      { options: new AbortController().signal as never },
      "TOPHER_TYPE geo.greet: the options must be an object, got an object of class AbortSignal. { signal } is meant",
    ],
    [
      { options: { signa: undefined } as never },
      'TOPHER_UNKNOWN_FIELD geo.greet: "signa" is no option of a task. The nearest is signal',
    ],
    [
      { options: { ["x".repeat(1e6)]: 1 } as never },
      `TOPHER_UNKNOWN_FIELD geo.greet: "${"x".repeat(40)}…" is no option of a task. The nearest is signal`,
    ],
    [
      { options: { signal: {} as never } },
      "TOPHER_TYPE geo.greet: the option signal must be an AbortSignal, got an object",
    ],
    [
      { options: { timeout: "1" as never } },
      'TOPHER_TYPE geo.greet: the option timeout must be a number of milliseconds from 0, got string "1"',
    ],
    [
      { options: { timeout: -1 } },
      "TOPHER_RANGE geo.greet: the option timeout must be a number of milliseconds from 0, got number -1",
    ],
    [
      { options: { timeout: Infinity } },
      "TOPHER_RANGE geo.greet: the option timeout must be a number of milliseconds from 0, got number Infinity",
    ],
  ];
  for (const [how, message] of wrong) {
    const error = await reasonOf(start(side, how));
    expect(`${codeOf(error)} ${error.message}`).toBe(message);
  }
  expect([side.started, side.held]).toEqual([[], false]);
});

test("a timeout goes to Go, 0 as the shortest", () => {
  const side = go();
  for (const timeout of [undefined, 250, 0, 1e300]) start(side, { options: { timeout, signal: undefined } });
  start(side, { got: 1 });
  expect(side.started.map(([, , timeout]) => timeout)).toEqual([0, 250, 1e-6, 9e12, 0]);
});

test("an aborted signal rejects at once with its very reason, and cancels", async () => {
  const side = go();
  const controller = new AbortController();
  const tasks = [1, 2].map(() => start(side, { options: { signal: controller.signal } }));
  const reason = { any: "value" };
  controller.abort(reason);
  expect([side.held, side.bridge.inbox.tasks.live]).toEqual([false, 0]);
  expect(side.started.map(([, func]) => func)).toEqual([2 ** 31 + 5, 2 ** 31 + 5]);
  expect(side.cancelled).toEqual(side.started.map(([task]) => [task, reason]));
  for (const task of tasks) expect(await reasonOf(task)).toBe(reason);
  side.settle(1); // that it comes all the same changes nothing
  expect(side.warnings).toEqual([]);
});

test("a signal's own timeout is a deadline to Go", async () => {
  const side = go();
  const { signal } = new AbortController();
  const task = start(side, { options: { signal: AbortSignal.any([signal, AbortSignal.timeout(1)]) } });
  expect((await reasonOf(task)).name).toBe("TimeoutError");
  expect(side.cancelled).toEqual([[side.started[0]![0]]]);
});

test("a signal that is aborted already never starts Go, but arguments are checked first", async () => {
  const side = go();
  const options = { signal: AbortSignal.abort("no") };
  expect(await reasonOf(start(side, { options }))).toBe("no");
  expect(codeOf(await reasonOf(start(side, { options, write: (call) => call.int("1" as never, "n") })))).toBe(
    "TOPHER_TYPE",
  );
  expect([side.started, side.held]).toEqual([[], false]);
});

test("a signal is heard by one listener for all its tasks, and by none when they have settled", async () => {
  const side = go();
  const { signal } = new AbortController();
  let listeners = 0;
  const counted = {
    aborted: false,
    reason: undefined,
    addEventListener: (type: "abort", listener: () => void) => (listeners++, signal.addEventListener(type, listener)),
    removeEventListener: () => listeners--,
  };
  const tasks = [1, 2, 3].map(() => start(side, { options: { signal: counted } }));
  expect(listeners).toBe(1);
  for (const task of [1, 2, 3]) side.settle(task);
  await Promise.all(tasks);
  expect(listeners).toBe(0);
});

test("the handles in a late result of an aborted task are released", async () => {
  const side = go();
  side.stops = false;
  const controller = new AbortController();
  const read = ($: Call): unknown => [$.readHandle(Handle), $.readError(), $.readHandle(Handle)];
  const task = start(side, { options: { signal: controller.signal }, read });
  controller.abort("enough");
  expect(await reasonOf(task)).toBe("enough");
  expect(side.released).toEqual([]);
  side.settle(1, handles, (codec) => {
    codec.float64(11, "");
    codec.tag(1);
    codec.float64(12, "");
    codec.string("an error", "");
    codec.string("", "");
    codec.uint32(0, "");
    codec.float64(13, "");
    list(codec, 11, 12, 13);
  });
  expect(side.released).toEqual([11, 12, 13]);
});

test("a context that lives on is cancelled by the signal until it is over", async () => {
  const side = go();
  const controller = new AbortController();
  const read = ($: Call): unknown => $.readHandle(Handle);
  const options = { signal: controller.signal };
  const tasks = [1, 2].map(() => start(side, { options, read }));
  for (const number of [1, 2]) side.settle(number, 16, (codec) => codec.float64(20 + number, ""));
  await Promise.all(tasks);
  expect(side.held).toBe(false);
  const [[first], [second]] = side.started as [[number, number, number], [number, number, number]];
  side.post(4, (codec) => codec.float64(first, ""));
  side.turn();
  controller.abort("enough");
  expect([side.cancelled, side.released]).toEqual([[[second, "enough"]], []]);
});

test("a record larger than the memory is taken, and what is none of the contract is warned of", async () => {
  const side = go();
  const text = "x".repeat(300_000);
  const [long, short] = [1, 2].map(() => start(side, { read: ($) => $.readString() }));
  side.post(99, () => {});
  side.settle(1, 0, (codec) => codec.string(text, ""));
  side.settle(2, 0, (codec) => codec.string("short", ""));
  expect([await long, await short]).toEqual([text, "short"]);
  expect(side.warnings).toHaveLength(1);
});

test("results that are no value reject", async () => {
  const side = go();
  const task = start(side, { read: ($) => $.readString() });
  side.settle(1, 0, (codec) => codec.uint32(9, ""));
  expect(codeOf(await reasonOf(task))).toBe("TOPHER_WIRE");
});

test("a turn of the event loop takes a part of many records", async () => {
  const side = go();
  const tasks = Array.from({ length: 3000 }, () => start(side));
  for (const [number] of side.started) {
    side.post(1, (codec) => {
      codec.float64(number, "");
      codec.tag(0);
    });
  }
  const { tasks: counted } = side.bridge.inbox;
  side.turn();
  expect(counted.live).toBeGreaterThanOrEqual(3000 - 1024);
  for (let turns = 0; counted.live > 0; turns++) {
    expect(turns).toBeLessThan(1000);
    side.turn();
  }
  await Promise.all(tasks);
});

test("a task waits for what it was given, and rejects with what that rejects with", async () => {
  const side = go();
  const log: string[] = [];
  const companion = (name: string, settled?: () => Promise<unknown>) => ({
    begin: () => void log.push(`${name} begins`),
    forget: () => void log.push(`${name} is forgotten`),
    settled: (failed: boolean) => {
      log.push(`${name} ${failed ? "failed" : "settled"}`);
      return settled?.();
    },
    aborted: (reason: unknown) => void log.push(`${name} aborted: ${String(reason)}`),
  });
  let done: (value?: unknown) => void = () => {};
  const slow = new Promise((resolve) => (done = resolve));
  const write = (name: string, settled?: () => Promise<unknown>) => (call: Call) => {
    expect(call.asynchronous).toBe(true);
    call.afterwards(companion(name, settled));
  };
  const waiting = start(side, { write: write("slow", () => slow) });
  side.settle(1);
  let settled = false;
  void waiting.then(() => (settled = true));
  await Promise.resolve();
  expect([settled, side.held]).toEqual([false, true]);
  done();
  await waiting;
  expect(side.held).toBe(false);
  const wrong = new Error("the sink is full");
  const rejected = start(side, { write: write("sink", () => Promise.reject(wrong)) });
  side.settle(2);
  expect(await reasonOf(rejected)).toBe(wrong);
  await reasonOf(
    start(side, {
      write(call) {
        write("early")(call);
        call.string(1 as never, "s");
      },
    }),
  );
  const late = start(side, { write: write("late", () => new Promise(() => {})), options: { timeout: 5 } });
  side.settle(3, 2, (codec) => {
    codec.tag(1);
    codec.tag(1);
    codec.float64(7, "");
    codec.string("context deadline exceeded", "");
    codec.string("context.deadlineExceededError", "");
    codec.uint32(0, "");
    codec.uint32(0, "");
  });
  expect((await reasonOf(late)).message).toBe("context deadline exceeded");
  const controller = new AbortController();
  const aborted = start(side, { write: write("endless", () => new Promise(() => {})), options: controller });
  side.settle(4, 16);
  controller.abort("enough");
  expect(await reasonOf(aborted)).toBe("enough");
  expect(log).toEqual([
    "slow begins",
    "slow settled",
    "sink begins",
    "sink settled",
    "early is forgotten",
    "late begins",
    "late aborted: GoError: context deadline exceeded",
    "endless begins",
    "endless settled",
    "endless aborted: enough",
  ]);
});
