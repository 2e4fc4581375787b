import { isArray, lengthOf } from "./arrays.ts";
import { shown } from "./describe.ts";
import { viewOf } from "./memory.ts";
import type { Frame } from "./frame.ts";
import { checkSize, mostBytes, need, type Context, type MemoryPlan, type Plan, type Planner } from "./plan.ts";
import { scalars, type ScalarRow, type TypedArray, type TypedArrayConstructor } from "./scalar.ts";
import type { Site } from "./site.ts";
import type { Described } from "./t.ts";
import { pairPlan } from "./text.ts";
import type { ScalarName } from "./type.ts";
import {
  bufferOf,
  isDetached,
  isEmpty,
  knownOf,
  remember,
  typedArrayBuffer,
  typedArrayLength,
  typedArrayTag,
} from "./view.ts";

/** `t.bytes`: a `Uint8Array`, borrowed. */
export const bytesPlan: Planner = (_type, site, context) =>
  borrowedPlan(site, context, Uint8Array, borrower(site, "Uint8Array", "a Uint8Array"));

/** `t.slice`: the matching typed array, borrowed; or a plain array, copied in. */
export const slicePlan: Planner = (type, site, context) => {
  const element = type.element!;
  const row: ScalarRow | undefined = scalars[element.kind as ScalarName];
  if (row?.array === undefined) return copiedPlan(element, site, context);
  const { array } = row;
  const fromArray = arrayOf(array, row, site);
  const borrow = borrower(site, array.name, `${withArticle(array)} or an array`, fromArray);
  return borrowedPlan(site, context, array, borrow);
};

type Borrow = (value: any) => TypedArray;

/**
 * Makes the check of a view that Go is to borrow: of the declared kind whatever its prototype says, and backed by memory that
 * nobody can shrink, move or share while Go uses it.
 */
function borrower(site: Site, tag: string, rule: string, otherwise?: (value: unknown[]) => TypedArray): Borrow {
  return (value) => {
    if (typedArrayTag.call(value) !== tag) {
      if (otherwise !== undefined && isArray(value)) return otherwise(value as unknown[]);
      return site.refuse("TOPHER_TYPE", rule, value);
    }
    checkMemory(value as TypedArray, typedArrayBuffer.call(value), typedArrayLength.call(value) === 0, site, rule);
    return value as TypedArray;
  };
}

/** Refuses a view over memory that is detached, resizable or shared. */
export function checkBacking(view: ArrayBufferView, site: Site, rule: string): void {
  checkMemory(view, bufferOf(view), isEmpty(view), site, rule);
}

function checkMemory(view: ArrayBufferView, memory: ArrayBufferLike, empty: boolean, site: Site, rule: string): void {
  const resizable = isResizable(memory);
  if (resizable === undefined) site.refuse("TOPHER_BUFFER", `${rule} that is not shared`, view, sharedAdvice);
  if (resizable) site.refuse("TOPHER_BUFFER", `${rule} of fixed size`, view, resizableAdvice);
  if (empty && isDetached(memory)) site.refuse("TOPHER_BUFFER", `${rule} that is not detached`, view);
}

const resizableAdvice = "Its buffer is resizable: pass a copy, view.slice()";
const sharedAdvice = "Its buffer is shared: pass a copy, view.slice()";

// Where the runtime has no resizable buffers, their length tells what is an ArrayBuffer, and 0 is as good as false.
const ofBuffer = (Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "resizable") ??
  Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength"))!.get as (this: unknown) => unknown;

// Undefined for shared memory. An own property of the buffer cannot forge it.
function isResizable(buffer: ArrayBufferLike): boolean | undefined {
  try {
    return ofBuffer.call(buffer) === true;
  } catch {
    return undefined;
  }
}

function borrowedPlan(site: Site, context: Context, array: TypedArrayConstructor, borrow: Borrow): Plan {
  const { frame } = context;
  const address = (value: unknown): number | bigint => {
    const view = borrow(value);
    frame.length = typedArrayLength.call(view);
    return frame.length === 0 ? 0 : frame.lend(view);
  };
  const known = knownOf(array.name);
  const size = array.BYTES_PER_ELEMENT;
  const make = (bytes: Uint8Array<ArrayBuffer>): TypedArray => new array(bytes.buffer, 0, bytes.length / size);
  const pair = pairPlan(site, context, address, make, size);
  return {
    ...pair,
    params: ["buffer", "int"],
    encode(value) {
      const view = borrow(value);
      const length = typedArrayLength.call(view);
      if (view === value) remember(known, view, length);
      frame.length = length;
      return view;
    },
    known,
    nullable: { params: ["pointer", "int"], encode: address, scoped: true },
    layout: {
      ...pair.layout!,
      reread(view, offset, before) {
        const length = view.getBigInt64(offset + 8, true);
        if (length === 0n && ArrayBuffer.isView(before) && isEmpty(before)) return before;
        const lent = lentIn(view, offset, frame, site);
        return lent !== undefined && BigInt(typedArrayLength.call(lent)) === length
          ? before
          : pair.layout!.read(view, offset);
      },
    },
  };
}

/**
 * The view that was lent for the pointer in memory, undefined where Go has put another one there.
 *
 * @throws `TOPHER_BUFFER` where its memory is gone, which nobody must read
 */
export function lentIn(view: DataView, offset: number, frame: Frame, site: Site): ArrayBufferView | undefined {
  const lent = frame.lentAt(view.getBigUint64(offset, true));
  if (lent?.isLost) throw site.error("TOPHER_BUFFER", "was detached during the call, while Go had its memory");
  return lent?.view;
}

