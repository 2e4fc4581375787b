import {
  errorOf,
  scalars,
  type NativeFunction,
  type NativeParam,
  type NativeScalar,
  type NativeSignature,
  type NativeStruct,
} from "@topher/core/adapter";
import { cc, ptr, type Pointer } from "bun:ffi";
import { fileURLToPath } from "node:url";
import type { BoundFunction } from "./library.ts";

// The frame of native/struct-call.c, in words of 8 bytes.
const integerRegisters = 6;
const floatRegisters = 8;
const resultRegisters = 4;
const firstFloat = integerRegisters;
const firstResult = firstFloat + floatRegisters;
const firstStack = firstResult + resultRegisters;

type StructCall = (target: Pointer, frame: Uint8Array) => void;

// The functions of native/struct-call.c, with the words of stack that they pass.
const small = { symbol: "topher_struct_call", words: 16 } as const;
const large = { symbol: "topher_struct_call_large", words: 128 } as const;

/** Where a word of an argument goes in the frame. */
type Slot = number;

/** Puts one argument into the frame. */
type Put = (view: DataView, value: any) => void;

let calls: Readonly<Record<(typeof small | typeof large)["symbol"], StructCall>> | undefined;

/** Puts a call through native/struct-call.c in place of Bun's own, where a signature has structs at all. */
export function withStructs(
  native: BoundFunction,
  { params, result }: NativeSignature,
  symbol: string,
): NativeFunction {
  if (typeof result !== "object" && params.every((type) => typeof type !== "object")) return native;
  const { puts, hidden, stack } = assign(params, result);
  if (stack > large.words) {
    throw errorOf(
      "TOPHER_UNSUPPORTED",
      `open: the arguments of ${symbol} take ${stack * 8} bytes of stack, and in Bun at most ${large.words * 8} can be ` +
        "passed with structs. Pass the address of a struct, as t.ref does",
    );
  }
  const target = native.ptr as Pointer;
  const { symbol: name, words } = stack > small.words ? large : small;
  const structCall = (calls ??= compile())[name];
  return (...args) => {
    // Memory of its own for each call, so that a call inside a callback does not write over it.
    const bytes = new Uint8Array((firstStack + words) * 8);
    const view = new DataView(bytes.buffer);
    const returned = hidden === undefined ? undefined : new Uint8Array(new ArrayBuffer(hidden));
    if (returned !== undefined) view.setBigUint64(0, BigInt(ptr(returned)), true);
    puts.forEach((put, i) => put(view, args[i]));
    structCall(target, bytes);
    return returned ?? take(view, bytes, result);
  };
}

function compile(): NonNullable<typeof calls> {
  const source = fileURLToPath(new URL("../native/struct-call.c", import.meta.url));
  const signature = { args: ["ptr", "ptr"], returns: "void" } as const;
  return cc({ source, symbols: { [small.symbol]: signature, [large.symbol]: signature } }).symbols;
}

/** Gives each argument its registers or stack words, by the System V ABI for x86-64, section 3.2.3. */
function assign(
  params: readonly NativeParam[],
  result: NativeSignature["result"],
): { puts: Put[]; hidden: number | undefined; stack: number } {
  const hidden = typeof result === "object" && result.size > 16 ? result.size : undefined;
  let integers = hidden === undefined ? 0 : 1; // the address of a large result is the first argument
  let floats = 0;
  let stack = 0;
  const take = (classes: readonly ("integer" | "float")[]): Slot[] => {
    const wantsFloats = classes.filter((each) => each === "float").length;
    const fits =
      classes.length <= 2 &&
      integers + classes.length - wantsFloats <= integerRegisters &&
      floats + wantsFloats <= floatRegisters;
    return classes.map((each) => {
      if (!fits) return firstStack + stack++;
      return each === "float" ? firstFloat + floats++ : integers++;
    });
  };
  const puts = params.map((type): Put => {
    if (typeof type === "object") {
      const slots = take(classify(type));
      return (view, value: Uint8Array) => {
        const words = new Uint8Array(slots.length * 8);
        words.set(value);
        const from = new DataView(words.buffer);
        slots.forEach((slot, i) => view.setBigUint64(slot * 8, from.getBigUint64(i * 8, true), true));
      };
    }
    const [slot] = take([type === "f32" || type === "f64" ? "float" : "integer"]) as [Slot];
    if (type !== "buffer") return scalarPut(type, slot);
    // ptr() refuses an empty view.
    return (view, value) => view.setBigUint64(slot * 8, value.byteLength === 0 ? 0n : BigInt(ptr(value)), true);
  });
  return { puts, hidden, stack };
}

function scalarPut(type: NativeScalar, slot: Slot): Put {
  const { set } = scalars[type];
  // Narrow integers are widened by their sign, as C compilers do for arguments.
  const narrow = type === "i8" || type === "i16" || type === "i32";
  return narrow
    ? (view, value) => view.setBigInt64(slot * 8, BigInt(value), true)
    : (view, value) => set(view, slot * 8, value);
}

// An eightbyte is a float one when only floats lie in it; a struct of more than two lies in memory, word by word.
function classify(struct: NativeStruct): ("integer" | "float")[] {
  const words = Math.ceil(struct.size / 8);
  if (words > 2) return Array<"integer">(words).fill("integer");
  const { leaves } = struct;
  return Array.from({ length: words }, (_, word) => {
    const inside = leaves.filter(({ offset }) => Math.floor(offset / 8) === word);
    return inside.every(({ type }) => type === "f32" || type === "f64") ? "float" : "integer";
  });
}

// Takes a result out of rax, rdx, xmm0 and xmm1.
function take(view: DataView, bytes: Uint8Array, result: NativeSignature["result"]): unknown {
  if (result === "void") return undefined;
  if (typeof result === "string") {
    const isFloat = result === "f32" || result === "f64";
    return scalars[result].get(view, (firstResult + (isFloat ? 2 : 0)) * 8);
  }
  let integers = firstResult;
  let floats = firstResult + 2;
  const words = new Uint8Array(16);
  classify(result).forEach((each, i) => {
    const from = (each === "float" ? floats++ : integers++) * 8;
    words.set(bytes.subarray(from, from + 8), i * 8);
  });
  return words.subarray(0, result.size);
}
