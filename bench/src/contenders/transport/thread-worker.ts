// What runs in the worker: the functions of a contender in plain JavaScript, called by messages.
import { parentPort, workerData } from "node:worker_threads";
import { arrived, move, transferOf, type Answer, type Numbers, type Request } from "./thread-messages.ts";

type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** A contender's file: what the worker is given is its name, such as `values/javascript`. */
interface Opening {
  open(): Functions | Promise<Functions>;
}

const port = parentPort!;
const { open } = (await import(`../${workerData as string}.ts`)) as Opening;
const functions = await open();
const kept: Functions[] = [];

port.on("message", serve);
port.postMessage({ id: 0 } satisfies Answer);

function serve({ id, name, args: sent, back, callback, keep, on }: Request): void {
  try {
    const args = sent.map(arrived);
    if (callback !== undefined) args.push(asking(id, callback));
    const value = (on === undefined ? functions : kept[on]!)[name]!(...args);
    if (keep === true) post({ id, value: kept.push(value as Functions) - 1 });
    else if (back !== undefined) post({ id, value, back: move(args[back] as Numbers) });
    else post({ id, value: ArrayBuffer.isView(value) ? move(value as Numbers) : value });
  } catch (error) {
    post({ id, error: (error as Error).message });
  }
}

function post(answer: Answer): void {
  port.postMessage(answer, transferOf([answer.value, answer.back]));
}

/** A function that asks the other thread, and blocks this one until the answer is in the shared memory. */
function asking(id: number, shared: SharedArrayBuffer): (x: number) => number {
  const there = new Int32Array(shared, 0, 1);
  const result = new Float64Array(shared, 8, 1);
  return (x) => {
    post({ id, asks: x });
    // The notification of the value before may come as late as this, so what counts is the number.
    while (Atomics.load(there, 0) === 0) Atomics.wait(there, 0, 0);
    Atomics.store(there, 0, 0);
    return result[0]!;
  };
}
