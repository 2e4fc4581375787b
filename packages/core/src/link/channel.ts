import { describe } from "../describe.ts";
import { errorOf } from "../errors.ts";
import { Refusal } from "../wire/refusal.ts";
import { AsyncSteps } from "./async-steps.ts";
import type { Bridge } from "./bridge.ts";
import { ChannelStream } from "./channel-stream.ts";
import { directions, type Channel, type ChannelType } from "./channel-type.ts";
import type { Companion } from "./companion.ts";
import { closedError } from "./sender.ts";

const largest = 2 ** 30 - 1;

/**
 * Makes a channel that can be given to functions of Go: to one that receives from it, to one that sends to it, or to several. It belongs to one type and to
 * one library as soon as the first function gets it; until then `send` waits for that, or for a loop of JavaScript. Go receives what is sent in the order of the calls, and JavaScript
 * is at most 64 values ahead of Go, beside what the channel itself holds.
 *
 * Once it is closed, by either side, the asynchronous form of a function that receives gets at most what others have not received yet, and then the end.
 * Where Go has closed it, a function that only sends gets a new channel, which loops that begin then receive from.
 *
 * @param size how many values Go's channel holds
 * @throws `TOPHER_TYPE`, `TOPHER_RANGE`
 * @example
 * const words = channel<string>();
 * const counted = count.async(words);
 * for (const word of text.split(" ")) await words.send(word);
 * words.close();
 * console.log(await counted);
 */
export function channel<T>(size: number = 0): Channel<T> {
  if (typeof size !== "number") throw sizeError("TOPHER_TYPE", size);
  if (!Number.isInteger(size) || size < 0 || size > largest) throw sizeError("TOPHER_RANGE", size);
  return new LocalChannel<T>(size);
}

function sizeError(code: "TOPHER_TYPE" | "TOPHER_RANGE", size: unknown): Error {
  return errorOf(code, `channel: parameter 1 (size) must be an integer from 0 to ${largest}, got ${describe(size)}`);
}

/** What a channel crosses as. */
export interface Binding extends Companion {
  readonly number: number;
  readonly size: number;
  /** True where who receives from it gets nothing but its end. */
  readonly ended: boolean;
}

/** True for what {@link channel} has made, whatever its prototype claims. */
export let isLocal: (value: unknown) => value is LocalChannel<any>;

/** Binds a channel to a library and a type, unless it is bound already. `at` is where it is given, for the message of what is refused. */
export let bind: (channel: LocalChannel<any>, bridge: Bridge, type: ChannelType, at: string) => Binding;

/** The next value that Go sends. */
let receive: <T>(channel: LocalChannel<T>) => Promise<IteratorResult<T, undefined>>;

/** Receives nothing any more. */
let stop: (channel: LocalChannel<any>) => void;

interface Sending {
  readonly value: unknown;
  readonly resolve: (given?: Promise<void>) => void;
  readonly reject: (error: unknown) => void;
}

type Receiver<T> = (step: IteratorResult<T, undefined> | Promise<IteratorResult<T, undefined>>) => void;

/** A channel that JavaScript has made. */
export class LocalChannel<T> implements Channel<T> {
  readonly #size: number;
  #stream: ChannelStream<T> | undefined;
  /** True once Go has got the number of the stream. */
  #begun = false;
  /** The type of its values in Go; bound with the library. */
  #element: string | undefined;
  #bridge: Bridge | undefined;
  #sending: Sending[] = [];
  #receivers: Receiver<T>[] = [];
  #closed = false;
  /** True once Go has closed it, until a function that only sends gets a new one. */
  #left = false;
  #stopped = false;

  constructor(size: number) {
    this.#size = size;
  }

