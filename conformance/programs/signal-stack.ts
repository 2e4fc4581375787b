// Says how many bytes signals have for their handlers, in this thread and in a worker, once Go has been called there; -1 where they have
// no stack of their own. The argument is a library that can tell.
import process from "node:process";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { fn, open, t } from "topher";
import { libraryUrl } from "../kit/library.ts";

const telling = isMainThread ? process.argv[2]! : (workerData as string);
open(libraryUrl("fixture"), { noop: fn([], t.void) }).noop();
const size = open(telling, { size: fn([], t.int) }).size();
if (isMainThread) {
  const worker = new Worker(new URL("signal-stack.ts", import.meta.url), { workerData: telling });
  worker.once("message", (inWorker) => {
    console.log(JSON.stringify({ here: size, inWorker }));
    void worker.terminate();
  });
} else parentPort!.postMessage(size);
