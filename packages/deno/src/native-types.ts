import type { NativeScalar } from "@topher/core/adapter";

/** Deno's name of each scalar type. An address is an integer: Deno's pointer objects would cost a conversion each way. */
export const nativeTypes: Readonly<Record<NativeScalar, ScalarType>> = {
  i8: "i8",
  i16: "i16",
  i32: "i32",
  i64: "i64",
  u8: "u8",
  u16: "u16",
  u32: "u32",
  u64: "u64",
  int: "i64",
  uint: "u64",
  f32: "f32",
  f64: "f64",
  pointer: "u64",
};

type ScalarType = "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64";
