import { className, cut, describe } from "../describe.ts";
import { errorOf, type Coded } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { misfit, notOne, structRule } from "../wire/object-writer.ts";

/** What a handle asks of its library. */
export interface HandleOwner {
  release(id: number): void;
  same(a: number, b: number): number;
  stringOf(id: number): string;
  readonly collected: FinalizationRegistry<number>;
}

/** What is known about a generated class. */
export interface ClassInfo {
  readonly owner: HandleOwner;
  readonly type: number;
  /** The name in messages. */
  readonly name: string;
  /** Makes Go's zero value; absent where only Go makes the values. */
  readonly zero: (() => number) | undefined;
  /** The fields that the constructor takes. */
  readonly fields: ReadonlySet<string>;
}

const deepestClass = 1000;
const classes = new WeakMap<object, ClassInfo>();
// What a constructor gets that is to take a handle which is there already.
const adoption: { id: number; owner: HandleOwner | undefined } = { id: 0, owner: undefined };

/** The number of a handle; 0 once it is released. */
export let idOf: (handle: Handle) => number;
/** The library that a handle came from. */
export let ownerOf: (handle: Handle) => HandleOwner;
/** True for handles of every library, whatever their prototype claims. */
export let isHandle: (value: unknown) => value is Handle;

/**
 * An object that stands for a value in Go: the base of all generated classes.
 *
 * Each crossing gives an object of its own; {@link same} tells whether two stand for the same value. Go keeps the value until the object is
 * disposed of or collected. A handle belongs to the worker that it came to.
 */
export class Handle {
  #id: number;
  readonly #owner: HandleOwner;

  /** Go's zero value with the given fields set. */
  constructor(fields?: unknown) {
    let given: readonly (readonly [name: string, value: unknown])[] | undefined;
    if (fields === adoption) {
      this.#id = adoption.id;
      this.#owner = adoption.owner!;
    } else {
      const info = classOf(new.target);
      if (arguments.length > 1) {
        throw errorOf(
          "TOPHER_ARITY",
          `${info?.name ?? className(new.target)}: takes the fields only, got ${arguments.length} arguments`,
        );
      }
      if (info?.zero === undefined) {
        const name = info?.name ?? className(new.target);
        throw errorOf("TOPHER_TYPE", `${name}: has no zero value: only Go makes its values`);
      }
      if (fields !== undefined) given = givenFields(fields, info);
      this.#id = info.zero();
      this.#owner = info.owner;
    }
    this.#owner.collected.register(this, this.#id, this);
    if (given === undefined) return;
    try {
      for (const [name, value] of given) (this as Record<string, unknown>)[name] = value; // through the accessors
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /** The value as Go's `fmt.Sprint` prints it. */
  toString(): string {
    if (!isHandle(this)) throw errorOf("TOPHER_TYPE", `toString: this must be a handle, got ${describe(this)}`);
    if (this.#id === 0) throw releasedError("toString");
    return this.#owner.stringOf(this.#id);
  }

  /** Gives the value back to Go's garbage collector; where the type has `Close`, the generated class calls it first. */
  [Symbol.dispose](): void {
    if (!isHandle(this)) throw errorOf("TOPHER_TYPE", `[Symbol.dispose]: this must be a handle, got ${describe(this)}`);
    this.#release();
  }

  #release(): void {
    const id = this.#id;
    if (id === 0) return;
    this.#id = 0;
    this.#owner.release(id);
    this.#owner.collected.unregister(this);
  }

  /** True once the object was disposed of. */
  static isReleased(handle: Handle): boolean {
    if (!isHandle(handle)) throw errorOf("TOPHER_TYPE", `isReleased: takes a handle, got ${describe(handle)}`);
    return handle.#id === 0;
  }

  static {
    idOf = (value) => value.#id;
    ownerOf = (value) => value.#owner;
    isHandle = (value): value is Handle => typeof value === "object" && value !== null && #id in value;
  }
}

// The handles of functions that call a func of Go.
const behind = new WeakMap<object, Handle>();

/** Makes the function for a func of Go; `make` gets what gives the handle, or throws once it is released. */
export function goFunction(handle: Handle, make: (handle: () => number) => GoFunction): GoFunction {
  const made = make(() => idOf(handle) || releasedFunction());
  Object.defineProperty(made, Symbol.dispose, { value: () => handle[Symbol.dispose]() });
  behind.set(made, handle);
  return made;
}

function releasedFunction(): never {
  throw releasedError("a func of Go");
}

/** The handle that a value is, or that a function of {@link goFunction} has; undefined for anything else. */
export function handleBehind(value: unknown): Handle | undefined {
  return isHandle(value) ? value : behind.get(value as object);
}

/** A function that calls a func of Go. */
export type GoFunction = (...args: never) => unknown;

/** A class of handles. */
export type HandleClass<H extends Handle = Handle> = new (fields?: any) => H;

/** Makes the object for a handle that came from Go. */
export function adopt<H extends Handle>(owner: HandleOwner, type: HandleClass<H>, id: number): H {
  adoption.id = id;
  adoption.owner = owner;
  return new type(adoption);
}

/** Says what a generated class is. */
export function register(
  type: HandleClass,
  info: Omit<ClassInfo, "fields"> & { readonly fields: Iterable<string> },
): void {
  classes.set(type, { ...info, fields: new Set(info.fields) });
}

/** What is known about a class or the generated class that it extends. */
export function classOf(type: object | null): ClassInfo | undefined {
  // A program may put a proxy into the chain, which need not end then.
  for (let at = type, depth = 0; at !== null && depth < deepestClass; depth++) {
    const info = classes.get(at);
    if (info !== undefined) return info;
    at = Object.getPrototypeOf(at) as object | null;
  }
  return undefined;
}

/**
 * Tells whether two handles, or two functions that came from Go, stand for the same value in Go.
 *
 * @throws `TOPHER_HANDLE_RELEASED`
 */
export function same(a: Handle | GoFunction, b: Handle | GoFunction): boolean {
  const [first, second] = [comparable(a), comparable(b)];
  const owner = ownerOf(first);
  if (owner !== ownerOf(second)) return false;
  const result = owner.same(idOf(first), idOf(second));
  if (result < 0) throw releasedError("same");
  return result === 1;
}

function comparable(value: Handle | GoFunction): Handle {
  const handle = handleBehind(value);
  if (handle === undefined) throw errorOf("TOPHER_TYPE", `same: takes two handles, got ${describe(value)}`);
  if (idOf(handle) === 0) throw releasedError("same");
  return handle;
}

/** What is said of a handle that was released. */
export const released = "the handle was released and stands for nothing any more";

/** The error for a handle that was released. */
export function releasedError(name: string): Error & Coded {
  return errorOf("TOPHER_HANDLE_RELEASED", `${name}: ${released}`);
}

// The fields with their values, by the rule for the fields of a struct: what is absent or undefined is zero.
function givenFields(fields: unknown, { name, fields: known }: ClassInfo): [name: string, value: unknown][] {
  const wrong = misfit(fields, known);
  if (wrong === notOne) {
    throw errorOf("TOPHER_TYPE", `${name}: the fields must be ${structRule(known)}, got ${describe(fields)}`);
  }
  if (wrong !== undefined) {
    const hint = known.size === 0 ? "" : `. The nearest is ${nearest(wrong, [...known])}`;
    throw errorOf("TOPHER_UNKNOWN_FIELD", `${name}: ${JSON.stringify(cut(wrong))} is no field that can be set${hint}`);
  }
  const given: [name: string, value: unknown][] = [];
  for (const key of known) {
    const value = (fields as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined) given.push([key, value]);
  }
  return given;
}
