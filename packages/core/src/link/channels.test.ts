import { expect, test } from "vitest";
import { codeOf } from "../errors.ts";
import type { Call } from "./call.ts";
import { channel } from "./channel.ts";
import type { Channel, ChannelType, ReceiveChannel, SendChannel } from "./channel-type.ts";
import { all, farside, rejection, type Farside, type StartedTask } from "./streams.fixture.ts";

const f64 = (value: number): number[] => [...new Uint8Array(new Float64Array([value]).buffer)];

function typeOf(direction: 1 | 2 | 3, open: ChannelType["1"] = null, element = "string"): ChannelType<string> {
  return [direction, open, ($) => $.readString(), ($, value) => $.string(value, "a value"), element];
}

function given<C>(side: Farside, direction: 1 | 2 | 3): C {
  return side.results(
    ($) => $.float64(9, ""),
    ($) => $.readChannel(typeOf(direction, side.open)),
  ) as C;
}

const pass = (side: Farside, value: unknown, type: ChannelType = typeOf(1)): number[] =>
  side.written(($) => $.channel(value, type, "parameter 1 (ch)"));

/** Passes what becomes a stream, and gives its number. */
function passed(side: Farside, value: unknown, type?: ChannelType): number {
  const [kind, number = 0] = pass(side, value, type);
  expect(kind).toBe(1);
  return number;
}

/** Starts a task that is fed by an iterable, and gives the number of the stream. */
function fed(side: Farside, value: unknown): number {
  start(side, value);
  return side.bridge.inbox.streams;
}

const start = (side: Farside, value: unknown): StartedTask =>
  side.task(($) => $.channel(value, typeOf(1), "parameter 1 (ch)"));

test("what is ready crosses at once and is handed out without asking again", async () => {
  const side = farside();
  const received = given<ReceiveChannel<string>>(side, 1);
  const values = received[Symbol.asyncIterator]();
  side.far(1).values.push("a", "b", "c");
  expect(await values.next()).toEqual({ done: false, value: "a" });
  expect(await values.next()).toEqual({ done: false, value: "b" });
  expect(side.log).toEqual(["open 1 of 9", "pull 1"]);
  expect(await values.next()).toEqual({ done: false, value: "c" });
  const next = values.next();
  await side.turns();
  expect(side.log).toEqual(["open 1 of 9", "pull 1"]); // Go has promised a record
  side.far(1).values.push("d");
  side.far(1).over = true;
  side.ready(1);
  expect(await next).toEqual({ done: false, value: "d" });
  expect(await side.until(all(received))).toEqual([]);
  expect(side.log).toEqual(["open 1 of 9", "pull 1", "pull 1"]);
});

test("who waits holds the event loop, and gets values in the order of the calls", async () => {
  const side = farside();
  const received = given<ReceiveChannel<string>>(side, 1);
  const [first, second] = [received[Symbol.asyncIterator](), received[Symbol.asyncIterator]()];
  expect(side.held).toBe(false);
  const steps = [first.next(), second.next(), first.next(), second.next()];
  expect(side.held).toBe(true);
  side.far(1).values.push("a", "b");
  side.ready(1);
  expect(side.held).toBe(true);
  side.far(1).values.push("c");
  side.far(1).over = true;
  side.ready(1);
  expect(side.held).toBe(false);
  expect((await Promise.all(steps)).map(({ value }) => value)).toEqual(["a", "b", "c", undefined]);
});

test("leaving a loop ends the channel for everybody", async () => {
  const side = farside();
  const received = given<ReceiveChannel<string>>(side, 1);
  side.far(1).values.push("a", "b");
  const other = received[Symbol.asyncIterator]();
  for await (const value of received) {
    expect(value).toBe("a");
    break;
  }
  expect(side.log).toEqual(["open 1 of 9", "pull 1", "stop 1"]);
  expect(await other.next()).toEqual({ done: true, value: undefined });
  expect(side.bridge.inbox.streams).toBe(0);
  received[Symbol.dispose]();
  expect(side.released).toEqual([9]);
  expect(() => received[Symbol.asyncIterator]()).toThrow("channel: the handle was released");
});

test("disposing of a channel ends who waits", async () => {
  const side = farside();
  const received = given<ReceiveChannel<string>>(side, 1);
  const next = received[Symbol.asyncIterator]().next();
  received[Symbol.dispose]();
  expect(await next).toEqual({ done: true, value: undefined });
  expect([side.held, side.released, side.log.at(-1)]).toEqual([false, [9], "stop 1"]);
});

