import type { NativeFunction, NativeFunctions } from "../adapter.ts";
import { errorOf, type Coded } from "../errors.ts";
import { describe } from "../describe.ts";
import type { Bridge, ReadStruct } from "./bridge.ts";
import type { Call } from "./call.ts";
import { Checks } from "./checks.ts";
import { classOf, idOf, isHandle, ownerOf, register, releasedError, type Handle, type HandleClass } from "./handle.ts";

/** What a class can do beside its methods. */
export interface ClassOptions {
  /** The C function that makes the zero value. */
  readonly zero?: NativeFunction;
  /** The fields that the constructor takes. */
  readonly fields?: readonly string[];
}

/** What `link` gives to a generated `index.js`: its functions, and all that its own code calls. */
export class Package extends Checks {
  /** The C functions by symbol. */
  readonly symbols: Readonly<Record<string, NativeFunction>>;
  /** The first word is not 0 after a direct call that failed. */
  readonly header: Float64Array<ArrayBuffer>;
  readonly #bridge: Bridge;

  constructor(bridge: Bridge, symbols: NativeFunctions, wide: boolean) {
    super(wide);
    this.#bridge = bridge;
    this.symbols = symbols as Record<string, NativeFunction>;
    this.header = bridge.arena.header;
  }

  /** The error for a wrong number of arguments. */
  arity(name: string, wanted: number, got: number, atLeast = false): Error & Coded {
    const number = `${atLeast ? "at least " : ""}${wanted} argument${wanted === 1 ? "" : "s"}`;
    return errorOf("TOPHER_ARITY", `${name}: takes ${number}, got ${got}`);
  }

  /** What a direct call that failed throws. */
  failed(name: string): unknown {
    return this.#bridge.failed(name);
  }

  /** Begins a call of the arena shape. */
  begin(name: string): Call {
    return this.#bridge.begin(name);
  }

  /** Ends a call of the arena shape. */
  end(call: Call): void {
    this.#bridge.end(call);
  }

  /** The handle of a method's object, as a direct argument. */
  receiver(object: Handle, type: HandleClass, name: string): number {
    if (!isHandle(object) || !(object instanceof type)) {
      throw errorOf("TOPHER_TYPE", `${name}: this must be a ${classOf(type)?.name}, got ${describe(object)}`);
    }
    return this.#live(object, name);
  }

  /** The handle of an object as a direct argument. */
  handle(object: Handle, type: HandleClass, at: string): number {
    if (!isHandle(object) || !(object instanceof type)) {
      throw errorOf("TOPHER_TYPE", `${at} must be a ${classOf(type)?.name ?? "handle"}, got ${describe(object)}`);
    }
    return this.#live(object, at);
  }

  /** The handle of an object as a direct argument; 0 for null. */
  handleOrNil(object: Handle | null, type: HandleClass, at: string): number {
    return object === null ? 0 : this.handle(object, type, at);
  }

  #live(object: Handle, at: string): number {
    const id = idOf(object);
    if (id === 0) throw releasedError(at);
    if (ownerOf(object) !== this.#bridge)
      throw errorOf("TOPHER_HANDLE_FOREIGN", `${at} is a handle of another library`);
    return id;
  }

  /** Says which type of the library a class is. */
  class(type: number, of: HandleClass, name: string, { zero, fields = [] }: ClassOptions = {}): void {
    const bridge = this.#bridge;
    bridge.define(type, of);
    const make =
      zero &&
      ((): number =>
        bridge.call(
          name,
          zero,
          () => {},
          (call) => call.readHandleNumber(),
        ));
    register(of, { owner: bridge, type, name, zero: make, fields });
  }

  /** Says how a value struct is read where Go returns it as `any`. */
  value(type: number, read: ReadStruct): void {
    this.#bridge.define(type, read, read);
  }

  /** Says which type of the library an object stands for. */
  named(type: number, of: object): void {
    this.#bridge.define(type, of);
  }

  /** The accessors of a package's variables. */
  vars<T extends object>(accessors: T): Readonly<T> {
    return Object.freeze(accessors);
  }

  /** The value of an error variable. */
  errorVariable(name: string, native: NativeFunction): unknown {
    return this.#bridge.call(
      name,
      native,
      () => {},
      (call) => call.readError(),
    );
  }
}
