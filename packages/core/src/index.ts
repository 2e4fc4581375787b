/**
 * What programs use of topher that needs no runtime: types of values, signatures, errors, buffers, bells.
 *
 * @module
 */
export { codeOf, TopherError, errorRows, type Coded, type ErrorBase, type ErrorCode, type ErrorRow } from "./errors.ts";
export { GoError, type GoErrorType } from "./go-error.ts";
export { GoPanic } from "./go-panic.ts";
export { ByteSink } from "./link/byte-sink.ts";
export { channel } from "./link/channel.ts";
export type {
  Channel,
  ReceiveChannel,
  ReceiveChannelInput,
  SendChannel,
  SendChannelInput,
} from "./link/channel-type.ts";
export { GoReader } from "./link/go-reader.ts";
export { GoWriter } from "./link/go-writer.ts";
export { Handle, same, type GoFunction } from "./link/handle.ts";
export type { Manifest } from "./link/manifest.ts";
export type { Package } from "./link/package.ts";
export type {
  BlobInput,
  GoReaderAsyncInput,
  GoReaderInput,
  GoSourceInput,
  GoWriterAsyncInput,
  GoWriterInput,
  NodeWritableInput,
  ReadableInput,
  WritableInput,
} from "./link/stream-input.ts";
export type { Task } from "./link/task.ts";
export type { GoContext, ProgramSignal, TaskSignal, TaskOptions } from "./link/task-options.ts";
export { View } from "./link/view.ts";
export type { ByteReadable, ByteWritable } from "./link/web-streams.ts";
export type { FileUrl } from "./load.ts";
export type { OpenOptions } from "./open.ts";
export { OutputBuffer } from "./output-buffer.ts";
export type { Stats, Topher } from "./runtime.ts";
export { fn, struct, t, type Types } from "./t.ts";
export type * from "./type.ts";
export { wake, type Wake } from "./wake.ts";
export type { GoAny, GoAnyInput, GoNumbers } from "./wire/go-any.ts";
export { goInt, type GoInt } from "./wire/go-int.ts";