test("a failure is thrown behind the values before it, once", async () => {
  const side = farside();
  const received = given<ReceiveChannel<string>>(side, 1);
  side.far(1).values.push("a");
  side.far(1).failure = new Error("a panic");
  const values = received[Symbol.asyncIterator]();
  expect((await values.next()).value).toBe("a");
  const next = values.next();
  expect(await rejection(side.until(next))).toBe(side.far(1).failure);
  expect((await values.next()).done).toBe(true);
  const type: ChannelType = [1, side.open, () => { throw new Error("unreadable"); }, null, "T"]; // prettier-ignore
  const broken = side.results(($) => $.float64(9, ""), ($) => $.readChannel(type)) as unknown as ReceiveChannel<string>; // prettier-ignore
  side.far(2).values.push("a");
  expect(await rejection(all(broken))).toEqual(new Error("unreadable"));
  expect(side.log.at(-1)).toBe("stop 2");
});

test("nil is null or refused, and a channel of Go goes back as its handle", () => {
  const side = farside();
  const nil = ($: Call) => $.readChannelOrNil(typeOf(1));
  expect(side.results(($) => $.float64(0, ""), nil)).toBeNull(); // prettier-ignore
  expect(() => side.results(($) => $.float64(0, ""), ($) => $.readChannel(typeOf(1)))).toThrow("nil from Go"); // prettier-ignore
  expect(pass(side, null)).toEqual([0]);
  expect(pass(side, given(side, 1))).toEqual([2, ...f64(9)]);
  expect(pass(side, given(side, 3))).toEqual([2, ...f64(9)]);
  expect(() => pass(side, given(side, 2))).toThrow("geo.pass: parameter 1 (ch) must be an iterable");
  expect(() => pass(side, given(side, 1), typeOf(3))).toThrow("must be a channel that Go made, for both directions");
  for (const value of ["abc", 1, undefined, {}, () => {}])
    expect(() => pass(side, value)).toThrow("must be an iterable");
  expect(() => pass(side, ["a"], typeOf(2))).toThrow("must be a channel that Go made and that can be sent to");
});

test("a channel that JavaScript has received from is not received from in Go as well", async () => {
  const side = farside();
  const both = given<Channel<string>>(side, 3);
  await both.send("a");
  expect(pass(side, both)).toEqual([2, ...f64(9)]);
  side.far(1).values.push("b", "c");
  await both[Symbol.asyncIterator]().next();
  expect(() => pass(side, both)).toThrow("geo.pass: parameter 1 (ch) is a channel that JavaScript receives from");
  expect(pass(side, both, typeOf(2))).toEqual([2, ...f64(9)]);
});

test("send waits until Go has room", async () => {
  const side = farside();
  const sent = given<SendChannel<string>>(side, 2);
  side.far(1).room = 2;
  const sending = ["a", "b", "c", "d"].map((value) => sent.send(value));
  await Promise.all(sending.slice(0, 2));
  expect(side.held).toBe(true);
  let third = false;
  void sending[2]!.then(() => (third = true));
  await side.turns();
  expect([third, side.far(1).fed]).toEqual([false, [["a"], ["b"]]]);
  side.far(1).room = 10;
  side.ready(1);
  await side.until(Promise.all(sending));
  expect([side.far(1).fed, side.held]).toEqual([[["a"], ["b"], ["c", "d"]], false]);
  sent.close();
  expect([side.far(1).ended, codeOf(await rejection(sent.send("e")))]).toEqual([null, "TOPHER_CLOSED"]);
  sent.close();
  expect(side.log.filter((line) => line === "end 1")).toEqual(["end 1"]);
});

test("a value that does not fit rejects alone, and names what it is", async () => {
  const side = farside();
  const sent = given<SendChannel<unknown>>(side, 2);
  side.far(1).room = 0;
  const refused = rejection(Promise.all([sent.send("a"), sent.send(1)]));
  const last = sent.send("c");
  side.far(1).room = 64;
  side.ready(1);
  await side.until(last);
  expect(((await refused) as Error).message).toBe("channel.send: parameter 1 (value) must be a string, got number 1");
  expect(side.far(1).fed.flat()).toEqual(["a", "c"]);
});

