import { AsyncSteps } from "./async-steps.ts";
import type { Call } from "./call.ts";
import type { Streams } from "./streams.ts";

interface Waiter<T> {
  /** Keeps who reads from being collected while it waits. */
  readonly owner: object;
  readonly resolve: (step: IteratorResult<T, undefined> | Promise<IteratorResult<T, undefined>>) => void;
}

const over = { done: true, value: undefined } as const;

/**
 * Takes values out of a stream, in order: whatever Go has ready crosses at once, and is handed out without asking Go again. It refers to
 * nobody who reads, unless somebody waits.
 */
export class Puller<T> {
  readonly #streams: Streams;
  readonly #stream: number;
  readonly #name: string;
  readonly #read: (call: Call) => T;
  #values: T[] = [];
  #at = 0;
  #begun = false;
  #over = false;
  #gone = false;
  #failure: { readonly error: unknown } | undefined;
  #waiters: Waiter<T>[] = [];
  // True once Go has promised a record, or the event loop is to turn first.
  #expecting: boolean;

  /**
   * @param name begins the messages of failures
   * @param expecting true where a record tells when Go knows the stream
   */
  constructor(streams: Streams, stream: number, name: string, read: (call: Call) => T, expecting: boolean = false) {
    this.#streams = streams;
    this.#stream = stream;
    this.#name = name;
    this.#read = read;
    this.#expecting = expecting;
  }

  /** Is called once nothing comes from Go any more. */
  ended: () => void = () => {};

  /** True once Go was asked for values, some of which may wait here. */
  get begun(): boolean {
    return this.#begun;
  }

  /** True where Go has said that nothing follows. */
  get gone(): boolean {
    return this.#gone;
  }

  /** The next value. Several at once get theirs in the order of their calls. */
  next(owner: object): Promise<IteratorResult<T, undefined>> {
    if (this.#at < this.#values.length) return Promise.resolve(this.#take());
    if (this.#waiters.length === 0 && !this.#expecting) this.#pull();
    if (this.#at < this.#values.length) return Promise.resolve(this.#take());
    if (this.#over) return this.#end();
    return new Promise((resolve) => {
      if (this.#waiters.length === 0) this.#streams.hold();
      this.#waiters.push({ owner, resolve });
    });
  }

  /** Takes that Go may have something. */
  ready(): void {
    this.#expecting = false;
    while (this.#waiters.length > 0) {
      if (this.#at === this.#values.length && !this.#over) this.#pull();
      if (this.#at < this.#values.length) this.#shift().resolve(this.#take());
      else if (!this.#over) return;
      else this.#shift().resolve(this.#end());
    }
  }

  /** Ends it in Go, and for everybody who waits. */
  stop(): void {
    try {
      if (!this.#over) this.#streams.stop(this.#stream, this.#name);
    } finally {
      this.forget();
    }
  }

  /** Ends it for everybody who waits. */
  forget(): void {
    this.#failure = undefined;
    this.#values = [];
    this.#at = 0;
    this.#finish();
    this.ready();
  }

  #take(): IteratorResult<T, undefined> {
    const value = this.#values[this.#at++]!;
    if (this.#at === this.#values.length) {
      this.#values = [];
      this.#at = 0;
    }
    return { done: false, value };
  }

  #end(): Promise<IteratorResult<T, undefined>> {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure === undefined ? Promise.resolve(over) : Promise.reject(failure.error);
  }

  #shift(): Waiter<T> {
    const waiter = this.#waiters.shift()!;
    if (this.#waiters.length === 0) this.#streams.letGo();
    return waiter;
  }

  // Fills the values, unless there are none yet.
  #pull(): void {
    const streams = this.#streams;
    if (this.#over) return;
    if (streams.tired) {
      this.#expecting = true;
      return streams.rest(() => this.ready());
    }
    this.#begun = true;
    try {
      const { values, over, wait, failure } = streams.pull(this.#stream, this.#name, this.#read);
      this.#values = values;
      this.#at = 0;
      this.#failure = failure;
      this.#expecting = wait;
      if (failure !== undefined) streams.stop(this.#stream, this.#name);
      this.#gone = over && failure === undefined; // what is refused here may be followed by more
      if (over) this.#finish();
    } catch (error) {
      this.#failure = { error };
      this.#finish();
    }
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.ended();
  }
}

/** The asynchronous iterator over what a {@link Puller} takes. */
export class Pulling<T> extends AsyncSteps implements AsyncIterableIterator<T, undefined, unknown> {
  readonly #puller: Puller<T>;
  readonly #owner: object;

  /** @param owner is kept while somebody waits; without one it is the iterator */
  constructor(puller: Puller<T>, owner?: object) {
    super();
    this.#puller = puller;
    this.#owner = owner ?? this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return this.#puller.next(this.#owner);
  }

  /** Ends it: Go's loop is left, or nothing more is received. */
  return(value?: unknown): Promise<IteratorResult<T, undefined>> {
    try {
      this.#puller.stop();
      return Promise.resolve({ done: true, value: value as undefined });
    } catch (error) {
      return Promise.reject(error);
    }
  }
}
