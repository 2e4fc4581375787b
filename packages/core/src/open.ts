import type { Adapter, NativeFunctions, NativeParam, NativeResult, NativeSignature } from "./adapter.ts";
import type { CallbackPool } from "./callback.ts";
import { compileCall, toBigInt } from "./compile.ts";
import { errorOf, type Coded } from "./errors.ts";
import type { Frame } from "./frame.ts";
import { guardSignatures, startGuard } from "./guard.ts";
import { planOf } from "./kinds.ts";
import { checkFile, checkRuntime, loadError, locate, type FileUrl } from "./load.ts";
import { need, type Context, type ParamPlan, type Plan } from "./plan.ts";
import { Site } from "./site.ts";
import type { Described } from "./t.ts";
import type { Fn, Library, Symbols } from "./type.ts";

/** What can be said when a library is opened. */
export interface OpenOptions {
  /** The library's name in error messages; otherwise the file's name without `lib` and extension. */
  readonly name?: string;
}

/** One JavaScript thread's state. */
export interface Thread {
  readonly adapter: Adapter;
  readonly frame: Frame;
  readonly callbacks: CallbackPool;
}

/** A library's state behind the object that the program has. */
export interface LibraryState {
  closed: boolean;
  readonly name: string;
  readonly path: string;
  readonly thread: Thread;
  readonly native: NativeFunctions;
}

const states = new WeakMap<object, LibraryState>();

/** The state of an opened library. */
export function stateOf(library: object): LibraryState {
  const state = states.get(library);
  if (state === undefined) throw errorOf("TOPHER_TYPE", "expected a library that open() returned");
  return state;
}

interface Bound {
  readonly fn: Fn;
  readonly symbol: string;
  readonly site: Site;
  readonly params: readonly ParamPlan[];
  readonly result: NativeResult;
  readonly decode: Plan["decode"];
}

/** Opens a library on a thread; `open` of every adapter is this with its own thread. */
export function openOn<S extends Symbols>(
  thread: Thread,
  library: string | FileUrl,
  symbols: S,
  options: OpenOptions = {},
): Library<S> {
  const { adapter, frame, callbacks } = thread;
  checkRuntime(adapter);
  const path = locate(adapter, library);
  const name = options.name ?? stem(path);
  // What `free` and `release` name is bound with everything else, and called once it is.
  const helpers: Record<string, NativeSignature> = {};
  const bind = (fn: Fn, key: string): Bound => {
    const call = new Site(`${name}.${key}:`);
    const { free, params: names, symbol = key } = fn.options;
    const context: Context = { plan: planOf, frame, callbacks, free: free === undefined ? undefined : helper(free, ["pointer"]) };
    const params = fn.args.map((type, i) => {
      const site = new Site(` parameter ${i + 1}${names?.[i] === undefined ? "" : ` (${names[i]})`}`, call);
      const plan = planOf(type as Described, site, context);
      const place = "a parameter";
      return {
        ...plan,
        params: need(plan, "params", type, site, place),
        encode: need(plan, "encode", type, site, place),
      };
    });
    const site = new Site(" the result", call);
    const releaser: Context["releaser"] = (release, { size, align, leaves }) =>
      helper(release, [{ size, align, leaves }]);
    const result = planOf(fn.result as Described, site, { ...context, releaser });
    return {
      fn,
      symbol,
      site: call,
      params,
      result: need(result, "result", fn.result, site, "a result"),
      decode: result.decode,
    };
  };
  const helper = (symbol: string, params: NativeParam[]): ((value: any) => void) => {
    helpers[symbol] = { params, result: "void" };
    const wide = adapter.wide === "bigint" && params[0] === "pointer";
    return (value) => void native[symbol]!(wide ? toBigInt(value as number) : value);
  };
  const entries = Object.entries(symbols).map(([key, fn]): [string, Bound] => [key, bind(fn, key)]);
  const signatures: Record<string, NativeSignature> = { ...guardSignatures, ...helpers };
  for (const [, { symbol, params, result, site }] of entries) {
    const signature = { params: params.flatMap(({ params }) => params), result };
    if (signatures[symbol] !== undefined && JSON.stringify(signatures[symbol]) !== JSON.stringify(signature)) {
      throw site.error(
        "TOPHER_SIGNATURE",
        `declares the symbol ${symbol} in a second way, which differs from the first`,
      );
    }
    signatures[symbol] = signature;
  }
  checkFile(adapter, path);
  const native = loadAll(adapter, path, signatures);
  const wanted = [...entries.map(([, { symbol }]) => symbol), ...Object.keys(helpers)];
  const missing = wanted.filter((symbol) => native[symbol] === undefined);
  if (missing.length > 0) throw missingError(path, missing);

  const state: LibraryState = { closed: false, name, path, thread, native };
  startGuard(state);
  const callsBack = Object.values(symbols).some(({ args }: Fn) => args.some((type) => mayCallBack(type as Described)));
  const opened: Record<string | symbol, unknown> = {};
  for (const [key, { symbol, params, decode, site }] of entries) {
    opened[key] = compileCall({
      name: key,
      native: native[symbol]!,
      params,
      decode,
      frame,
      wide: adapter.wide === "bigint" ? toBigInt : undefined,
      state,
      callsBack,
      refuse: {
        arity(got) {
          throw site.error(
            "TOPHER_ARITY",
            `takes ${params.length} argument${params.length === 1 ? "" : "s"}, got ${got}`,
          );
        },
        closed() {
          throw site.error("TOPHER_CLOSED", `the library ${path} was closed`);
        },
        moved(i) {
          throw site.error("TOPHER_BUFFER", `parameter ${i + 1} was detached while the other arguments were read`);
        },
      },
    });
  }
  Object.defineProperty(opened, Symbol.dispose, { value: () => void (state.closed = true) });
  states.set(opened, state);
  return Object.freeze(opened) as Library<S>;
}

function loadAll(adapter: Adapter, path: string, signatures: Record<string, NativeSignature>): NativeFunctions {
  try {
    return adapter.load(path, signatures);
  } catch (error) {
    throw loadError(adapter, path, error);
  }
}

function missingError(path: string, missing: readonly string[]): Error & Coded {
  const [first] = missing;
  const names = missing.map((name) => JSON.stringify(name)).join(", ");
  return errorOf(
    "TOPHER_NO_SYMBOL",
    `open: ${path} does not export ${names}. A Go function is exported by //export ${first} above it, in package main`,
  );
}

function mayCallBack(type: Described): boolean {
  const inside = [type.element, ...Object.values(type.fields ?? {})];
  return type.kind === "callback" || inside.some((inner) => inner !== undefined && mayCallBack(inner));
}

function stem(path: string): string {
  return path
    .replace(/^.*[/\\]/, "")
    .replace(/^lib(?=.)/, "")
    .replace(/\.[^.]*$/, "");
}
