import { baseline, installNumpy } from "../build.ts";
import { cases } from "../cases/index.ts";
import { buildWork, elsewhere, numpy, ofWork, python, workLibraries } from "./shared.ts";
import type { Suite } from "./suite.ts";

const arraysOnly = "numpy is for arrays: a single number stays in Python";

const { json, ...others } = elsewhere("calls");

/** Short calls. */
export const calls: Suite = {
  name: "calls",
  title: "Calls: numbers and slices",
  about: "What crossing costs where nothing has to be converted.",
  cases: cases.calls,
  libraries: workLibraries,
  rounds: 15,
  async build() {
    await buildWork();
    await installNumpy();
  },
  entries: {
    ...ofWork("calls"),
    "node-ffi": { file: "calls/node-ffi", opens: baseline },
    ...others,
    json: {
      ...json,
      without: {
        "normalize:10000000": "10⁷ numbers as text, there and back, take four seconds and more for each call",
      },
    },
    ctypes: python("calls_ctypes"),
    numpy: numpy("calls_numpy", { noop: arraysOnly, add2: arraysOnly, add: arraysOnly }),
  },
};
