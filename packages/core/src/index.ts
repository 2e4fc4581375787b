/**
 * What programs use of topher that needs no runtime: types of values, signatures, errors, buffers, bells.
 *
 * @module
 */
export { codeOf, TopherError, errorRows, type Coded, type ErrorBase, type ErrorCode, type ErrorRow } from "./errors.ts";
export { GoError, type GoErrorType } from "./go-error.ts";
export { GoPanic } from "./go-panic.ts";
export { ByteSink } from "./link/byte-sink.ts";
export { GoReader } from "./link/go-reader.ts";
export { GoWriter } from "./link/go-writer.ts";
export { Handle, same, type GoFunction } from "./link/handle.ts";
export type { Manifest } from "./link/manifest.ts";
export type { Package } from "./link/package.ts";
export type { GoReaderInput, GoSourceInput, GoWriterInput } from "./link/stream-input.ts";
export type { FileUrl } from "./load.ts";
export type { OpenOptions } from "./open.ts";
export { OutputBuffer } from "./output-buffer.ts";
export type { Stats, Topher } from "./runtime.ts";
export { fn, struct, t, type Types } from "./t.ts";
export type * from "./type.ts";
export { wake, type Wake } from "./wake.ts";
export type { GoAny, GoAnyInput, GoNumbers } from "./wire/go-any.ts";
export { goInt, type GoInt } from "./wire/go-int.ts";
