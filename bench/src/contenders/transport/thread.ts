// The client of a worker thread: many calls in flight, each with an id. node:worker_threads is the same in all runtimes.
import { Worker } from "node:worker_threads";
import { arrived, move, transferOf, type Answer, type Moved, type Numbers, type Request } from "./thread-messages.ts";

export { move } from "./thread-messages.ts";

/** What belongs to a call beside its arguments. */
export interface Extra extends Pick<Request, "keep" | "on"> {
  /** What the function calls back; its last argument. */
  readonly callback?: (x: number) => number;
}

/** A worker that answers calls. */
export interface Thread {
  /** Calls the function of that name. Arrays are given by `copied` or `move`, and transferred; everything else is cloned. */
  call<T>(name: string, args: readonly unknown[], extra?: Extra): Promise<T>;
  /** The same for a function that writes into the argument of that place: it comes back, beside the result. */
  change(
    name: string,
    args: readonly unknown[],
    place: number,
  ): Promise<{ readonly value: unknown; readonly back: Float64Array }>;
  /** The same for those who want no promise; an error ends the program. */
  send(name: string, args: readonly unknown[], done: (value: unknown) => void): void;
}

interface Waiting {
  done(answer: Answer): void;
  failed(error: Error): void;
  readonly callback?: (x: number) => number;
  readonly shared?: SharedArrayBuffer;
}

const workers: Worker[] = [];

/** Starts a worker over the functions of a file of contenders, such as `values/javascript`, and waits until it has them. */
export async function openThread(functions: string): Promise<Thread> {
  const worker = new Worker(new URL("thread-worker.ts", import.meta.url), { workerData: functions });
  workers.push(worker);
  const waiting = new Map<number, Waiting>();
  const ready = new Promise<unknown>((done, failed) => void waiting.set(0, { done, failed }));
  worker.on("error", (error) => {
    for (const each of waiting.values()) each.failed(error as Error);
    waiting.clear();
  });
  worker.on("message", (answer: Answer) => {
    const { id, error, asks } = answer;
    const call = waiting.get(id)!;
    if (asks !== undefined) return give(call.shared!, call.callback!(asks));
    waiting.delete(id);
    if (error === undefined) call.done(answer);
    else call.failed(new Error(error));
  });
  await ready;
  let last = 0;
  const start = (request: Omit<Request, "id">, call: Waiting) => {
    const id = ++last;
    waiting.set(id, call);
    worker.postMessage({ id, ...request }, transferOf(request.args));
  };
  return {
    call: <T>(name: string, args: readonly unknown[], { callback, ...extra }: Extra = {}) =>
      new Promise<T>((resolve, failed) => {
        const done = ({ value }: Answer) => resolve(arrived(value) as T);
        if (callback === undefined) return start({ name, args, ...extra }, { done, failed });
        const shared = new SharedArrayBuffer(16);
        start({ name, args, ...extra, callback: shared }, { done, failed, callback, shared });
      }),
    change: (name, args, back) =>
      new Promise((resolve, failed) => {
        const done = (answer: Answer) => resolve({ value: answer.value, back: arrived(answer.back) as Float64Array });
        start({ name, args, back }, { done, failed });
      }),
    send: (name, args, done) => start({ name, args }, { done: ({ value }) => done(value), failed: rethrow }),
  };
}

/** What is given in place of the caller's array, which has to stay the caller's: a copy that is moved. To clone it would copy it twice. */
export function copied(view: Numbers): Moved {
  return move(view.slice());
}

/** Ends all workers. */
export async function close(): Promise<void> {
  await Promise.all(workers.splice(0).map((each) => each.terminate()));
}

/** Puts the value where the worker waits for it. */
function give(shared: SharedArrayBuffer, value: number): void {
  const there = new Int32Array(shared, 0, 1);
  new Float64Array(shared, 8, 1)[0] = value;
  Atomics.store(there, 0, 1);
  Atomics.notify(there, 0);
}

function rethrow(error: Error): never {
  throw error;
}
