import { shown } from "../describe.ts";
import type { Memory } from "./arena.ts";
import type { Bridge } from "./bridge.ts";
import type { Call } from "./call.ts";
import { Context } from "./context.ts";
import { goneError } from "./dispatch.ts";
import { isPromise } from "./promises.ts";
import type { Target } from "./target.ts";

/** The calls of goroutines, which wait for an answer. */
export class Requests {
  readonly #bridge: Bridge;
  /** Those whose promise is awaited. */
  readonly #waiting = new Set<number>();
  /** The contexts that they were given and that can be done before the answer. */
  readonly #contexts = new Map<number, Context>();

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** The number of calls whose promise is awaited. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Makes the context of a call, which is done when a record says so. */
  context(request: number): Context {
    const context = new Context();
    this.#contexts.set(request, context);
    return context;
  }

  /** Calls a target for a goroutine, and answers: at once, or when what it returned has settled. */
  called(request: number, id: number, { bytes, view }: Memory, at: number, end: number): void {
    const target = this.#bridge.slots.target(id);
    if (target === undefined) return this.#throw(request, "callback", goneError(), true);
    let operation = 0;
    let value: unknown;
    const call = this.#bridge.begin(target.at);
    try {
      call.receive(bytes, view, at, end);
      call.request = request;
      operation = target.operation(call);
      value = target.call(call, operation);
      if (isPromise(value)) return void this.#await(request, target, value, operation);
    } catch (error) {
      return this.#throw(request, target.at, call.refused(error), call.unread(error));
    } finally {
      this.#bridge.end(call);
    }
    this.#reply(request, target, value, operation);
  }

  /** Says that the context of a call is done. */
  done(request: number, { bytes, view }: Memory, at: number, end: number): void {
    const context = this.#contexts.get(request);
    this.#contexts.delete(request);
    const call = this.#bridge.begin("context");
    try {
      call.receive(bytes, view, at, end);
      const cause = call.readError(); // also where nobody has the context any more: it has a handle
      context?.done(cause);
    } finally {
      this.#bridge.end(call);
    }
  }

  // What is awaited settles once at most, whatever its `then` does.
  async #await(request: number, target: Target<any>, value: PromiseLike<unknown>, operation: number): Promise<void> {
    this.#waiting.add(request);
    let result: unknown;
    try {
      result = await value;
    } catch (error) {
      this.#waiting.delete(request);
      return this.#throw(request, target.at, error);
    }
    this.#waiting.delete(request);
    this.#reply(request, target, result, operation);
  }

  #reply(request: number, target: Target<any>, value: unknown, operation: number): void {
    this.#answer(request, target.at, (call) => target.reply(call, value, operation));
  }

  #throw(request: number, at: string, error: unknown, unread: boolean = false): void {
    const write = (): never => {
      throw error;
    };
    this.#answer(request, at, write, unread);
  }

  #answer(request: number, at: string, write: (call: Call) => void, unread: boolean = false): void {
    this.#contexts.delete(request);
    try {
      this.#bridge.call(
        at,
        "topher_answer",
        (call) => call.answer(request, () => write(call), unread),
        () => {},
      );
    } catch (error) {
      this.#bridge.warn("TOPHER_WIRE", `${at}: an answer could not be given: ${shown(error)}`);
    }
  }
}
