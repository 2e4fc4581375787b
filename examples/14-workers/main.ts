// #region main
import { Worker } from "node:worker_threads";
import { fn, open, t } from "topher";

const lib = open(new URL("../../dist/libwords.so", import.meta.url), {
  totalWords: fn([], t.int),
});

const texts = ["one", "two words", "three more words"];
const answers = await Promise.all(texts.map(count));
console.log(answers.join("\n"));
console.log("Go's memory is one for all threads:", lib.totalWords(), "words");
// #endregion

// #region start
function count(text: string): Promise<string> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: text });
  return new Promise((resolve, reject) => {
    worker.on("message", resolve);
    worker.on("error", reject);
  });
}
// #endregion
