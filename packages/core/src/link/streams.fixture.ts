// Go's side of streams as a test moves it: what JavaScript finds there, and what it has said.
import type { Channel } from "./channel-type.ts";
import { otherSide, type OtherSide } from "./bridge.fixture.ts";
import type { Call } from "./call.ts";

/** One stream, as Go has it. Values are strings. */
export interface Far {
  /** What there is to pull. */
  readonly values: string[];
  /** The values of each feed. */
  readonly fed: string[][];
  /** How many values may be fed at once. */
  room: number;
  /** What there is to read. */
  readonly bytes: Uint8Array[];
  /** What was written. */
  readonly written: Uint8Array[];
  /** How many bytes are taken. */
  space: number;
  /** True where nothing follows what there is, or nobody takes anything. */
  over: boolean;
  /** What is wrong with what follows. */
  failure: Error | undefined;
  /** What JavaScript ended it with. */
  ended: unknown;
  /** True once a `Write` has returned that. */
  told: boolean;
  /** True once nobody in Go has the writer any more. */
  dropped: boolean;
}

export interface Farside extends OtherSide {
  /** The stream of a number; made when it is asked for. */
  far(number: number): Far;
  /** What JavaScript has asked for: the function and the stream. */
  readonly log: string[];
  /** Tells JavaScript that a stream can go on, and lets it. */
  ready(number: number): void;
  /** Lets the event loop turn until a promise has settled. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** Lets the event loop turn some times. */
  turns(): Promise<void>;
  /** Starts a task whose arguments `write` writes. */
  task(write: (call: Call) => void): StartedTask;
  /** The number of a channel of Go's on the wire: `open` of its type. */
  readonly open: (at: number, handle: number) => number;
}

/** A task, and what can become of it. */
export interface StartedTask {
  readonly promise: Promise<unknown>;
  /** Go's function has returned, or has failed. */
  settle(failed?: boolean): void;
  /** The program aborts it. */
  abort(reason: unknown): void;
}

const nothing = { values: [], over: true };

export function farside(): Farside {
  const streams = new Map<number, Far>();
  const log: string[] = [];
  const tasks: number[] = [];
  const far = (number: number): Far => {
    let found = streams.get(number);
    if (found === undefined) {
      found = {
        values: [],
        fed: [],
        room: 64,
        bytes: [],
        written: [],
        space: Infinity,
        over: false,
        failure: undefined,
        ended: undefined,
        told: false,
        dropped: false,
      };
      streams.set(number, found);
    }
    return found;
  };
  const open =
    (what: string) =>
    (at: number, handle?: number): number => {
      const codec = side.codec(at);
      const number = codec.readUint32();
      log.push(`${what} ${number} of ${handle ?? codec.readFloat64()}`);
      far(number);
      return 0;
    };
  const side: OtherSide = otherSide({
    topher_pull(at: number) {
      const codec = side.codec(at);
      const number = codec.readUint32();
      const most = codec.readUint32();
      const { values, failure, over } = streams.get(number) ?? { ...nothing, failure: undefined };
      log.push(`pull ${number}`);
      if (values.length === 0 && failure !== undefined) throw failure;
      const some = values.splice(0, most);
      const out = side.codec(at);
      const left = values.length > 0 || failure !== undefined;
      out.tag((over && !left ? 1 : 0) + (left || over ? 0 : 2));
      out.uint32(some.length, "");
      for (const value of some) out.string(value, "");
      return 0;
    },
    topher_feed(at: number) {
      const codec = side.codec(at);
      const number = codec.readUint32();
      const it = far(number);
      const values = Array.from({ length: codec.readUint32() }, () => codec.readString());
      log.push(`feed ${number}`);
      if (!it.over && values.length > 0) it.fed.push(values);
      it.room = Math.max(0, it.room - values.length);
      const out = side.codec(at);
      out.bool(it.over, "");
      out.uint32(it.over ? 0 : it.room, "");
      return 0;
    },
    topher_stop(at: number) {
      log.push(`stop ${side.codec(at).readUint32()}`);
      return 0;
    },
    topher_end(at: number) {
      const codec = side.codec(at);
      const number = codec.readUint32();
      log.push(`end ${number}`);
      far(number).ended = codec.readUint8() === 0 ? null : side.bridge.inSlot(codec.readUint32(), codec.readString());
      return 0;
    },
    topher_open_reader: open("reader"),
    topher_open_writer: open("writer"),
    topher_close(at: number) {
      log.push(`close ${side.codec(at).readFloat64()}`);
      return 0;
    },
    topher_read_ready(number: number, into: Uint8Array, size: number) {
      const it = far(number);
      log.push(`read ${number}`);
      if (it.ended !== undefined && it.ended !== null) {
        if (it.told) return -1;
        if (it.dropped) it.over = true;
        return it.over ? -3 : -2;
      }
      const some = it.bytes.shift();
      if (some === undefined && it.failure !== undefined) throw it.failure;
      if (some === undefined) return it.over ? -1 : 0;
      into.set(some.subarray(0, size));
      if (some.length > size) it.bytes.unshift(some.subarray(size));
      return Math.min(size, some.length);
    },
    topher_write_ready(number: number, from: Uint8Array, size: number) {
      const it = far(number);
      log.push(`write ${number}`);
      if (it.failure !== undefined) throw it.failure;
      if (it.over) return -1;
      const count = Math.min(size, it.space);
      it.space -= count;
      if (count > 0) it.written.push(from.slice(0, count));
      return count;
    },
    topher_task(at: number) {
      tasks.push(side.codec(at).readFloat64());
      return 0;
    },
    topher_cancel(at: number) {
      side.codec(at).bool(true, "");
      return 0;
    },
  });
  // Streams of Node go on with the event loop itself.
  const pass = async (): Promise<void> => {
    side.turn();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return Object.assign(side, {
    far,
    log,
    open: open("open"),
    task(write: (call: Call) => void): StartedTask {
      const { bridge } = side;
      const listeners: (() => void)[] = [];
      const signal = {
        aborted: false,
        reason: undefined as unknown,
        addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
        removeEventListener() {},
      };
      const call = bridge.begin("geo.task");
      try {
        call.task(1, { signal }, 1, 2);
        write(call);
        const promise = call.start();
        const number = tasks.at(-1)!;
        const settle = (failed = false): void => {
          side.post(1, (codec) => {
            codec.float64(number, "");
            codec.tag(failed ? 2 : 0);
            if (!failed) return;
            codec.tag(4);
            codec.string("TOPHER_NIL", "");
            codec.string("Go has failed", "");
          });
          side.turn();
        };
        const abort = (reason: unknown): void => {
          Object.assign(signal, { aborted: true, reason });
          for (const listener of listeners) listener();
        };
        return { promise, settle, abort };
      } catch (error) {
        throw call.refused(error);
      } finally {
        bridge.end(call);
      }
    },
    ready(number: number) {
      side.post(3, (codec) => codec.uint32(number, ""));
      side.turn();
    },
    async turns() {
      for (let i = 0; i < 10; i++) await pass();
    },
    async until<T>(promise: Promise<T>): Promise<T> {
      let settled = false;
      const done = (): void => void (settled = true);
      promise.then(done, done);
      for (let i = 0; !settled; i++) {
        if (i === 1000) throw new Error("nothing settles it");
        await pass();
      }
      return promise;
    },
  });
}

/** A settled promise's rejection. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("it was not rejected");
    },
    (error: unknown) => error,
  );
}

/** What a channel gives until it is over. */
export async function all<T>(channel: Pick<Channel<T>, typeof Symbol.asyncIterator>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of channel) values.push(value);
  return values;
}
