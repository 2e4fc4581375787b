import { baseline } from "../build.ts";
import { cases } from "../cases/index.ts";
import { buildWork, elsewhere, ofWork, python, workLibraries } from "./shared.ts";
import type { Suite } from "./suite.ts";

export const start: Suite = {
  name: "start",
  title: "Start: load and first call",
  about: "The time from nothing to the first answer, in a process that has just begun.",
  cases: cases.start,
  libraries: workLibraries,
  rounds: 15,
  async build() {
    await buildWork();
  },
  entries: {
    ...ofWork("calls"),
    "node-ffi": { file: "calls/node-ffi", opens: baseline },
    ...elsewhere("calls"),
    ctypes: python("start_ctypes"),
  },
};