test("nobody takes what is sent to a channel that Go has closed", async () => {
  const side = farside();
  const sent = given<Channel<string>>(side, 3);
  side.far(1).room = 0;
  const waits = sent.send("a");
  side.far(1).over = true;
  side.ready(1);
  expect(codeOf(await rejection(waits))).toBe("TOPHER_CLOSED");
  expect(side.held).toBe(false);
  expect(await side.until(all(sent))).toEqual([]);
  sent[Symbol.dispose]();
  expect(codeOf(await rejection(sent.send("b")))).toBe("TOPHER_HANDLE_RELEASED");
});

test("a channel of JavaScript is one stream for all who get it, and send waits for the first", async () => {
  const side = farside();
  const made = channel<string>(3);
  const early = made.send("a");
  expect(side.held).toBe(false);
  expect(pass(side, made)).toEqual([1, 1, 0, 0, 0, 3, 0, 0, 0x80]);
  expect(pass(side, made, typeOf(3))).toEqual([1, 1, 0, 0, 0, 3, 0, 0, 0x80]);
  const late = made.send("b");
  await side.turns();
  expect(side.log).toEqual([]); // Go may not know the stream yet
  side.ready(1);
  await side.until(Promise.all([early, late]));
  expect(side.far(1).fed).toEqual([["a", "b"]]);
  side.far(1).values.push("c");
  const next = made[Symbol.asyncIterator]().next();
  side.ready(1);
  expect(await side.until(next)).toEqual({ done: false, value: "c" });
  made.close();
  expect([side.far(1).ended, codeOf(await rejection(made.send("d")))]).toEqual([null, "TOPHER_CLOSED"]);
});

test("a channel of JavaScript belongs to one type and one library", () => {
  const side = farside();
  const made = channel<string>();
  passed(side, made);
  expect(() => pass(side, made, typeOf(1, null, "int"))).toThrow(
    "geo.pass: parameter 1 (ch) must be a channel of int, got one that was given to Go as a channel of string",
  );
  expect(() => pass(farside(), made)).toThrow("got one that was given to another library");
  for (const size of ["1", null]) expect(() => channel(size as never)).toThrow("channel: parameter 1 (size) must be");
  for (const size of [-1, 0.5, NaN, 2 ** 30]) expect(() => channel(size)).toThrow(RangeError);
});

test("a channel that never got to Go is as free as before", async () => {
  const side = farside();
  const made = channel<string>();
  const sent = made.send("a");
  const write = (call: Call): void => {
    call.channel(made, typeOf(1), "parameter 1 (ch)");
    call.int("x" as never, "parameter 2 (n)");
  };
  expect(() => side.pass(write)).toThrow("parameter 2 (n) must be a safe integer");
  expect(side.bridge.inbox.streams).toBe(0);
  const number = passed(side, made, typeOf(1, null, "geo.Name"));
  side.ready(number);
  await side.until(sent);
  expect(side.far(number).fed).toEqual([["a"]]);
});

test("a channel can be sent to once something has said how its values are written", async () => {
  const side = farside();
  const made = channel<string>();
  const far = side.far(1);
  const onlyOut: ChannelType<string> = [2, null, ($) => $.readString(), null, "string"];
  passed(side, made, onlyOut);
  side.ready(1);
  const sent = made.send("a");
  const next = made[Symbol.asyncIterator]().next();
  far.values.push("b");
  side.ready(1);
  expect((await side.until(next)).value).toBe("b");
  expect(far.fed).toEqual([]);
  expect(passed(side, made)).toBe(1);
  side.ready(1);
  await side.until(sent);
  made.close();
  expect([far.fed, far.ended]).toEqual([[["a"]], null]);
});

test("a channel that was closed before Go got it is closed in Go, behind what was sent", async () => {
  const side = farside();
  const made = channel<string>();
  const sent = made.send("a");
  made.close();
  passed(side, made);
  side.ready(1);
  await side.until(sent);
  await side.turns();
  expect([side.far(1).fed, side.far(1).ended]).toEqual([[["a"]], null]);
  const empty = channel<string>();
  const values = all(empty);
  empty.close();
  expect(await values).toEqual([]);
});

test("a channel is closed in Go where nothing can be sent to it", () => {
  const side = farside();
  const made = channel<string>();
  passed(side, made, [2, null, ($) => $.readString(), null, "string"]);
  side.far(1).room = 0;
  side.ready(1);
  made.close();
  made.close();
  expect([side.far(1).ended, side.log]).toEqual([null, ["end 1"]]);
});

