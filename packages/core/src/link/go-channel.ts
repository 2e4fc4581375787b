import type { Bridge } from "./bridge.ts";
import { ChannelStream } from "./channel-stream.ts";
import { directions, type Channel, type ChannelType, type ReceiveChannel, type SendChannel } from "./channel-type.ts";
import { adopt, Handle, idOf, ownerOf, releasedError } from "./handle.ts";
import { Pulling } from "./puller.ts";

/** Makes the object for a channel of Go. */
export let channelOf: <T>(bridge: Bridge, handle: number, type: ChannelType<T>) => GoChannel<T>;

/** What Go's type lets be done with a channel of Go; 0 for anything else. */
export let directionOf: (value: Handle) => number;

/** True where JavaScript has received from a channel of Go, ahead of what the program has got. */
export let isReceived: (channel: Handle) => boolean;

/** A channel of Go. Its stream begins with the first use. */
export abstract class GoChannel<T> extends Handle {
  #type: ChannelType<T> | undefined;
  #stream: ChannelStream<T> | undefined;

  get #received(): boolean {
    return this.#stream?.puller?.begun === true;
  }

  /** Sends and receives nothing any more, and gives the channel back to Go. */
  override [Symbol.dispose](): void {
    const stream = this.#stream;
    this.#stream = undefined;
    try {
      if (stream === undefined) return;
      stream.streams.disown(this);
      stream.stop();
    } finally {
      super[Symbol.dispose]();
    }
  }

  /** `use` begins the message where the handle was released. */
  protected stream(use: string): ChannelStream<T> {
    const id = idOf(this);
    if (id === 0) throw releasedError(use);
    return this.#stream ?? (this.#stream = this.#open(id));
  }

  /** What Go sends. */
  protected received(): AsyncIterableIterator<T, undefined, unknown> {
    return new Pulling(this.stream("channel").puller!, this);
  }

  #open(id: number): ChannelStream<T> {
    const bridge = ownerOf(this) as Bridge;
    const [direction, open, read, write] = this.#type!;
    const stream = new ChannelStream<T>(bridge.streams);
    if ((direction & directions.receive) !== 0) stream.receive(read!, false);
    if ((direction & directions.send) !== 0) stream.send(write!, false);
    try {
      bridge.streams.open(stream.number, "channel", (at: number) => open!(at, id) as number);
    } catch (error) {
      stream.forget();
      throw error;
    }
    bridge.streams.own(this, stream.number);
    return stream;
  }

  static {
    isReceived = (value) => #type in value && value.#received;
    directionOf = (value) => (#type in value ? value.#type![0] : 0);
    channelOf = <T>(bridge: Bridge, handle: number, type: ChannelType<T>) => {
      const made = adopt<GoChannel<T>>(bridge, classes[type[0]], handle);
      made.#type = type;
      return made;
    };
  }
}

class GoReceiveChannel<T> extends GoChannel<T> implements ReceiveChannel<T> {
  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined, unknown> {
    return this.received();
  }
}

class GoSendChannel<T> extends GoChannel<T> implements SendChannel<T> {
  send(value: T): Promise<void> {
    try {
      return this.stream("channel.send").sender!.send(value, this);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  close(): void {
    this.stream("channel.close").sender!.close();
  }
}

class GoBothChannel<T> extends GoSendChannel<T> implements Channel<T> {
  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined, unknown> {
    return this.received();
  }
}

const classes = { 1: GoReceiveChannel, 2: GoSendChannel, 3: GoBothChannel } as const;
