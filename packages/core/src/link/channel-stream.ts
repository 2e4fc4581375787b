import type { Call } from "./call.ts";
import type { Ready } from "./inbox.ts";
import { Puller } from "./puller.ts";
import { Sender, type WriteElement } from "./sender.ts";
import type { Streams } from "./streams.ts";

const name = "channel";

/** A channel as a stream: values come out of it, or go into it, or both. */
export class ChannelStream<T> implements Ready {
  readonly streams: Streams;
  readonly number: number;
  #puller: Puller<T> | undefined;
  #sender: Sender | undefined;

  constructor(streams: Streams) {
    this.streams = streams;
    this.number = streams.add(this);
  }

  /** What comes out; undefined where nothing has said how it is read. */
  get puller(): Puller<T> | undefined {
    return this.#puller;
  }

  /** What goes in; undefined where nothing has said how it is written. */
  get sender(): Sender | undefined {
    return this.#sender;
  }

  /** True where Go has closed the channel, or has it no longer. */
  get gone(): boolean {
    return this.#sender?.gone ?? this.#puller?.gone ?? false;
  }

  /** Lets values come out. `expecting` is true for one of JavaScript's: a record tells when Go knows of it. */
  receive(read: (call: Call) => T, expecting: boolean): void {
    if (this.#puller !== undefined) return;
    this.#puller = new Puller(this.streams, this.number, name, read, expecting);
    this.#puller.ended = () => this.#ended(expecting);
  }

  /** Lets values go in. */
  send(write: WriteElement, expecting: boolean): void {
    this.#sender ??= new Sender(this.streams, this.number, `${name}.send`, write, expecting);
  }

  ready(): void {
    this.#sender?.ready();
    this.#puller?.ready();
  }

  /** Closes the channel, behind what was sent before. */
  close(): void {
    if (this.#sender !== undefined) this.#sender.close();
    else if (!this.gone) this.streams.end(this.number, name, null);
  }

  /** Closes it also where it was closed before: Go has got it again. */
  closeAgain(): void {
    if (this.#sender === undefined) this.close();
    else this.#sender.closeAgain();
  }

  /** Stops what Go does for it. Nothing is received or sent any more. */
  stop(): void {
    this.#sender?.leave();
    if (this.#puller !== undefined) this.#puller.stop();
    else this.streams.stop(this.number, name);
    this.streams.remove(this.number);
  }

  /** Forgets it without a word to Go. */
  forget(): void {
    this.streams.remove(this.number);
    this.#sender?.leave();
    this.#puller?.forget();
  }

  // A channel that is closed in Go takes nothing either, which Go says to who sends. One that is only not read any more does.
  // One of JavaScript's may get to a function that receives from it yet.
  #ended(ours: boolean): void {
    if (this.#sender !== undefined) this.#sender.ready();
    else if (!ours || this.gone) this.streams.remove(this.number);
  }
}
