import type { NativeFunction } from "../adapter.ts";
import { codeOf } from "../errors.ts";
import type { Bridge } from "./bridge.ts";
import type { Call } from "./call.ts";
import { adopt, Handle, idOf, ownerOf, releasedError } from "./handle.ts";
import { Puller, Pulling } from "./puller.ts";

/** How Go's iterators of a type are started and stepped, how a value is read, and how one is opened as a stream; generated. */
export type Step<T> = readonly [
  start: NativeFunction,
  next: NativeFunction,
  read: (call: Call) => T,
  open: NativeFunction,
];

/** Makes the iterable for an iterator function of Go. */
export let iterableOf: <T>(bridge: Bridge, handle: number, step: Step<T>) => GoIterable<T>;

/**
 * An iterator function of Go: each iteration runs it anew. `for…of` runs it on this thread, between two values of the loop; `for await…of` in a goroutine,
 * some values ahead.
 */
export class GoIterable<T> extends Handle implements Iterable<T>, AsyncIterable<T> {
  #step: Step<T> | undefined;

  [Symbol.iterator](): IterableIterator<T> {
    return new Steps(ownerOf(this) as Bridge, this.#live(), this.#step!);
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined, unknown> {
    return run(ownerOf(this) as Bridge, this.#live(), this.#step!);
  }

  #live(): number {
    return idOf(this) || this.#refuse();
  }

  #refuse(): never {
    throw releasedError("iterator");
  }

  static {
    iterableOf = <T>(bridge: Bridge, handle: number, step: Step<T>) => {
      const iterable = adopt<GoIterable<T>>(bridge, GoIterable, handle);
      iterable.#step = step;
      return iterable;
    };
  }
}

/** Begins a run of an iterator function in a goroutine, which waits for the first value that is asked for. */
function run<T>(bridge: Bridge, iterable: number, [, , read, open]: Step<T>): Pulling<T> {
  const { streams } = bridge;
  const number = streams.add({ ready: () => puller.ready() });
  const puller = new Puller(streams, number, "iterator", read);
  puller.ended = () => streams.remove(number);
  try {
    streams.open(number, "iterator", (at: number) => open(at, iterable) as number);
  } catch (error) {
    streams.remove(number);
    throw error;
  }
  const made = new Pulling(puller);
  streams.own(made, number);
  return made;
}

/** One run of an iterator function, between two of its values. */
class Steps<T> implements IterableIterator<T> {
  readonly #bridge: Bridge;
  readonly #next: NativeFunction;
  readonly #read: (call: Call) => IteratorResult<T, undefined>;
  /** The handle of the run; 0 once it has ended. */
  #run: number;

  constructor(bridge: Bridge, iterable: number, [start, next, read]: Step<T>) {
    this.#bridge = bridge;
    this.#next = next;
    this.#read = (call) => (call.readBool() ? { done: false, value: read(call) } : { done: true, value: undefined });
    this.#run = bridge.callOn("iterator", start, iterable, (call) => call.readHandleNumber());
    bridge.abandoned.register(this, this.#run, this);
  }

  next(): IteratorResult<T, undefined> {
    if (this.#run === 0) return { done: true, value: undefined };
    try {
      const step = this.#bridge.callOn("iterator", this.#next, this.#run, this.#read);
      if (step.done === true) this.#ended();
      return step;
    } catch (error) {
      if (codeOf(error) !== "TOPHER_ITERATOR_CONTEXT") this.#fail();
      throw error;
    }
  }

  return(value?: unknown): IteratorResult<T, undefined> {
    const run = this.#ended();
    if (run !== 0) this.#bridge.stop(run);
    return { done: true, value: value as undefined };
  }

  [Symbol.iterator](): this {
    return this;
  }

  #ended(): number {
    const run = this.#run;
    this.#run = 0;
    this.#bridge.abandoned.unregister(this);
    return run;
  }

  // After a panic nothing is left to stop, and the panic is what there is to know.
  #fail(): void {
    try {
      this.return();
    } catch {}
  }
}

// The methods that every iterator has, such as map and take, where the runtime has them.
Object.setPrototypeOf(Steps.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object);
