import { Puller } from "./puller.ts";
import { Sender } from "./sender.ts";
import type { ChannelType } from "./channel-type.ts";
import type { Ready } from "./inbox.ts";
import type { Streams } from "./streams.ts";

const name = "channel";

/** A channel as a stream: values come out of it, or go into it, or both. */
export class ChannelStream<T> implements Ready {
  readonly streams: Streams;
  readonly number: number;
  readonly puller: Puller<T> | undefined;
  readonly sender: Sender | undefined;

  /** @param expecting true where a record tells when Go knows the stream */
  constructor(
    streams: Streams,
    [, , read, write]: ChannelType<T>,
    receives: boolean,
    sends: boolean,
    expecting: boolean,
  ) {
    this.streams = streams;
    this.number = streams.add(this);
    if (receives && read !== null) {
      this.puller = new Puller(streams, this.number, name, read, expecting);
      this.puller.ended = () => this.#ended();
    }
    if (sends && write !== null) {
      this.sender = new Sender(streams, this.number, `${name}.send`, write, expecting);
    }
  }

  ready(): void {
    this.sender?.ready();
    this.puller?.ready();
  }

  /** Stops what Go does for it. Nothing is received or sent any more. */
  stop(): void {
    this.sender?.gone();
    if (this.puller !== undefined) this.puller.stop();
    else this.streams.stop(this.number, name);
    this.streams.remove(this.number);
  }

  /** Forgets it without a word to Go. */
  forget(): void {
    this.streams.remove(this.number);
    this.sender?.gone();
    this.puller?.forget();
  }

  // A channel that is closed in Go takes nothing either, which Go says to who sends. One that is only not read any more does.
  #ended(): void {
    if (this.sender === undefined) this.streams.remove(this.number);
    else this.sender.ready();
  }
}
