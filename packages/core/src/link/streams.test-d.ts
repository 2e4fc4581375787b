import type { PassThrough, Readable, Writable } from "node:stream";
import { expectTypeOf, test } from "vitest";
import type { ByteSink } from "./byte-sink.ts";
import { channel } from "./channel.ts";
import type { Channel, ReceiveChannel, ReceiveChannelInput, SendChannel, SendChannelInput } from "./channel-type.ts";
import type { GoReader } from "./go-reader.ts";
import type { GoWriter } from "./go-writer.ts";
import type { GoReaderAsyncInput, GoReaderInput, GoWriterAsyncInput, GoWriterInput } from "./stream-input.ts";

test("a channel is received from and sent to", () => {
  expectTypeOf(channel<number>(3)).toEqualTypeOf<Channel<number>>();
  expectTypeOf<Channel<number>>().toExtend<ReceiveChannel<number> & SendChannel<number> & Disposable>();
  expectTypeOf<SendChannel<number>["send"]>().toEqualTypeOf<(value: number) => Promise<void>>();
});

test("Go receives from iterables and channels, and sends to channels", () => {
  type Numbers = ReceiveChannelInput<number>;
  expectTypeOf<Channel<number> | ReceiveChannel<number> | number[] | Set<number>>().toExtend<Numbers>();
  expectTypeOf<AsyncGenerator<number>>().toExtend<Numbers>();
  expectTypeOf<string[]>().not.toExtend<Numbers>();
  expectTypeOf<Channel<number> | SendChannel<number>>().toExtend<SendChannelInput<number>>();
  expectTypeOf<number[]>().not.toExtend<SendChannelInput<number>>();
});

test("asynchronous forms read from streams of every making", () => {
  expectTypeOf<GoReaderInput>().toExtend<GoReaderAsyncInput>();
  expectTypeOf<ReadableStream<Uint8Array> | Blob | NonNullable<Response["body"]>>().toExtend<GoReaderAsyncInput>();
  expectTypeOf<Readable | PassThrough | AsyncIterable<Uint8Array>>().toExtend<GoReaderAsyncInput>();
  expectTypeOf<{ read(into: Uint8Array): Promise<number> }>().toExtend<GoReaderAsyncInput>();
  expectTypeOf<Response>().not.toExtend<GoReaderAsyncInput>();
  expectTypeOf<ReadableStream<string>>().not.toExtend<GoReaderAsyncInput>();
  expectTypeOf<ReadableStream<Uint8Array>>().not.toExtend<GoReaderInput>();
});

test("asynchronous forms write to streams of every making", () => {
  expectTypeOf<GoWriterInput>().toExtend<GoWriterAsyncInput>();
  expectTypeOf<WritableStream<Uint8Array> | Writable | PassThrough | ByteSink>().toExtend<GoWriterAsyncInput>();
  expectTypeOf<(chunk: Uint8Array<ArrayBuffer>) => Promise<void>>().toExtend<GoWriterAsyncInput>();
  expectTypeOf<WritableStream<string>>().not.toExtend<GoWriterAsyncInput>();
});

test("what Go gives is a stream of the runtime", () => {
  expectTypeOf<GoReader["readable"]>().toExtend<ReadableStream<Uint8Array>>();
  expectTypeOf<GoWriter["writable"]>().toExtend<WritableStream<Uint8Array>>();
  expectTypeOf<GoReader>().toExtend<AsyncIterable<Uint8Array<ArrayBuffer>> & Iterable<Uint8Array<ArrayBuffer>>>();
});
