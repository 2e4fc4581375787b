import type { NativeFunction } from "../adapter.ts";
import type { Bridge } from "./bridge.ts";
import type { ByteDrain } from "./byte-drain.ts";
import type { BytePump } from "./byte-pump.ts";
import type { Call } from "./call.ts";
import type { Ready } from "./inbox.ts";

/** How many values Go makes or receives ahead of what JavaScript has got, and how many JavaScript gets at once. */
const window = 64;

/** The milliseconds for which streams may keep the event loop from turning. */
const patience = 4;

/** What there is to read. */
export interface Pulled<T> {
  readonly values: T[];
  /** True where nothing follows. */
  readonly over: boolean;
  /** True where a record tells when there is more. */
  readonly wait: boolean;
  /** Why a value could not be read, where that is so; nothing follows it. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** What Go answers to values. */
export interface Fed {
  /** False where nobody takes any more. */
  readonly open: boolean;
  /** How many more may be fed at once; 0: a record tells. */
  readonly room: number;
}

/** The calls that move what the streams of one library carry, on one JavaScript thread. */
export class Streams {
  readonly bridge: Bridge;
  /** What gives the bytes of a source to Go, by the source. */
  readonly pumps: WeakMap<object, BytePump> = new WeakMap();
  /** What takes the bytes of Go for a target, by the target. */
  readonly drains: WeakMap<object, ByteDrain> = new WeakMap();
  /** Stops the stream of an object that is gone. */
  readonly #collected: FinalizationRegistry<number> = new FinalizationRegistry((number) => this.#abandon(number));
  readonly #readReady: NativeFunction;
  readonly #writeReady: NativeFunction;
  // When the event loop last turned while streams moved something; 0 where none did since.
  #turned = 0;

  constructor(bridge: Bridge) {
    this.bridge = bridge;
    this.#readReady = bridge.symbol("topher_read_ready");
    this.#writeReady = bridge.symbol("topher_write_ready");
  }

  /** Gives a stream its number. */
  add(stream: Ready): number {
    return this.bridge.inbox.open(stream);
  }

  /** Stops a stream when `owner` is collected, which must not be reachable from it. */
  own(owner: object, number: number): void {
    this.#collected.register(owner, number, owner);
  }

  /** Takes that back. */
  disown(owner: object): void {
    this.#collected.unregister(owner);
  }

  /** Forgets a stream that has ended on both sides. */
  remove(number: number): void {
    this.bridge.inbox.shut(number);
  }

  /** Keeps the process alive until {@link letGo} was called as often. */
  hold(): void {
    this.bridge.inbox.hold();
  }

  /** Takes a {@link hold} back. */
  letGo(): void {
    this.bridge.inbox.release();
  }

  /** Takes up to a window of values that are ready; `read` reads one. */
  pull<T>(number: number, name: string, read: (call: Call) => T): Pulled<T> {
    const write = (call: Call): void => {
      call.uint32(number, "");
      call.uint32(window, "");
    };
    return this.bridge.call(name, "topher_pull", write, (call) => {
      call.note(); // those before a value that is refused are the program's
      const sum = call.readUint8();
      const values: T[] = [];
      try {
        for (let n = call.count(1); n > 0; n--) values.push(read(call));
      } catch (error) {
        return { values, over: true, wait: false, failure: { error: call.refused(error) } };
      }
      return { values, over: (sum & 1) !== 0, wait: (sum & 2) !== 0, failure: undefined };
    });
  }

  /** Gives values to Go; `write` writes one. Go has taken all of them, or none where it throws. */
  feed(number: number, name: string, values: readonly unknown[], write: (call: Call, value: unknown) => void): Fed {
    const writeAll = (call: Call): void => {
      call.feeds = true;
      call.uint32(number, "");
      call.uint32(values.length, "");
      for (const value of values) write(call, value);
    };
    return this.bridge.call(name, "topher_feed", writeAll, (call) => ({
      open: call.readUint8() === 0,
      room: call.readUint32(),
    }));
  }

  /** Ends what Go does for a stream: nothing is read from it any more. */
  stop(number: number, name: string): void {
    this.bridge.call(
      name,
      "topher_stop",
      (call) => call.uint32(number, ""),
      () => {},
    );
  }

  /** Says that no more comes from JavaScript; `error` is why, where there is a reason. */
  end(number: number, name: string, error: unknown): void {
    const write = (call: Call): void => {
      call.uint32(number, "");
      if (error === null) call.error(null, "");
      else call.cause(error);
    };
    this.bridge.call(name, "topher_end", write, () => {});
  }

  /** Opens a channel or an iterator of Go as a stream. */
  open(number: number, name: string, native: NativeFunction): void {
    const write = (call: Call): void => {
      call.uint32(number, "");
      call.uint32(window, "");
    };
    this.bridge.call(name, native, write, () => {});
  }

  /** Opens a reader or a writer of Go as a stream. */
  openBytes(number: number, name: string, symbol: "topher_open_reader" | "topher_open_writer", handle: number): void {
    const write = (call: Call): void => {
      call.uint32(number, "");
      call.float64(handle, "");
    };
    this.bridge.call(name, symbol, write, () => {});
  }

  /** Copies bytes that are ready into an array: their number, 0 where a record follows, {@link bytesOver} or {@link bytesLeft}. */
  read(number: number, name: string, into: Uint8Array): number {
    const count = Number(this.#readReady(number, into, into.length));
    if (count === failed) throw this.bridge.failed(name);
    return count;
  }

  /** Gives bytes: how many were taken; where that is not all, a record follows. {@link bytesOver} where nobody reads them. */
  write(number: number, name: string, from: Uint8Array): number {
    const count = Number(this.#writeReady(number, from, from.length));
    if (count === failed) throw this.bridge.failed(name);
    return count;
  }

  /** True where the error with which the writer of a task was ended has not reached Go: no `Write` has returned it, or none ever will. */
  failureIsOpen(number: number): boolean {
    return Number(this.#readReady(number, nothing, 0)) !== bytesOver;
  }

  /** True where streams have moved something for so long that the event loop should turn. */
  get tired(): boolean {
    const now = Date.now();
    if (this.#turned !== 0) return now - this.#turned > patience;
    this.#turned = now;
    this.bridge.later(() => (this.#turned = 0));
    return false;
  }

  /** Runs something when the event loop has turned, and keeps the process alive until then. */
  rest(run: () => void): void {
    this.hold();
    this.bridge.later(() => {
      this.letGo();
      run();
    });
  }

  // Nobody is left to tell of a failure.
  #abandon(number: number): void {
    this.remove(number);
    try {
      this.stop(number, "stream");
    } catch {}
  }
}

/** What the functions for bytes give instead of a number of bytes: there are no more, or nobody takes any. */
export const bytesOver = -1;
const failed = -2;
const nothing = new Uint8Array();
/** Nobody in Go has the writer any more, and it was not closed. */
export const bytesLeft = -3;
