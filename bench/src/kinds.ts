// The one table of kinds: everything that can stand between a caller and Go, or in the place of both. A contender is a kind in a runtime.
import type { RuntimeName } from "../../scripts/runtimes.ts";

/** What a kind is, in every suite the same. */
export interface Kind {
  readonly title: string | Readonly<Partial<Record<RuntimeName, string>>>;
  /** A sentence for the report. */
  readonly about: string;
  /** Where it runs: in JavaScript runtimes, or by itself. */
  readonly runs: "in a runtime" | "alone";
  /** Runtimes that have it; all of them unless told otherwise. */
  readonly only?: (runtime: RuntimeName) => boolean;
}

const node = (runtime: RuntimeName) => runtime.startsWith("node");

export const kinds = {
  c: {
    title: "C",
    about:
      "A C program that calls the Go functions of the same library in a loop: the floor of every foreign function interface.",
    runs: "alone",
  },
  go: { title: "Go", about: "The same Go code in a Go program, timed inside Go.", runs: "alone" },
  topher: { title: "topher", about: "topher, as its documentation says to use it.", runs: "in a runtime" },
  generated: {
    title: "topher, generated",
    about: "The module that topher generates of the Go package, where the suite's own way is signatures by hand.",
    runs: "in a runtime",
  },
  ffi: {
    title: { node22: "koffi", node24: "koffi", node26: "koffi", bun: "bun:ffi", deno: "Deno.dlopen" },
    about:
      "Written by hand on the runtime's own foreign function interface (koffi in Node); values that are more than numbers as JSON.",
    runs: "in a runtime",
  },
  "node-ffi": {
    title: "node:ffi",
    about:
      "Written by hand on node:ffi, which Node 26 has as an experiment; values that are more than numbers as JSON.",
    runs: "in a runtime",
    only: (runtime) => runtime === "node26",
  },
  "node-api": {
    title: "Node-API addon",
    about: "A Node-API addon in C, in the same library as the Go code, with conversions written by hand.",
    runs: "in a runtime",
  },
  javascript: {
    title: "plain JavaScript",
    about: "The same in JavaScript, on the same thread, without Go.",
    runs: "in a runtime",
  },
  worker: {
    title: "a worker in JavaScript",
    about: "The same in JavaScript on a worker thread, by messages.",
    runs: "in a runtime",
  },
  wasm: {
    title: "Go as WebAssembly",
    about: "The same Go code compiled to WebAssembly (GOOS=js), with go:wasmexport and memory copied by hand.",
    runs: "in a runtime",
  },
  frames: {
    title: "a Go process, frames",
    about: "The same Go code in a child process, over stdio with length-prefixed binary frames.",
    runs: "in a runtime",
  },
  json: {
    title: "a Go process, JSON",
    about: "The same Go code in a child process, over stdio with a line of JSON for each message.",
    runs: "in a runtime",
  },
  "thread-pool": {
    title: { node22: "koffi .async", node24: "koffi .async", node26: "koffi .async", deno: "nonblocking" },
    about: "The runtime's own asynchronous calls, on a pool of threads.",
    runs: "in a runtime",
    only: (runtime) => node(runtime) || runtime === "deno",
  },
  pipe: {
    title: "a child process's pipe",
    about: "The same Go code in a program whose bytes come and go through a pipe.",
    runs: "in a runtime",
  },
  "npm-sync": { title: "npm's transformSync", about: "The npm package's synchronous call.", runs: "in a runtime" },
  "npm-process": {
    title: "transformSync, no worker",
    about: "The npm package's synchronous call where it may keep no worker: a process per call.",
    runs: "in a runtime",
  },
  "npm-async": { title: "npm's transform", about: "The npm package's asynchronous call.", runs: "in a runtime" },
  ctypes: {
    title: "Python, ctypes",
    about: "Python calling the same library through ctypes; values that are more than numbers and bytes as JSON.",
    runs: "alone",
  },
  python: {
    title: "plain Python",
    about: "The same in Python, without Go; its shuffle is random.shuffle, on Python's own generator.",
    runs: "alone",
  },
  numpy: {
    title: "Python, numpy",
    about: "The same by numpy's own functions; its shuffle is numpy's, on its own generator.",
    runs: "alone",
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

/** The kind of that name. */
export function kindOf(name: KindName): Kind {
  return kinds[name];
}
