import { baseline, buildBaseline, buildProgram, generate, libraryOf, modules } from "../build.ts";
import { cases } from "../cases/index.ts";
import { elsewhere } from "./shared.ts";
import type { Suite } from "./suite.ts";

const { worker, frames, json } = elsewhere("async");
const koffi = "async/koffi-async";

const onlyCalls = {
  "in-flight": "the child's protocol has no call that waits to be released",
  channel: "the child's protocol has calls and their answers, and no channels",
};

export const asynchronous: Suite = {
  name: "async",
  title: "Tasks, channels, callbacks from goroutines",
  about: "Many things at once, while the event loop stays free.",
  cases: cases.async,
  libraries: [libraryOf(modules.async), baseline],
  rounds: 5,
  async build() {
    await generate("async");
    await buildBaseline();
    await buildProgram("child");
  },
  entries: {
    topher: { file: "async/topher", opens: modules.async },
    "thread-pool": {
      file: { node22: koffi, node24: koffi, node26: koffi, deno: "async/deno-nonblocking" },
      opens: baseline,
      without: {
        "in-flight": "a call that waits holds a thread of the pool",
        channel: "a C function returns no channel",
      },
    },
    worker: {
      ...worker,
      without: { "in-flight": "a worker does one thing at a time", channel: "JavaScript has no channels" },
    },
    frames: { ...frames, without: onlyCalls },
    json: { ...json, without: onlyCalls },
  },
};
