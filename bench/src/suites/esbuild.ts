import { tmpdir } from "node:os";
import { libraryOf } from "../build.ts";
import { cases } from "../cases/index.ts";
import { buildEsbuild, inProcess } from "../esbuild.ts";
import type { Suite } from "./suite.ts";

// What Deno has to allow: the package starts processes, whose input it may write into files.
const npm = ["--allow-run", "--allow-env", `--allow-write=${tmpdir()}`];

export const esbuild: Suite = {
  name: "esbuild",
  title: "esbuild",
  about:
    "A real library: TypeScript becomes JavaScript through esbuild's Go API in process, and through its npm package.",
  cases: cases.esbuild,
  libraries: [libraryOf(inProcess, "api")],
  rounds: 5,
  async build() {
    await buildEsbuild();
  },
  entries: {
    topher: { file: "esbuild/topher", opens: inProcess },
    "npm-sync": { file: "esbuild/npm-sync", opens: "", allow: npm },
    "npm-process": { file: "esbuild/npm-process", opens: "", allow: npm },
    "npm-async": { file: "esbuild/npm-async", opens: "", allow: npm },
  },
};
