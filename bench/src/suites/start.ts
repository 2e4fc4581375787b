import {
  baseline,
  buildBaseline,
  buildProgram,
  buildWasm,
  generate,
  installNumpy,
  libraryOf,
  modules,
} from "../build.ts";
import { cases } from "../cases/index.ts";
import { byHand, elsewhere, floor, python } from "./shared.ts";
import type { Suite } from "./suite.ts";

export const start: Suite = {
  name: "start",
  title: "Start: load and first call",
  about: "The time from nothing to the first answer, in a process that has just begun.",
  cases: cases.start,
  libraries: [baseline, libraryOf(modules.work)],
  rounds: 15,
  async build() {
    await buildBaseline();
    await generate("work");
    await buildProgram("child");
    await buildWasm();
    await installNumpy();
  },
  entries: {
    c: floor,
    topher: { file: "calls/topher", opens: baseline },
    generated: { file: "calls/generated", opens: modules.work },
    ffi: { file: byHand("calls"), opens: baseline },
    "node-ffi": { file: "calls/node-ffi", opens: baseline },
    ...elsewhere("calls"),
    ctypes: python("start_ctypes"),
  },
};
