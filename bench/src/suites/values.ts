import { baseline, buildBaseline, buildProgram, buildWasm, generate, libraryOf, modules } from "../build.ts";
import { cases } from "../cases/index.ts";
import { byHand, elsewhere, floor, python } from "./shared.ts";
import type { Suite } from "./suite.ts";

const noneInC = ["text", "mixed", "item", "items-out", "items-in", "items", "map", "error"];

export const values: Suite = {
  name: "values",
  title: "Values: text, bytes, structs, maps, errors, callbacks, handles",
  about: "What it costs to carry more than numbers.",
  cases: cases.values,
  libraries: [libraryOf(modules.values), baseline],
  rounds: 15,
  async build() {
    await buildBaseline();
    await generate("values");
    await buildProgram("child");
    await buildWasm();
  },
  entries: {
    c: {
      ...floor,
      without: Object.fromEntries(
        noneInC.map((name) => [name, "C calls it with what C has, and nobody carries JSON from C"]),
      ),
    },
    topher: { file: "values/topher", opens: modules.values },
    ffi: { file: byHand("values"), opens: baseline },
    "node-ffi": { file: "values/node-ffi", opens: baseline },
    ...elsewhere("values"),
    ctypes: python("values_ctypes"),
  },
};
