import type { NativeLeaf, NativeStruct } from "./adapter.ts";
import { isArray, isRevoked } from "./arrays.ts";
import { cut, describe, listed } from "./describe.ts";
import { errorOf } from "./errors.ts";
import { GoError } from "./go-error.ts";
import { copyBytes, viewOf } from "./memory.ts";
import { nearest } from "./nearest.ts";
import { checkSize, need, type Context, type MemoryPlan, type Plan, type Planner, type Token } from "./plan.ts";
import { scalars } from "./scalar.ts";
import type { Site } from "./site.ts";
import { t, type Described } from "./t.ts";
import { notWritable } from "./slice.ts";
import { discardAddress, discardStruct, dropAddress, isZero, nil } from "./text.ts";

interface Field {
  readonly name: string;
  readonly offset: number;
  readonly plan: MemoryPlan;
}

type Struct = Record<string, unknown>;

/** `t.struct`: the fields at the offsets that the C compiler gives them. */
export const structPlan: Planner = (type, site, context) => {
  const { frame } = context;
  const { fields, native, drop } = layOut(type.fields!, site, context);
  const { size, align } = native;
  if (fields.length === 0) throw site.error("TOPHER_SIGNATURE", "is declared as a struct without fields");
  const layout: MemoryPlan = {
    size,
    align,
    get leaves() {
      return native.leaves;
    },
    write(view, offset, value: Struct) {
      checkStruct(value, fields, site);
      for (const field of fields) field.plan.write(view, offset + field.offset, value[field.name]);
    },
    read(view, offset) {
      const value: Struct = {};
      let read = 0;
      try {
        for (const field of fields) {
          read++;
          define(value, field.name, field.plan.read(view, offset + field.offset));
        }
      } catch (error) {
        drop?.(view, offset, read); // the field that was refused has given back its own
        throw error;
      }
      return value;
    },
    drop,
    reread(view, offset, before) {
      // A getter may give something else than it gave before the call.
      if (typeof before !== "object" || before === null || isRevoked(before)) return layout.read(view, offset);
      const value = before as Struct;
      for (const { name, offset: inner, plan } of fields) {
        const now = (plan.reread ?? plan.read)(view, offset + inner, value[name]);
        if (Object.is(now, value[name]) || Reflect.set(value, name, now)) continue;
        throw notWritable(site.field(name));
      }
      return value;
    },
  };
  return {
    params: [native],
    encode(value) {
      frame.reserve(layout.size);
      const { bytes, view, offset } = frame;
      bytes.fill(0, offset, offset + layout.size);
      layout.write(view, offset, value);
      return bytes.subarray(offset, offset + layout.size);
    },
    scoped: true,
    result: native,
    decode: (raw: Uint8Array) => layout.read(viewOf(raw), 0),
    discard: discardStruct(layout),
    layout,
  };
};

interface RefToken extends Token {
  readonly view: DataView;
  readonly offset: number;
}

/** `t.ref`: a pointer to a struct in the frame, read back into the same object after the call. */
export const refPlan: Planner = (type, site, context) => {
  const { frame } = context;
  const { kind } = type.element!;
  if (kind !== "struct") throw site.error("TOPHER_SIGNATURE", `is declared as t.ref of t.${kind}`);
  // `free` is for the struct itself; what its fields point to stays Go's.
  const layout = context.plan(type.element!, site, { ...context, free: undefined }).layout!;
  const put = (value: unknown): RefToken => {
    const address = frame.reserve(layout.size);
    const { bytes, view, offset } = frame;
    bytes.fill(0, offset, offset + layout.size);
    layout.write(view, offset, value);
    return { address, view, offset };
  };
  const decode = (address: number | bigint): unknown => {
    if (isZero(address)) throw nil(site);
    try {
      return layout.read(viewOf(copyBytes(frame.memory, address, layout.size)), 0);
    } finally {
      context.free?.(address);
    }
  };
  return {
    params: ["pointer"],
    encode(value): RefToken {
      const token = put(value);
      if (Object.isFrozen(value))
        throw site.error("TOPHER_FROZEN", "must not be frozen: Go's changes are written back into it");
      return token;
    },
    null: { address: 0 } satisfies Token,
    scoped: true,
    after(value, token) {
      if (value === null) return;
      const { view, offset } = token as RefToken;
      if (layout.reread!(view, offset, value) === value) return;
      throw site.error("TOPHER_FROZEN", "must not be revoked during the call: Go's changes are written back into it");
    },
    result: "pointer",
    decode,
    discard: discardAddress(context),
    isNull: isZero,
    layout: {
      size: 8,
      align: 8,
      leaves: [{ offset: 0, type: "pointer" }],
      write(view, offset, value) {
        const token = put(value);
        frame.lendStruct(token.address, token);
        view.setBigUint64(offset, BigInt(token.address), true);
      },
      read: (view, offset) => decode(view.getBigUint64(offset, true)),
      reread(view, offset, before) {
        const address = view.getBigUint64(offset, true);
        const place = frame.lentAt(address)?.place;
        return place === undefined ? decode(address) : layout.reread!(place.view, place.offset, before);
      },
      drop: dropAddress(context),
    },
  };
};

