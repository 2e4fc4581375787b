import { buildProgram, installNumpy, programs } from "../build.ts";
import { cases } from "../cases/index.ts";
import { buildWork, elsewhere, floor, numpy, ofWork, python, workLibraries } from "./shared.ts";
import type { Suite } from "./suite.ts";

const { javascript, worker, wasm, json, ...others } = elsewhere("tutorial");
const oneThread = "plain JavaScript has one thread; see the worker";
const wasmThread = "Go's WebAssembly has one thread";
const exchange = "not written: workers would have to exchange their buckets by messages";
const endless = "2 × 10⁸ numbers as text take longer than a process may: a minute";
const asText = "10⁷ numbers as text take four seconds and more for each call";
const oneInterpreter = "Python runs one thread at a time";
const oneCore = "this function of numpy uses one core";
const unconverted = "nothing is carried: the list is already where it is read";

/** Long calls. */
export const tutorial: Suite = {
  name: "tutorial",
  title: "The tutorial: π, shuffle, dot product, lists",
  about: "Work that takes longer than a call: what Go does faster, and what it does not.",
  cases: cases.tutorial,
  libraries: workLibraries,
  rounds: 5,
  async build() {
    await buildWork();
    await buildProgram("native");
    await installNumpy();
  },
  entries: {
    ...ofWork("tutorial"),
    c: { ...floor, without: { "list-plain": "C has one kind of list, the typed one" } },
    go: {
      command: () => [programs.native],
      opens: "",
      without: { "list-plain": unconverted, "list-typed": unconverted },
    },
    ...others,
    javascript: {
      ...javascript,
      without: {
        "pi-cores": oneThread,
        "shuffle-cores": oneThread,
        "dot-cores": oneThread,
        "list-plain": unconverted,
        "list-typed": unconverted,
      },
    },
    worker: { ...worker, without: { "shuffle-cores": exchange } },
    wasm: { ...wasm, without: { "pi-cores": wasmThread, "shuffle-cores": wasmThread, "dot-cores": wasmThread } },
    json: {
      ...json,
      without: {
        shuffle: asText,
        "shuffle-cores": asText,
        dot: endless,
        "dot-cores": endless,
        "list-plain": asText,
        "list-typed": asText,
      },
    },
    ctypes: python("tutorial_ctypes"),
    python: python("tutorial_plain", {
      "pi-cores": oneInterpreter,
      "shuffle-cores": oneInterpreter,
      "dot-cores": oneInterpreter,
      "list-plain": unconverted,
      "list-typed": unconverted,
    }),
    numpy: numpy("tutorial_numpy", { "pi-cores": oneCore, "shuffle-cores": oneCore }),
  },
};
