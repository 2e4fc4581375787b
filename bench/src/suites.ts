import { asyncBounds, callBounds, codecBounds, esbuildBounds, streamsBounds, type Bound } from "./bounds.ts";
import { asyncModule, buildAsync, pipe } from "./async.ts";
import { cases } from "./cases/index.ts";
import type { Case } from "./cases/case.ts";
import { baseline, buildCodec, generated } from "./codec.ts";
import {
  asyncContenders,
  callContenders,
  codecContenders,
  esbuildContenders,
  library,
  streamsContenders,
  type Contender,
} from "./contenders.ts";
import { buildEsbuild, inProcess } from "./esbuild.ts";

/** What one name on the command line measures. */
export interface Suite {
  readonly cases: readonly Case[];
  /** The libraries that are measured: part of the result file. */
  readonly libraries: readonly string[];
  /** Whether the copies of slices are counted too. */
  readonly copies: boolean;
  /**
   * Rounds of a run, where not the usual 15: processes that take long are measured less often. All bounds of a case are then tried on
   * the same processes.
   */
  readonly rounds?: number;
  /** Builds what the repository's own build does not. */
  build?(): Promise<void>;
  /** The contenders with these versions of Node, in the order of the report. */
  contenders(nodes: readonly string[]): Contender[];
  bounds(contenders: readonly Contender[], cases: readonly Case[]): Bound[];
}

/** The suites by name. */
export const suites: Readonly<Record<string, Suite>> = {
  calls: {
    cases: cases["calls"]!,
    libraries: [library],
    copies: true,
    contenders: callContenders,
    bounds: callBounds,
  },
  codec: {
    cases: cases["codec"]!,
    libraries: [generated.replace("index.js", `codec.${process.platform}-${process.arch}.so`), baseline],
    copies: false,
    build: buildCodec,
    contenders: codecContenders,
    bounds: codecBounds,
  },
  esbuild: {
    cases: cases["esbuild"]!,
    libraries: [inProcess.replace("index.js", `api.${process.platform}-${process.arch}.so`)],
    copies: false,
    build: buildEsbuild,
    contenders: esbuildContenders,
    bounds: esbuildBounds,
  },
  async: {
    cases: cases["async"]!,
    libraries: [asyncModule.replace("index.js", `async.${process.platform}-${process.arch}.so`), baseline],
    copies: false,
    rounds: 5,
    build: buildAsync,
    contenders: asyncContenders,
    bounds: asyncBounds,
  },
  streams: {
    cases: cases["streams"]!,
    libraries: [asyncModule.replace("index.js", `async.${process.platform}-${process.arch}.so`), pipe],
    copies: false,
    rounds: 5,
    build: buildAsync,
    contenders: streamsContenders,
    bounds: streamsBounds,
  },
};