function arrayOf(array: TypedArrayConstructor, row: ScalarRow, site: Site): (values: unknown[]) => TypedArray {
  const at = site.element();
  const check = row.check(at, row.rule);
  const big = array.name.startsWith("Big");
  return (values) => {
    const length = countOf(values, array.BYTES_PER_ELEMENT, site);
    const copy = new array(length);
    at.each(copy instanceof Float64Array ? copyNumbers(values, copy) : 0, length, (i) => {
      const value = check(values[i]);
      copy[i] = big ? BigInt(value) : value;
    });
    return copy;
  };
}

// The length of an array that is copied. One that only says how long it is, without elements, must not take all memory.
function countOf(values: readonly unknown[], size: number, site: Site): number {
  const length = lengthOf(values);
  if (length === undefined) return site.refuse("TOPHER_TYPE", "an array whose length is one", values);
  if (length * size > mostBytes) return site.refuse("TOPHER_RANGE", "an array that takes less than 2 GiB", values);
  return length;
}

/**
 * Copies numbers up to the first element that is none, and gives its index: any number is a float64, so that nothing has to be called
 * for the elements of most arrays.
 */
export function copyNumbers(values: ArrayLike<unknown>, copy: Float64Array): number {
  const { length } = copy;
  for (let i = 0; i < length; i++) {
    const value = values[i];
    if (typeof value !== "number") return i;
    copy[i] = value;
  }
  return length;
}

// Elements without a typed array of their own: booleans, `int`, text, structs. They are always copied.
function copiedPlan(element: Described, site: Site, context: Context): Plan {
  const { frame } = context;
  const at = site.element();
  const layout = need(context.plan(element, at, context), "layout", element, site, "an element of a slice");
  const stride = layout.size;
  const encode = (values: unknown): number | bigint => {
    if (!isArray(values)) return site.refuse("TOPHER_TYPE", "an array", values);
    const length = countOf(values, stride, site);
    const address = frame.reserve(length * stride);
    const { view, offset } = frame;
    at.each(0, length, (i) => layout.write(view, offset + i * stride, values[i]));
    frame.length = length;
    return address;
  };
  const make = (bytes: Uint8Array<ArrayBuffer>): unknown[] => {
    const view = viewOf(bytes);
    const length = bytes.length / stride;
    const values: unknown[] = Array(length);
    readEach(values, at, layout, view, 0);
    return values;
  };
  const drop = layout.drop && ((bytes: Uint8Array) => dropEach(layout, viewOf(bytes), 0, bytes.length / stride));
  return {
    ...pairPlan(site, context, encode, make, stride, drop),
    params: ["pointer", "int"],
    null: 0,
    scoped: true,
  };
}

/** `t.array`: elements in place, as many as declared. */
export const arrayPlan: Planner = (type, site, context) => {
  const element = type.element!;
  const length = type.length!;
  if (!Number.isSafeInteger(length) || length < 1)
    throw site.error("TOPHER_SIGNATURE", `is declared as t.array of the length ${shown(length)}`);
  const at = site.element();
  const layout = need(context.plan(element, at, context), "layout", element, site, "an element of an array");
  checkSize(layout.size * length, site);
  const row: ScalarRow | undefined = scalars[element.kind as ScalarName];
  const kind = row?.array;
  const rule = kind === undefined ? `an array of ${length}` : `${withArticle(kind)} or an array, of ${length}`;
  const read = (view: DataView, offset: number): Values => {
    const values: Values = kind === undefined ? Array(length) : new kind(length);
    readEach(values, at, layout, view, offset);
    return values;
  };
  return {
    layout: {
      size: layout.size * length,
      align: layout.align,
      get leaves() {
        return Array.from({ length }, (_, i) =>
          layout.leaves.map((leaf) => ({ ...leaf, offset: leaf.offset + i * layout.size })),
        ).flat();
      },
      write(view, offset, values: ArrayLike<unknown>) {
        const right = isArray(values) || (kind !== undefined && typedArrayTag.call(values) === kind.name);
        if (!right) site.refuse("TOPHER_TYPE", rule, values);
        if (values.length !== length) site.refuse("TOPHER_RANGE", rule, values);
        at.each(0, length, (i) => layout.write(view, offset + i * layout.size, values[i]));
      },
      read,
      drop: layout.drop && ((view, offset) => dropEach(layout, view, offset, length)),
      reread(view, offset, before) {
        const typed = kind !== undefined && typedArrayTag.call(before) === kind.name;
        if (!(typed || isArray(before)) || (before as Values).length !== length) return read(view, offset);
        const values = before as Values;
        at.each(0, length, (i) => {
          const known = values[i];
          const now = (layout.reread ?? layout.read)(view, offset + i * layout.size, known);
          if (!Object.is(now, known) && !Reflect.set(values, i, now)) throw notWritable(at);
        });
        return before;
      },
    },
  };
};

/** The error for what takes no changes of Go's. */
export function notWritable(site: Site): Error {
  return site.error("TOPHER_FROZEN", "must be writable: Go changed it, and the change is written back");
}

interface Values {
  readonly length: number;
  [index: number]: unknown;
}

// The element that is refused has given back its own.
function readEach(values: Values, at: Site, layout: MemoryPlan, view: DataView, offset: number): void {
  const { length } = values;
  let read = 0;
  try {
    at.each(0, length, (i) => {
      read++;
      values[i] = layout.read(view, offset + i * layout.size);
    });
  } catch (error) {
    dropEach(layout, view, offset + read * layout.size, length - read);
    throw error;
  }
}

function dropEach({ drop, size }: MemoryPlan, view: DataView, offset: number, count: number): void {
  if (drop !== undefined) for (let i = 0; i < count; i++) drop(view, offset + i * size);
}

function withArticle({ name }: TypedArrayConstructor): string {
  return `${/^[AEIO]/.test(name) ? "an" : "a"} ${name}`;
}
