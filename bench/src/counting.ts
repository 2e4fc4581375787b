// Counts what passes between JavaScript and Go. Import it before anything is opened.
//
// It changes the runtime's adapter and core's calls in place, so that what is counted is topher as programs have it. Counting takes time:
// nothing is timed in a process that counts.
import type { Adapter, NativeFunction, NativeFunctions, NativeSignature } from "@topher/core/adapter";
import type { Call } from "../../packages/core/dist/link/call.js";

export * from "topher";

/** What was counted so far. */
export interface Passed {
  /** C functions that JavaScript has called. */
  crossings: number;
  /** Calls beside these that asked Go whether it has sent something, when it had not: how many there are depends on how long it takes Go. */
  looks: number;
  /** Function pointers of JavaScript that Go has called. */
  callbacks: number;
  /** Bytes of arguments and results that were written to the arena and read from it, on both ways. */
  arenaBytes: number;
  /** Lists of numbers that did not reach Go as the memory that the caller has. */
  copies: number;
}

/** What was counted so far. */
export const passed: Passed = { crossings: 0, looks: 0, callbacks: 0, arenaBytes: 0, copies: 0 };

type List = ArrayBufferView | readonly number[];

/** The lists of the call that is running, as far as no C function was given them yet. */
const lists = new Set<List>();

/** The same functions, whose lists are watched: what a C function is not given as it is counts as a copy. */
export function watched<Functions extends object>(functions: Functions): Functions {
  const watch = ([name, value]: [string, unknown]): [string, unknown] => [
    name,
    typeof value === "function" ? watchedFunction(value) : value,
  ];
  return Object.fromEntries(Object.entries(functions).map(watch)) as Functions;
}

function watchedFunction(original: Function): Function {
  return (...args: unknown[]) => {
    for (const argument of args) if (isList(argument)) lists.add(argument);
    try {
      return original(...args) as unknown;
    } finally {
      passed.copies += lists.size;
      lists.clear();
    }
  };
}

function isList(value: unknown): value is List {
  return ArrayBuffer.isView(value) || (Array.isArray(value) && typeof value[0] === "number");
}

// Every C function is bound by the runtime's adapter.
const runtime = "Deno" in globalThis ? "deno" : "Bun" in globalThis ? "bun" : "node";
const { adapter } = (await import(`../../packages/${runtime}/dist/adapter.js`)) as { adapter: Adapter };
const { load, callback } = adapter;
Object.assign(adapter, {
  load: (path, functions) => countedFunctions(load(path, functions), functions),
  callback: (signature, target) =>
    callback(signature, (...args: unknown[]) => {
      passed.callbacks++;
      return target(...args) as unknown;
    }),
} satisfies Pick<Adapter, "load" | "callback">);

function countedFunctions(
  natives: NativeFunctions,
  signatures: Readonly<Record<string, NativeSignature>>,
): NativeFunctions {
  return Object.fromEntries(
    Object.entries(natives).map(([name, native]) => [name, native && counted(name, native, signatures[name]!)]),
  );
}

function counted(name: string, native: NativeFunction, { params }: NativeSignature): NativeFunction {
  const buffers = params.flatMap((type, at) => (type === "buffer" ? [at] : []));
  return (...args: unknown[]) => {
    if (lists.size > 0) for (const at of buffers) arrives(args[at] as ArrayBufferView);
    passed.crossings++;
    const result = native(...args) as unknown;
    if (name === "topher_take" && Number(result) === 0) {
      passed.crossings--;
      passed.looks++;
    }
    return result;
  };
}

/** Notes that a C function is given this memory. */
function arrives({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
  for (const list of lists) {
    if (!ArrayBuffer.isView(list)) continue;
    if (list.buffer === buffer && list.byteOffset === byteOffset && list.byteLength === byteLength) lists.delete(list);
  }
}

// Each call of the arena shape is an object of this class: it writes arguments, is `ready`, is told what was returned, reads results and ends.
const { Call: calls } = (await import("../../packages/core/dist/link/call.js")) as { Call: { prototype: Call } };
const { begin, ready, call, fetch, receive, reply, end } = calls.prototype;

/** Where what a call writes or reads begins. */
const starts = new WeakMap<Call, number>();

/** Counts what a call has written or read since then. */
function count(of: Call): void {
  passed.arenaBytes += of.position - (starts.get(of) ?? of.position);
}

Object.assign(calls.prototype, {
  begin(name, at) {
    begin.call(this, name, at);
    starts.set(this, at);
  },
  ready() {
    const at = ready.call(this);
    starts.set(this, at); // arguments that are many lie elsewhere than where they began
    return at;
  },
  call(returned) {
    count(this);
    call.call(this, returned); // results begin where arguments did
  },
  fetch() {
    fetch.call(this);
    starts.set(this, this.position);
  },
  receive(...record) {
    receive.apply(this, record);
    starts.set(this, this.position);
  },
  reply() {
    count(this);
    reply.call(this);
    starts.set(this, this.position);
  },
  end() {
    count(this);
    end.call(this);
    starts.set(this, this.position);
  },
} satisfies Partial<Call> & ThisType<Call>);