  send(value: T): Promise<void> {
    if (this.#closed) return Promise.reject(closedError(sendName));
    const sender = this.#begun ? this.#stream!.sender : undefined;
    if (sender !== undefined) return sender.send(value, this);
    const receiver = this.#stream === undefined ? this.#receivers.shift() : undefined;
    if (receiver !== undefined) return Promise.resolve(receiver({ done: false, value }));
    return new Promise((resolve, reject) => this.#sending.push({ value, resolve, reject }));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#begun) this.#stream!.close();
    else if (this.#sending.length === 0) this.#over();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined, unknown> {
    return new Receiving(this);
  }

  /** Closes it, and receives nothing any more. What was not given to Go yet is not sent. */
  [Symbol.dispose](): void {
    for (const { reject } of this.#sending.splice(0)) reject(closedError(sendName));
    this.close();
    this.#stop();
  }

  #receive(): Promise<IteratorResult<T, undefined>> {
    if (this.#stopped) return Promise.resolve(over);
    const puller = this.#begun ? this.#stream!.puller : undefined;
    if (puller !== undefined) return puller.next(this);
    const sending = this.#stream === undefined ? this.#sending.shift() : undefined;
    if (sending !== undefined) {
      sending.resolve();
      return Promise.resolve({ done: false, value: sending.value as T });
    }
    if (!this.#begun && this.#closed && this.#sending.length === 0) return Promise.resolve(over);
    return new Promise((resolve) => this.#receivers.push(resolve));
  }

  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#over();
    if (this.#begun) this.#stream!.puller?.stop();
  }

  #over(): void {
    for (const receiver of this.#receivers.splice(0)) receiver(over);
  }

  #bind(bridge: Bridge, type: ChannelType<T>, at: string): Binding {
    const element = type[4];
    if (this.#bridge !== undefined && this.#bridge !== bridge) {
      throw new Refusal(
        "TOPHER_TYPE",
        at,
        "must be a channel of this library, got one that was given to another library",
      );
    }
    if (this.#element !== undefined && this.#element !== element) {
      const rule = `must be a channel of ${element}, got one that was given to Go as a channel of ${this.#element}`;
      throw new Refusal("TOPHER_TYPE", at, rule);
    }
    const [direction, , read, write] = type;
    const receives = (direction & directions.receive) !== 0;
    // Go may have closed it or dropped it since: it then gets a new one, which is closed as well for who receives from what Go has closed.
    const gone = this.#begun && this.#stream!.gone;
    if (gone && !this.#stopped) this.#left = true;
    if (this.#stream === undefined || gone || (this.#begun && this.#left && !receives)) this.#open(bridge, element);
    const stream = this.#stream!;
    if (read !== null) stream.receive(read, true);
    if (write !== null && receives) stream.send(write, true);
    const { number } = stream;
    return {
      number,
      size: this.#size,
      ended: receives && (this.#left || (this.#closed && this.#sending.length === 0)),
      begin: () => this.#begin(number, receives),
      forget: () => this.#forget(number),
    };
  }

  #open(bridge: Bridge, element: string): void {
    if (this.#stream !== undefined) {
      bridge.streams.disown(this);
      this.#stream.stop();
    }
    this.#bridge = bridge;
    this.#element = element;
    this.#begun = false;
    this.#stream = new ChannelStream(bridge.streams);
  }

  // Go has the number, and maybe a new direction: what waited for that goes on.
  #begin(number: number, receives: boolean): void {
    const stream = this.#stream;
    if (stream?.number !== number) return;
    if (!this.#begun) {
      stream.streams.own(this, number);
      this.#left &&= receives;
    }
    this.#begun = true;
    const { puller, sender } = stream;
    if (sender !== undefined) {
      for (const { value, resolve, reject } of this.#sending.splice(0)) {
        if (this.#left) reject(closedError(sendName));
        else resolve(sender.send(value, this));
      }
    }
    if (this.#left || (this.#closed && this.#sending.length === 0)) stream.closeAgain();
    if (puller !== undefined) for (const receiver of this.#receivers.splice(0)) receiver(puller.next(this));
  }

  // Go never got it, so it is as free as before.
  #forget(number: number): void {
    if (this.#begun || this.#stream?.number !== number) return;
    this.#stream.forget();
    this.#stream = this.#bridge = this.#element = undefined;
  }

  static {
    isLocal = (value): value is LocalChannel<any> => typeof value === "object" && value !== null && #size in value;
    bind = (channel, bridge, type, at) => channel.#bind(bridge, type, at);
    receive = (channel) => channel.#receive();
    stop = (channel) => channel.#stop();
  }
}

/** What Go sends to a channel that JavaScript has made. */
class Receiving<T> extends AsyncSteps implements AsyncIterableIterator<T, undefined, unknown> {
  readonly #channel: LocalChannel<T>;

  constructor(channel: LocalChannel<T>) {
    super();
    this.#channel = channel;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return receive(this.#channel);
  }

  return(value?: unknown): Promise<IteratorResult<T, undefined>> {
    stop(this.#channel);
    return Promise.resolve({ done: true, value: value as undefined });
  }
}

const sendName = "channel.send";
const over = { done: true, value: undefined } as const;
