import type { NativeFunction } from "../adapter.ts";
import type { Call } from "./call.ts";
import type { WriteElement } from "./sender.ts";

/**
 * What is known about a type of channels; generated. `open` is the C function that begins to read one of Go, where any comes out of Go;
 * `element` is Go's name for the type of the values.
 */
export type ChannelType<T = any> = readonly [
  direction: 1 | 2 | 3,
  open: NativeFunction | null,
  read: ((call: Call) => T) | null,
  write: WriteElement | null,
  element: string,
];

/** What Go does with a channel: the bits of a direction. */
export const directions = { receive: 1, send: 2 } as const;

/**
 * A `<-chan T` of Go. All who iterate over it share its values, as receivers do in Go. It is over when Go closes it or when a loop ends early, which
 * cancels the context of the call that gave it, where there is one.
 *
 * @example
 * for await (const line of tail("app.log")) console.log(line);
 */
export interface ReceiveChannel<T> extends AsyncIterable<T, undefined>, Disposable {}

/** A `chan<- T` of Go. */
export interface SendChannel<T> extends Disposable {
  /**
   * Sends a value.
   *
   * @returns a promise that is resolved when the value is in the channel, or in the few that wait before it
   * @throws in the promise: `TOPHER_CLOSED` where the channel is closed, or the error of a value that does not fit
   */
  send(value: T): Promise<void>;
  /** Closes the channel, behind what was sent before. */
  close(): void;
}

/** A `chan T` of Go, or what `channel()` makes. */
export interface Channel<T> extends ReceiveChannel<T>, SendChannel<T> {}

/** What a function of Go can be given that receives from a channel. The end of an iterable closes Go's channel. */
export type ReceiveChannelInput<T> = Iterable<T> | AsyncIterable<T>;

/** What a function of Go can be given that sends to a channel: one of Go's, or one that `channel()` has made. */
export type SendChannelInput<T> = SendChannel<T>;
