// How far a task is: Go calls a function of JavaScript from the goroutines that do the work.
import path from "node:path";
import { files, type Progress } from "./progress-js/index.js";

const folder = path.resolve(import.meta.dirname, "../..");
const names = ["package-lock.json", "LICENSE", "README.md"].map((name) => path.join(folder, name));

/** The newest report about each file. */
const progress = new Map<string, Progress>();

const sums = await files(names, (report) => {
  progress.set(report.file, report);
});
console.log(sums.map((sum) => sum.length).join(" "));
console.log([...progress.values()].every(({ done, total }) => done === total));

// Go waits for what the function returns, a promise too: a goroutine is never further than its last report.
let reports = 0;
await files(names, async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  reports++;
});
console.log(reports >= names.length);

// What it throws is the error in Go, which ends the work, and then that of the task.
const tired = new Error("that is enough");
try {
  await files(names, () => {
    throw tired;
  });
} catch (error) {
  console.log(error === tired);
}
