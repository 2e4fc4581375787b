// Opens libraries in a worker, and prints what came of each.
import process from "node:process";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { codeOf, open } from "topher";

if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: process.argv.slice(2) });
  worker.on("message", (outcome) => console.log(JSON.stringify(outcome)));
  worker.on("error", (error) => console.log(JSON.stringify([String(error)])));
} else {
  parentPort!.postMessage(workerData.map(outcomeOf));
}

function outcomeOf(name: string): string {
  try {
    open(name, {});
    return "opened";
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}