/** `t.fallible`: a struct of the value and the error's text. */
export const falliblePlan: Planner = (type, site, context) => {
  const element = type.element!;
  const error = t.nullable(t.cstring);
  const whole = element.kind === "void" ? { error } : { value: element, error };
  const { fields, native, drop } = layOut(whole, site, context);
  const text = fields.at(-1)!;
  const value = fields.length > 1 ? fields[0] : undefined;
  return {
    result: native,
    decode(raw: Uint8Array) {
      const view = viewOf(raw);
      const message = text.plan.read(view, text.offset) as string | null;
      if (message === null) return value?.plan.read(view, value.offset);
      // Beside an error the value may be one that its type refuses, such as a null pointer: nobody reads it.
      value?.plan.drop?.(view, value.offset);
      throw new GoError(message);
    },
    discard: discardStruct({ drop }),
  };
};

// For as long as any value lives, which may be longer than what has made it.
const collected = new FinalizationRegistry<() => void>((release) => release());

/** `t.owned`: a struct that gives its memory back when it is disposed of or collected. */
export const ownedPlan: Planner = (type, site, context) => {
  const struct = type.element!;
  if (struct.kind !== "struct") throw site.error("TOPHER_SIGNATURE", `is declared as t.owned of t.${struct.kind}`);
  const { result, decode, layout } = structPlan(struct, site, { ...context, free: undefined });
  if (context.releaser === undefined)
    throw site.error("TOPHER_SIGNATURE", "is declared as t.owned, which can only be a result");
  const name: unknown = type.release;
  if (typeof name !== "string") {
    throw site.error("TOPHER_SIGNATURE", `is declared as t.owned with ${describe(name)} in place of a function's name`);
  }
  const release = context.releaser(name, layout!, site);
  return {
    result: result!,
    discard: release,
    decode(raw: Uint8Array) {
      let value: object;
      try {
        value = decode!(raw) as object;
      } catch (error) {
        release(raw);
        throw error;
      }
      const token = {};
      let live = true;
      collected.register(value, () => release(raw), token);
      return Object.defineProperty(value, Symbol.dispose, {
        value(): void {
          if (!live) return;
          live = false;
          collected.unregister(token);
          release(raw);
        },
      });
    },
  };
};

interface LaidOut {
  readonly fields: readonly Field[];
  readonly native: NativeStruct;
  /** Gives back what the fields from the `first` one on point to; absent where none does. */
  readonly drop: ((view: DataView, offset: number, first?: number) => void) | undefined;
}

function layOut(types: Readonly<Record<string, Described>>, site: Site, context: Context): LaidOut {
  const fields: Field[] = [];
  let end = 0;
  let align = 1;
  for (const [name, field] of Object.entries(types)) {
    const at = site.field(name);
    const plan = need(context.plan(field, at, context), "layout", field, at, "a field of a struct");
    const offset = roundUp(end, plan.align);
    fields.push({ name, offset, plan });
    end = offset + plan.size;
    align = Math.max(align, plan.align);
  }
  const size = roundUp(end, align);
  checkSize(size, site);
  let leaves: readonly NativeLeaf[] | undefined;
  const native: NativeStruct = {
    size,
    align,
    // Only who passes it by value wants them, and an array may have millions.
    get leaves() {
      return (leaves ??= padded(fields, size));
    },
  };
  const drop = (view: DataView, offset: number, first = 0): void => {
    for (let i = first; i < fields.length; i++) fields[i]!.plan.drop?.(view, offset + fields[i]!.offset);
  };
  return { fields, native, drop: fields.some(({ plan }) => plan.drop) ? drop : undefined };
}

function checkStruct(value: unknown, fields: readonly Field[], site: Site): void {
  if (typeof value !== "object" || value === null || isArray(value) || isRevoked(value)) {
    site.refuse("TOPHER_TYPE", `an object with ${listed(fields.map(({ name }) => cut(name)))}`, value);
  }
  for (const key of Object.keys(value as object)) {
    if (fields.some(({ name }) => name === key)) continue;
    throw errorOf(
      "TOPHER_UNKNOWN_FIELD",
      `${site.field(key).toString()} is not a field of the struct. The nearest is ${cut(
        nearest(
          key,
          fields.map(({ name }) => name),
        ),
      )}`,
    );
  }
}

// An own property even where the name is `__proto__`, or where Object.prototype was given a setter of that name.
function define(object: Struct, name: string, value: unknown): void {
  if (name in object)
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  else object[name] = value;
}

// Flattening loses the padding at the end of a nested struct, so bytes are put in its place. That changes no ABI: a struct of up to
// 16 bytes has such padding only beside an integer smaller than its eightbyte, which makes the eightbyte an integer one anyway.
function padded(fields: readonly Field[], size: number): NativeLeaf[] {
  const leaves: NativeLeaf[] = [];
  let end = 0;
  const padTo = (offset: number): void => {
    while (end < offset) leaves.push({ offset: end++, type: "u8" });
  };
  for (const { offset, plan } of fields) {
    for (const leaf of plan.leaves) {
      const width = scalars[leaf.type].size;
      const at = offset + leaf.offset;
      if (roundUp(end, width) < at) padTo(at);
      leaves.push({ type: leaf.type, offset: at });
      end = at + width;
    }
  }
  const align = leaves.reduce((most, { type }) => Math.max(most, scalars[type].size), 1);
  if (roundUp(end, align) < size) padTo(size);
  return leaves;
}

function roundUp(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}

export type { Plan };
