import type { NativeScalar } from "@topher/core/adapter";
import { FFIType } from "bun:ffi";

/** bun:ffi's name of each scalar type, as JavaScript passes it. */
export const passedTypes: Readonly<Record<NativeScalar, FFIType>> = {
  i8: FFIType.i8,
  i16: FFIType.i16,
  i32: FFIType.i32,
  i64: FFIType.i64,
  u8: FFIType.u8,
  u16: FFIType.u16,
  u32: FFIType.u32,
  u64: FFIType.u64,
  int: FFIType.i64,
  uint: FFIType.u64,
  f32: FFIType.f32,
  f64: FFIType.f64,
  pointer: FFIType.ptr,
};

/** The same, as JavaScript receives it: the fast types give a number where it is safe. */
export const receivedTypes: Readonly<Record<NativeScalar, FFIType>> = {
  ...passedTypes,
  int: FFIType.i64_fast,
  uint: FFIType.u64_fast,
  pointer: FFIType.u64_fast,
};
