import { readdirSync, readlinkSync } from "node:fs";
import { Worker } from "node:worker_threads";
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
const fds = () => readdirSync("/proc/self/fd").length, tasks = () => readdirSync("/proc/self/task").length;
const mode = process.argv[2];
for (let round = 0; round < 4; round++) {
  console.log(mode, "fds", fds(), "tasks", tasks());
  for (let i = 0; i < 6; i++) {
    const w = new Worker(new URL("zz-dw-body.ts", import.meta.url), { workerData: { mode } });
    w.on("error", () => {});
    const exit = new Promise((r) => w.on("exit", r));
    if (mode !== "end") { await new Promise((r) => w.on("message", r)); await sleep(20); const t0 = performance.now(); await w.terminate(); const t = performance.now() - t0; if (t > 100) console.log("terminate took", t);}
    await exit;
  }
  await sleep(300);
}
console.log(mode, "fds", fds(), "tasks", tasks());
process.exit(0);
