import { isOverflow } from "./errors.ts";
import { copyBytes, copyCString, pointerAndLength, putText, textOf, viewOf } from "./memory.ts";
import type { Context, MemoryPlan, Plan, Planner } from "./plan.ts";
import type { Site } from "./site.ts";

/** `t.cstring`: text that ends at NUL. */
export const cstringPlan: Planner = (_type, site, context) => {
  const { frame } = context;
  const encode = (value: unknown): number | bigint => {
    if (typeof value !== "string") return site.refuse("TOPHER_TYPE", "a string", value);
    if (value.includes("\0")) {
      return site.refuse("TOPHER_NUL", "a string without U+0000", value, "Declare t.string to carry it");
    }
    return putText(frame, value);
  };
  const decode = (address: number | bigint): string => {
    if (isZero(address)) throw nil(site);
    try {
      return textOf(copyCString(frame.memory, address), site);
    } finally {
      context.free?.(address);
    }
  };
  return {
    params: ["pointer"],
    encode,
    null: 0,
    scoped: true,
    result: "pointer",
    decode,
    discard: discardAddress(context),
    isNull: isZero,
    layout: {
      size: 8,
      align: 8,
      leaves: [{ offset: 0, type: "pointer" }],
      write: (view, offset, value) => view.setBigUint64(offset, BigInt(encode(value)), true),
      read: (view, offset) => decode(view.getBigUint64(offset, true)),
      drop: dropAddress(context),
    },
  };
};

/** `t.string`: text as pointer and length. */
export const stringPlan: Planner = (_type, site, context) => {
  const { frame } = context;
  const encode = (value: unknown): number | bigint =>
    typeof value === "string" ? putText(frame, value) : site.refuse("TOPHER_TYPE", "a string", value);
  const make = (bytes: Uint8Array): string => textOf(bytes, site);
  return { ...pairPlan(site, context, encode, make), params: ["pointer", "int"], null: 0, scoped: true };
};

// The most bytes of elements that are looked through for what they point to: no more can be copied.
const most = 2 ** 32;

/**
 * The parts of a plan that every kind shares which is a pointer and a length: the result struct and the layout in memory.
 *
 * @param encode gives the address and leaves the length in the frame
 * @param make turns the copied bytes into the value
 * @param size bytes per element
 * @param drop gives back what the elements among copied bytes point to
 */
export function pairPlan(
  site: Site,
  context: Context,
  encode: (value: any) => number | bigint,
  make: (bytes: Uint8Array<ArrayBuffer>) => unknown,
  size = 1,
  drop?: (bytes: Uint8Array<ArrayBuffer>) => void,
): Pick<Plan, "encode" | "result" | "decode" | "decodePair" | "discard" | "isNull" | "layout"> {
  const { frame } = context;
  const copied = (address: number | bigint, bytes: number): Uint8Array<ArrayBuffer> => {
    try {
      return copyBytes(frame.memory, address, bytes);
    } catch (error) {
      if (isOverflow(error)) throw error;
      throw site.error("TOPHER_RANGE", `came with ${bytes} bytes, which cannot be copied`, error);
    }
  };
  const decodePair = (address: number | bigint, length: number | bigint): unknown => {
    try {
      if (length < 0 || Number(length) * size > Number.MAX_SAFE_INTEGER) {
        throw site.error("TOPHER_RANGE", `came with the length ${length}`);
      }
      if (isZero(address) && length > 0) throw nil(site);
      return make(copied(address, Number(length) * size));
    } finally {
      if (!isZero(address)) context.free?.(address);
    }
  };
  const read = (view: DataView, offset: number): unknown =>
    decodePair(view.getBigUint64(offset, true), view.getBigInt64(offset + 8, true));
  const layout: MemoryPlan = {
    ...pointerAndLength,
    write(view, offset, value) {
      view.setBigUint64(offset, BigInt(encode(value)), true);
      view.setBigInt64(offset + 8, BigInt(frame.length), true);
    },
    read,
    drop:
      context.free &&
      ((view, offset) => {
        const address = view.getBigUint64(offset, true);
        const bytes = Number(view.getBigInt64(offset + 8, true)) * size;
        if (address === 0n) return;
        if (drop !== undefined && bytes > 0 && bytes < most) drop(copyBytes(frame.memory, address, bytes));
        context.free!(address);
      }),
  };
  return {
    encode,
    result: pointerAndLength,
    decode: (raw: Uint8Array) => read(viewOf(raw), 0),
    decodePair,
    discard: discardStruct(layout),
    isNull: (raw: Uint8Array) => viewOf(raw).getBigUint64(0, true) === 0n,
    layout,
  };
}

/** Gives back what an address that nobody reads points to. */
export function dropAddress({ free }: Context): MemoryPlan["drop"] {
  if (free === undefined) return undefined;
  return (view, offset) => {
    const address = view.getBigUint64(offset, true);
    if (address !== 0n) free(address);
  };
}

/** Gives back what a result points to that is an address. */
export function discardAddress({ free }: Context): Plan["discard"] {
  return free && ((address: number | bigint) => void (isZero(address) || free(address)));
}

/** Gives back what a result points to that lies in memory as a layout says. */
export function discardStruct({ drop }: Pick<MemoryPlan, "drop">): Plan["discard"] {
  return drop && ((raw: Uint8Array) => drop(viewOf(raw), 0));
}

/** The error for a null pointer where a value was promised. */
export function nil(site: Site): Error {
  return site.error("TOPHER_NIL", "is a null pointer. Declare t.nullable(…) to get null");
}

/** True for a null pointer. */
export function isZero(address: number | bigint): boolean {
  return address === 0 || address === 0n;
}