test("until Go gets a channel, it goes from one loop of JavaScript to another", async () => {
  const made = channel<string>();
  const values = all(made);
  for (const value of ["a", "b", "c"]) await made.send(value);
  const last = made.send("d");
  made.close();
  await last;
  expect(await values).toEqual(["a", "b", "c", "d"]);
});

test("disposing of a channel of JavaScript ends who waits on either side", async () => {
  const [received, waiting] = [channel<string>(), channel<string>()];
  const [values, sent] = [all(received), waiting.send("a")];
  received[Symbol.dispose]();
  waiting[Symbol.dispose]();
  expect([await values, codeOf(await rejection(sent))]).toEqual([[], "TOPHER_CLOSED"]);
  const side = farside();
  const bound = channel<string>();
  passed(side, bound);
  side.ready(1);
  const next = bound[Symbol.asyncIterator]().next();
  bound[Symbol.dispose]();
  expect([(await next).done, side.log.slice(-2), side.held]).toEqual([true, ["end 1", "stop 1"], false]);
});

test("Go gets a new channel where it has dropped the first", async () => {
  const side = farside();
  const made = channel<string>();
  passed(side, made);
  side.ready(1);
  await made[Symbol.asyncIterator]().return!();
  side.far(1).over = true;
  side.ready(1);
  expect(passed(side, made)).toBe(2);
  side.ready(2);
  await side.until(made.send("a"));
  expect([side.far(2).fed, side.far(2).ended]).toEqual([[["a"]], undefined]);
});

test("a channel that JavaScript has closed is closed again in Go for each function that gets it", async () => {
  const side = farside();
  const made = channel<string>();
  for (let times = 1; times <= 3; times++) {
    expect(passed(side, made)).toBe(1);
    side.ready(1);
    made.close();
    expect(side.log.filter((what) => what === "end 1").length).toBe(times);
  }
  expect(codeOf(await rejection(made.send("a")))).toBe("TOPHER_CLOSED");
});

test("a channel that Go has closed is closed for who receives from it next, and a new one for who only sends", async () => {
  const side = farside();
  const made = channel<string>();
  const onlyOut: ChannelType<string> = [2, null, ($) => $.readString(), null, "string"];
  passed(side, made, onlyOut);
  side.far(1).over = true;
  side.ready(1);
  expect(await side.until(all(made))).toEqual([]);
  const late = made.send("a");
  expect(passed(side, made)).toBe(2);
  side.ready(2);
  expect(side.far(2).ended).toBeNull();
  for (const sent of [late, made.send("b")]) expect(codeOf(await rejection(sent))).toBe("TOPHER_CLOSED");
  expect(passed(side, made)).toBe(2);
  expect(side.log.filter((what) => what === "end 2").length).toBe(2);
  expect(passed(side, made, onlyOut)).toBe(3);
  side.far(3).values.push("c");
  side.far(3).over = true;
  side.ready(3);
  expect([await side.until(all(made)), side.far(3).ended]).toEqual([["c"], undefined]);
});

test("a channel that JavaScript receives from no more can be sent to by the next function that gets it", async () => {
  const side = farside();
  const made = channel<string>();
  passed(side, made, [2, null, ($) => $.readString(), null, "string"]);
  side.ready(1);
  await made[Symbol.asyncIterator]().return!();
  const number = passed(side, made);
  side.ready(number);
  await side.until(made.send("a"));
  expect(side.far(number).fed).toEqual([["a"]]);
});

test("a channel of which JavaScript has refused a value can be sent to by the next function that gets it", async () => {
  const side = farside();
  const made = channel<string>();
  const refusing: ChannelType<string> = [2, null, () => { throw new Error("unreadable"); }, null, "string"]; // prettier-ignore
  passed(side, made, refusing);
  side.far(1).values.push("a");
  side.ready(1);
  expect(await rejection(side.until(all(made)))).toEqual(new Error("unreadable"));
  const number = passed(side, made);
  side.ready(number);
  await side.until(made.send("b"));
  expect([side.far(number).fed, side.far(number).ended]).toEqual([[["b"]], undefined]);
});

