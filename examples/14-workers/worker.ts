import { parentPort, workerData } from "node:worker_threads";
import { fn, open, t } from "topher";

const lib = open(new URL("../../dist/libwords.so", import.meta.url), {
  addWords: fn([t.string], t.int),
});

for (let i = 0; i < 1000; i++) lib.addWords(workerData as string);
parentPort?.postMessage(`counted "${workerData}" 1000 times`);
