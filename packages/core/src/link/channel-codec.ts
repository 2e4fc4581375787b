import { isObject } from "../arrays.ts";
import { refuse, Refusal } from "../wire/refusal.ts";
import { bind, isLocal } from "./channel.ts";
import { directions, type ChannelType } from "./channel-type.ts";
import { Feeder } from "./feeder.ts";
import { GoIterable } from "./go-iterable.ts";
import { channelOf, directionOf, isReceived, type GoChannel } from "./go-channel.ts";
import { isHandle } from "./handle.ts";
import { kinds, missing } from "./handle-codec.ts";
import { iterationOf } from "../wire/iteration.ts";
import { StreamCodec } from "./stream-codec.ts";
import { needsAsync } from "./stream-input.ts";

const rules: Readonly<Record<1 | 2 | 3, string>> = {
  1: "an iterable, an async iterable, a channel that Go made, or one that channel() made",
  2: "a channel that Go made and that can be sent to, or one that channel() made",
  3: "a channel that Go made, for both directions, or one that channel() made",
};

// Beside the size, for a channel that JavaScript has: it lives on where one function has dropped it, as another one may get it.
const ours = 0x8000_0000;
// And for one that is closed, with nothing that waits to be sent.
const ended = 0x4000_0000;
const received = "is a channel that JavaScript receives from: Go would not get what was received ahead";
const given = "a channel that Go made, or one that channel() made";

/** Writes and reads channels. */
export abstract class ChannelCodec extends StreamCodec {
  /** True where JavaScript goes on while Go receives, so that it can feed: in a task, in the answer to a goroutine, and in what is fed. */
  feeds = false;

  /** Writes what stands for a channel. What Go receives from it may be an iterable. */
  channel(value: unknown, type: ChannelType, at: string): void {
    const [direction, , , write] = type;
    if (value === null) return this.tag(kinds.nil);
    if (isHandle(value) && !(value instanceof GoIterable)) {
      if ((directionOf(value) & direction) !== direction) refuse("TOPHER_TYPE", at, rules[direction], value);
      if (direction === directions.receive && isReceived(value)) throw new Refusal("TOPHER_LOCKED", at, received);
      return this.held(value, at);
    }
    if (isLocal(value)) {
      const binding = bind(value, this.bridge, type, at);
      this.afterwards(binding);
      return this.#ours(binding.number, (binding.size | ours | (binding.ended ? ended : 0)) >>> 0);
    }
    // Text is an iterable, and never meant as one.
    const iteration = direction === directions.receive && isObject(value) ? iterationOf(value) : undefined;
    if (iteration === undefined) return refuse("TOPHER_TYPE", at, rules[direction], value);
    if (!this.feeds) needsAsync(at, given, value, "iterables");
    const feeder = new Feeder(this.bridge.streams, iteration, write!, `${this.name}: ${at}`, this.asynchronous);
    this.afterwards(feeder);
    this.#ours(feeder.number, 0);
  }

  readChannel<T>(type: ChannelType<T>): GoChannel<T> {
    return this.readChannelOrNil(type) ?? missing("channel");
  }

  readChannelOrNil<T>(type: ChannelType<T>): GoChannel<T> | null {
    const id = this.readHandleNumber();
    return id === 0 ? null : channelOf(this.bridge, id, type);
  }

  #ours(number: number, size: number): void {
    const start = this.take(9);
    this.memory[start] = kinds.ours;
    this.view.setUint32(start + 1, number, true);
    this.view.setUint32(start + 5, size, true);
  }
}
