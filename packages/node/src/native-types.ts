import type { NativeScalar } from "@topher/core/adapter";

/** koffi's name of each scalar type. An address is an integer: koffi gives and takes it without an object around it. */
export const nativeTypes: Readonly<Record<NativeScalar, string>> = {
  i8: "int8_t",
  i16: "int16_t",
  i32: "int32_t",
  i64: "int64_t",
  u8: "uint8_t",
  u16: "uint16_t",
  u32: "uint32_t",
  u64: "uint64_t",
  int: "int64_t",
  uint: "uint64_t",
  f32: "float",
  f64: "double",
  pointer: "uint64_t",
};
