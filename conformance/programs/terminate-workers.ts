// Terminates workers whose bells goroutines ring all the time, and goes on ringing.
import process from "node:process";
import { Worker } from "node:worker_threads";
import { fn, open, t } from "topher";
import { libraryUrl } from "../kit/library.ts";
import { until } from "../kit/until.ts";

const lib = open(libraryUrl("fixture"), {
  addI64: fn([t.i64, t.i64], t.i64),
  wakeRing: fn([t.i64], t.bool),
  wakeRinging: fn([], t.int),
});
let terminated = 0;
for (let i = 0; i < Number(process.argv[2]); i++) {
  const worker = new Worker(new URL("worker-body.ts", import.meta.url), { workerData: { task: "ring", calls: 0 } });
  const { id } = await new Promise<{ id: bigint }>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  await new Promise((resolve) => setTimeout(resolve, 5 * (i % 4)));
  await worker.terminate();
  for (let ring = 0; ring < 100; ring++) lib.wakeRing(id);
  terminated++;
}
await until(() => lib.wakeRinging() === 0);
console.log(JSON.stringify({ terminated, ringing: lib.wakeRinging(), sum: `${lib.addI64(1n, 2n)}n` }));
process.exit(0);
