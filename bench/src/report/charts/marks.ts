// The one table of marks: each runtime, and each kind where kinds are compared, has a shape of its own, so that no chart needs its colours.
import type { RuntimeName } from "../../../../scripts/runtimes.ts";
import { kinds, type KindName } from "../../kinds.ts";
import type { SchemeName } from "./scheme.ts";

/** A shape and its colours. */
export interface Mark {
  readonly title: string;
  /** A shape of ECharts. */
  readonly symbol: string;
  readonly size: number;
  /** Drawn as an outline. */
  readonly hollow?: boolean;
  readonly colour: Readonly<Record<SchemeName, string>>;
}

/** Where something runs: in a runtime, or as a program of its own. */
export type Place = RuntimeName | "alone";

const blue = { light: "#0b62b8", dark: "#58a6ff" };
const orange = { light: "#b8500a", dark: "#f0963c" };
const green = { light: "#0f7a55", dark: "#3fb98a" };
const ink = { light: "#1f2328", dark: "#e6edf3" };
const violet = { light: "#8036b0", dark: "#c58af0" };

/** The marks of places. */
export const places: Readonly<Record<Place, Mark>> = {
  node22: { title: "Node 22", symbol: "circle", size: 7, hollow: true, colour: blue },
  node24: { title: "Node 24", symbol: "circle", size: 8, colour: blue },
  node26: { title: "Node 26", symbol: "rect", size: 7, hollow: true, colour: blue },
  bun: { title: "Bun", symbol: "triangle", size: 9, colour: orange },
  deno: { title: "Deno", symbol: "diamond", size: 10, colour: green },
  alone: { title: "outside JavaScript", symbol: "path://M-1,-5h2v10h-2z", size: 12, colour: ink },
};

/** The marks of kinds, in charts whose rows are cases. */
export const kindMarks: Readonly<Partial<Record<KindName, Mark>>> = {
  javascript: { title: "plain JavaScript", symbol: "rect", size: 9, hollow: true, colour: orange },
  topher: { title: "Go through topher", symbol: "circle", size: 10, colour: blue },
  go: { title: "Go alone", symbol: "path://M-1,-5h2v10h-2z", size: 14, colour: ink },
  python: { title: "plain Python", symbol: "triangle", size: 10, hollow: true, colour: violet },
  numpy: { title: "numpy", symbol: "diamond", size: 12, colour: green },
};

/** What a row of a kind is called, where its runtimes call it by different names, and where there is less room than in a sentence. */
const labels: Readonly<Partial<Record<KindName, string>>> = {
  ffi: "FFI by hand",
  "thread-pool": "thread pool",
  worker: "JavaScript worker",
  frames: "Go process, frames",
  json: "Go process, JSON",
  pipe: "child's pipe",
};

/** The name of a kind in all runtimes. */
export function labelOf(kind: string): string {
  if (!(kind in kinds)) throw new Error(`kinds.ts has no kind ${kind}, which the result file has`);
  const name = kind as KindName;
  const { title } = kinds[name];
  return labels[name] ?? (typeof title === "string" ? title : Object.values(title).join(", "));
}

/** The place of a contender. */
export function placeOf(runtime: string | undefined): Place {
  if (runtime === undefined) return "alone";
  if (!(runtime in places)) throw new Error(`marks.ts has no runtime ${runtime}, which the result file has`);
  return runtime as Place;
}