test("an iterable is read as far as Go has room, and told to end where Go takes no more", async () => {
  const side = farside();
  let last = 0;
  let ended = 0;
  function* numbers() {
    try {
      for (;;) yield String(++last);
    } finally {
      ended++;
    }
  }
  const number = fed(side, numbers());
  await side.turns();
  expect(last).toBe(0);
  const far = side.far(number);
  far.room = 3;
  side.ready(number);
  await side.turns();
  expect([far.fed, last]).toEqual([[["1", "2", "3"]], 3]);
  far.room = 2;
  side.ready(number);
  await side.turns();
  expect(far.fed.flat()).toEqual(["1", "2", "3", "4", "5"]);
  far.over = true;
  side.ready(number);
  expect([ended, last, side.bridge.inbox.streams]).toEqual([1, 5, 0]);
});

test("an async iterable is asked for one value after the other, only where there is room", async () => {
  const side = farside();
  let asked = 0;
  async function* numbers() {
    for (; asked < 4;) yield String(++asked);
  }
  const number = fed(side, numbers());
  const far = side.far(number);
  far.room = 2;
  side.ready(number);
  await side.turns();
  expect([far.fed.flat(), asked]).toEqual([["1", "2"], 2]);
  far.room = 64;
  side.ready(number);
  await side.turns();
  expect([far.fed.flat(), far.ended]).toEqual([["1", "2", "3", "4"], null]);
});

test("an iterable that fails closes the channel and rejects the task, whatever Go makes of that", async () => {
  const mine = new Error("mine");
  function* failing() {
    yield "a";
    throw mine;
  }
  for (const failed of [false, true]) {
    const side = farside();
    const { promise, settle } = start(side, failing());
    side.ready(1);
    await side.turns();
    expect([side.far(1).fed, side.far(1).ended]).toEqual([[["a"]], null]);
    settle(failed);
    expect(await rejection(side.until(promise))).toBe(mine);
  }
});

test("a value of an iterable that does not fit is named, and those before it go", async () => {
  const side = farside();
  let ended = false;
  function* mixed() {
    try {
      yield* ["a", 1, "never"];
    } finally {
      ended = true;
    }
  }
  const { promise, settle } = start(side, mixed());
  side.ready(1);
  await side.turns();
  settle();
  const error = (await rejection(side.until(promise))) as Error;
  expect(error.message).toBe("geo.task: parameter 1 (ch): a value must be a string, got number 1");
  expect([side.far(1).fed.flat(), side.far(1).ended, ended]).toEqual([["a"], null, true]);
});

test("a synchronous call takes no iterables, as nobody could feed them", () => {
  const side = farside();
  const rule =
    "the synchronous form takes a channel that Go made, or one that channel() made, the asynchronous form takes iterables";
  async function* later() {}
  for (const value of [["a"], new Set(["a"]), later()]) expect(() => pass(side, value)).toThrow(rule);
  expect(side.bridge.inbox.streams).toBe(0);
});

test("where no task waits any more, an iterable that fails is a warning", async () => {
  const side = farside();
  const failing = {
    [Symbol.iterator]() {
      throw new Error("mine");
    },
  };
  const { promise, settle } = start(side, failing);
  settle();
  await side.until(promise);
  side.ready(1);
  await side.turns();
  expect(side.warnings).toEqual(["TOPHER_GO_ERROR geo.task: parameter 1 (ch): the iterable has failed: Error: mine"]);
  expect(side.far(1).ended).toBeNull();
});

test("a return of an iterator that is no function rejects the task, and null is none", async () => {
  for (const [left, wanted] of [
    [7, "geo.task: parameter 1 (ch): return of an iterator must be a function, got number 7"],
    [null, undefined],
  ]) {
    const side = farside();
    const { promise, settle } = start(side, {
      [Symbol.iterator]: () => ({ next: () => ({ done: false, value: "a" }), return: left }),
    });
    side.far(1).room = 1;
    side.ready(1);
    side.far(1).over = true;
    side.ready(1);
    settle();
    const error = await side.until(
      promise.then(
        () => undefined,
        (thrown: Error) => thrown,
      ),
    );
    expect([error?.message, codeOf(error)]).toEqual([wanted, wanted && "TOPHER_TYPE"]);
  }
});

test("an aborted task leaves its iterable", async () => {
  const side = farside();
  let ended = false;
  function* endless() {
    try {
      for (;;) yield "a";
    } finally {
      ended = true;
    }
  }
  const { promise, abort } = start(side, endless());
  side.ready(1);
  await side.turns();
  const reason = new Error("stop");
  abort(reason);
  expect(await rejection(side.until(promise))).toBe(reason);
  expect([ended, side.far(1).ended]).toEqual([true, null]);
});
