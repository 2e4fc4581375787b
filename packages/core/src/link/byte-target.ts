import { errorOf } from "../errors.ts";
import { append, isSink, type ByteSink } from "./byte-sink.ts";
import { has } from "./stream-input.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Where bytes go. */
export interface ByteTarget {
  /** Takes a chunk, which nobody else has. What it gives has to be awaited before the next one, where it is a promise. */
  write(chunk: Bytes): unknown;
  /** Waits until all that was written has arrived; undefined where it has. */
  flush(): Promise<void> | undefined;
  /** Ends it, where it can be ended. */
  close(): Promise<void> | undefined;
  /** Nothing is written any more, and it stays open. */
  release(): void;
}

/**
 * The target that a stream, a function or a {@link ByteSink} is; a stream of the web is locked until it is released. `at` says where it was given, and begins
 * messages.
 */
export function targetOf(value: object, at: string): ByteTarget {
  if (isSink(value)) return new SinkTarget(value);
  if (has(value, "getWriter")) return new WebTarget(value as WebWritable);
  if (typeof value === "function") return new FunctionTarget(value as (chunk: Bytes) => unknown);
  return new NodeTarget(value as NodeWritable, at);
}

class SinkTarget implements ByteTarget {
  readonly #sink: ByteSink;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  write(chunk: Bytes): void {
    append(this.#sink, chunk);
  }

  flush(): undefined {}

  close(): undefined {}

  release(): void {}
}

class FunctionTarget implements ByteTarget {
  readonly #write: (chunk: Bytes) => unknown;

  constructor(write: (chunk: Bytes) => unknown) {
    this.#write = write;
  }

  write(chunk: Bytes): unknown {
    const write = this.#write;
    return write(chunk);
  }

  flush(): undefined {}

  close(): undefined {}

  release(): void {}
}

/** A `WritableStream`, of any making. */
export interface WebWritable {
  readonly locked: boolean;
  getWriter(): WebWriter;
}

/** What one that a program has made need not have is optional. */
interface WebWriter {
  readonly ready?: PromiseLike<unknown>;
  readonly closed?: PromiseLike<unknown>;
  readonly desiredSize?: number | null;
  write(chunk: Bytes): PromiseLike<unknown>;
  close(): PromiseLike<unknown>;
  releaseLock(): void;
}

class WebTarget implements ByteTarget {
  readonly #writer: WebWriter;
  #last: Promise<unknown> | undefined;

  constructor(stream: WebWritable) {
    this.#writer = stream.getWriter();
    const { closed, ready } = this.#writer;
    Promise.resolve(closed).catch(() => {}); // who writes hears of it
    Promise.resolve(ready).catch(() => {});
  }

  write(chunk: Bytes): unknown {
    const written = (this.#last = Promise.resolve(this.#writer.write(chunk)));
    const done = (): void => {
      if (this.#last === written) this.#last = undefined;
    };
    written.then(done, () => {}); // a failed one stays, for `flush`
    const { desiredSize, ready } = this.#writer;
    if (desiredSize === undefined) return written; // it says nothing of how much it takes
    return desiredSize !== null && desiredSize > 0 ? undefined : ready;
  }

  flush(): Promise<void> | undefined {
    return this.#last?.then(() => {});
  }

  async close(): Promise<void> {
    await this.#writer.close();
    this.#writer.releaseLock();
  }

  release(): void {
    this.#writer.releaseLock();
  }
}

/** A `Writable` of Node. */
export interface NodeWritable {
  readonly destroyed?: boolean;
  write(chunk: Bytes, done: (error?: Error | null) => void): boolean;
  end(done: () => void): unknown;
  on(event: string, listener: (...args: any[]) => void): unknown;
  off(event: string, listener: (...args: any[]) => void): unknown;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class NodeTarget implements ByteTarget {
  readonly #stream: NodeWritable;
  readonly #at: string;
  #failure: { readonly error: unknown } | undefined;
  #pending = 0;
  #draining: Waiter[] = [];
  #flushing: Waiter[] = [];

  constructor(stream: NodeWritable, at: string) {
    this.#stream = stream;
    this.#at = at;
    stream.on("error", this.#onError);
    stream.on("close", this.#onClose);
    stream.on("drain", this.#onDrain);
  }

  write(chunk: Bytes): unknown {
    if (this.#stream.destroyed === true) this.#onClose();
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#pending++;
    const more = this.#stream.write(chunk, this.#onWritten);
    return more ? undefined : new Promise<void>((resolve, reject) => this.#draining.push({ resolve, reject }));
  }

  flush(): Promise<void> | undefined {
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error);
    if (this.#pending === 0) return undefined;
    return new Promise<void>((resolve, reject) => this.#flushing.push({ resolve, reject }));
  }

  async close(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    await new Promise<void>((resolve, reject) => {
      this.#flushing.push({ resolve, reject });
      this.#stream.end(resolve);
    });
    this.release();
  }

  // An error that comes later is the program's.
  release(): void {
    this.#stream.off("error", this.#onError);
    this.#stream.off("close", this.#onClose);
    this.#stream.off("drain", this.#onDrain);
  }

  readonly #onWritten = (error?: Error | null): void => {
    this.#pending--;
    if (error !== undefined && error !== null) this.#onError(error);
    else if (this.#pending === 0) settle(this.#flushing);
  };

  readonly #onDrain = (): void => settle(this.#draining);

  readonly #onError = (error: unknown): void => {
    this.#failure ??= { error };
    settle(this.#draining, this.#failure);
    settle(this.#flushing, this.#failure);
  };

  readonly #onClose = (): void =>
    this.#onError(errorOf("TOPHER_CLOSED", `${this.#at}: the stream was closed before all was written`));
}

function settle(waiters: Waiter[], failure?: { readonly error: unknown }): void {
  for (const { resolve, reject } of waiters.splice(0)) {
    if (failure === undefined) resolve();
    else reject(failure.error);
  }
}
