import type { Adapter, NativeFunctions, NativeParam, NativeSignature } from "./adapter.ts";
import type { CallbackPool } from "./trampoline.ts";
import { compileCall, toBigInt, type Call } from "./compile.ts";
import { checkFn, checkSymbols, shortName, optionalName } from "./declared.ts";
import { errorOf } from "./errors.ts";
import type { Frame } from "./frame.ts";
import { guardSignatures, startGuard } from "./guard.ts";
import { Imports, missingError, type Import } from "./imports.ts";
import { planOf } from "./kinds.ts";
import { checkFile, checkRuntime, locate, type FileUrl } from "./load.ts";
import { checkByValue, checkParams, need, type Context, type ParamPlan, type Plan } from "./plan.ts";
import type { CallState, LoadedFiles } from "./same-file.ts";
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
  readonly files: LoadedFiles;
}

/** A library's state behind the object that the program has. */
export interface LibraryState {
  closed: boolean;
  readonly name: string;
  readonly path: string;
  readonly thread: Thread;
  /** The guard's functions, where the library has it. */
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
  readonly key: string;
  readonly site: Site;
  readonly native: Import;
  /** The function bound so that it may call a kept callback, where that makes a difference. */
  readonly slow: Import | undefined;
  readonly params: readonly ParamPlan[];
  readonly takesCallback: boolean;
  readonly decode: Plan["decode"];
  readonly discard: Plan["discard"];
}

/** Opens a library on a thread; `open` of every adapter is this with its own thread. */
export function openOn<S extends Symbols>(
  thread: Thread,
  library: string | FileUrl,
  symbols: S,
  options?: OpenOptions,
): Library<S> {
  const { adapter, frame } = thread;
  checkRuntime(adapter);
  const path = locate(adapter, library);
  checkSymbols(symbols);
  const name = shortName(optionalName(options) ?? stem(path));
  const imports = new Imports();
  const guard = Object.fromEntries(
    Object.entries(guardSignatures).map(([symbol, signature]) => [symbol, imports.add(symbol, signature)!]),
  );
  const wanted = new Map<string, Import>();
  const want = (symbol: string, signature: NativeSignature, site: Site): Import => {
    // The system would end the name there, or look for another one.
    if (/\p{Cc}|\p{Surrogate}|^$/u.test(symbol)) {
      throw site.error(
        "TOPHER_SIGNATURE",
        `declares the symbol ${JSON.stringify(shortName(symbol))}, which no symbol is called`,
      );
    }
    const found = imports.add(symbol, signature);
    if (found === undefined) {
      throw site.error(
        "TOPHER_SIGNATURE",
        `declares the symbol ${shortName(symbol)} in a second way, which differs from the first`,
      );
    }
    wanted.set(symbol, found);
    return found;
  };
  const file = thread.files.find(adapter.files, path);
  const bound = Object.entries(symbols).map(([key, fn]) => {
    const site = new Site(`${name}.${shortName(key)}:`);
    checkFn(fn, site);
    return bind(thread, fn, key, site, want);
  });
  const callsBack = file.callsBack || bound.some(({ takesCallback }) => takesCallback);
  checkFile(adapter, path, { functions: wanted.keys() });
  imports.load(adapter, path);
  const missing = [...wanted].filter(([, found]) => found() === undefined).map(([symbol]) => symbol);
  if (missing.length > 0) throw missingError(path, missing);

  const native = Object.fromEntries(Object.entries(guard).map(([symbol, found]) => [symbol, found()]));
  const state: LibraryState & CallState = { closed: false, callsBack, changed: false, name, path, thread, native };
  startGuard(state);
  file.add(state);
  const opened: Record<string | symbol, unknown> = {};
  for (const { key, native, slow, params, decode, discard, site } of bound) {
    const call = compileCall({
      name: key,
      native: native()!,
      slow: slow?.(),
      params,
      decode,
      discard,
      frame,
      wide: adapter.wide === "bigint" ? toBigInt : undefined,
      state,
      callsBack,
      refuse: refusals(site, params.length, path),
    });
    Object.defineProperty(opened, key, { value: call, enumerable: true }); // it may be called __proto__
  }
  Object.defineProperty(opened, Symbol.dispose, { value: () => void (state.closed = state.changed = true) });
  states.set(opened, state);
  return Object.freeze(opened) as Library<S>;
}

type Want = (symbol: string, signature: NativeSignature, site: Site) => Import;

function bind({ adapter, frame, callbacks }: Thread, fn: Fn, key: string, site: Site, want: Want): Bound {
  const { free, params: names, symbol = key } = fn.options;
  // What `free` and `release` name is bound with everything else.
  const helper = (helped: string, params: NativeParam[]): ((value: any) => void) => {
    const native = want(helped, { params, result: "void" }, site);
    const wide = adapter.wide === "bigint" && params[0] === "pointer";
    return (value) => void native()!(wide ? toBigInt(value as number) : value);
  };
  const context: Context = {
    plan: planOf,
    frame,
    callbacks,
    free: free === undefined ? undefined : helper(free, ["pointer"]),
  };
  const params = Array.from(fn.args, (type, i) => {
    const named = names?.[i] === undefined ? "" : ` (${shortName(names[i])})`;
    const at = new Site(` parameter ${i + 1}${named}`, site);
    const plan = planOf(type as Described, at, context);
    const place = "a parameter";
    for (const param of plan.params ?? []) checkByValue(param, at);
    return { ...plan, params: need(plan, "params", type, at, place), encode: need(plan, "encode", type, at, place) };
  });
  const at = new Site(" result", site);
  const releaser: Context["releaser"] = (release, layout, place) => {
    checkByValue(layout, place);
    const { size, align, leaves } = layout;
    const released = helper(release, [{ size, align, leaves }]);
    return (bytes) => {
      released(bytes);
      if (frame.unsettled) frame.settle(); // it may call back
    };
  };
  const plan = planOf(fn.result as Described, at, { ...context, releaser });
  const result = need(plan, "result", fn.result as Described, at, "a result");
  checkByValue(result, at);
  const signature: NativeSignature = { params: params.flatMap((param) => param.params), result };
  checkParams(signature.params.length, adapter, site);
  const braked: NativeSignature = { ...signature, callsBack: true };
  const takesCallback = fn.args.some((type) => mayCallBack(type as Described));
  const always = adapter.slowToCallBack && takesCallback;
  const native = want(symbol, always ? braked : signature, site);
  // Bound at once, as another object of the same file may take callbacks later.
  const slow = adapter.slowToCallBack && !always ? want(symbol, braked, site) : undefined;
  return { key, site, native, slow, params, takesCallback, decode: plan.decode, discard: plan.discard };
}

function refusals(site: Site, length: number, path: string): Call["refuse"] {
  return {
    arity(got) {
      throw site.error("TOPHER_ARITY", `takes ${length} argument${length === 1 ? "" : "s"}, got ${got}`);
    },
    closed() {
      throw site.error("TOPHER_CLOSED", `the library ${path} was closed`);
    },
    lost() {
      throw site.error("TOPHER_BUFFER", "a view among the arguments was detached while the others were read");
    },
    moved(i) {
      throw site.error("TOPHER_BUFFER", `parameter ${i + 1} was detached while the other arguments were read`);
    },
  };
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
