import { isArray } from "./arrays.ts";
import type { Adapter, NativeCallback, NativeCallbackSignature, NativeFunction, NativeScalar } from "./adapter.ts";
import { compileCallback, compileForward, isWide, toBigInt, type Forward } from "./compile.ts";
import { describe } from "./describe.ts";
import { codeOf, isOverflow } from "./errors.ts";
import type { Frame, Leaving } from "./frame.ts";
import { deniedError } from "./load.ts";
import { checkParams, need, type Context, type Plan, type Planner } from "./plan.ts";
import { MovableSite, Site } from "./site.ts";
import type { Described } from "./t.ts";

// How many retired trampolines wait before the oldest of a signature is used again: Go that still holds its pointer is then long wrong.
// Some of each signature wait also where others have filled that up.
const quarantine = 1024;
const leastQuarantine = 32;

/** A program's function that Go may call. */
export type Target = (...args: any[]) => unknown;

/**
 * The C function pointers of one JavaScript thread.
 *
 * A function pointer is costly to make and fatal to call once it is freed, so none is freed while the thread lives: a trampoline is
 * lent to a call or to a handle and comes back empty. Go calling an empty one gets zero, and the program gets `TOPHER_CALLBACK_GONE`.
 * All types that are the same in C share theirs, so that describing a type again takes no more of them.
 *
 * Where the runtime cannot use a pointer outside the callback in which it was made ({@link Adapter.callbackReserve}), a number of
 * them is kept ready. A call inside a callback that finds none left gets one that is freed with the call.
 */
export class CallbackPool {
  readonly #adapter: Adapter;
  readonly #frame: Frame;
  readonly #plan: Planner;
  readonly #pointers = new Map<string, Pointers>();
  readonly #byType = new WeakMap<Described, Pointers>();
  #retired = 0;
  /** The trampolines made, and those that lead to a function at the moment. */
  made = 0;
  live = 0;

  constructor(adapter: Adapter, frame: Frame, plan: Planner) {
    this.#adapter = adapter;
    this.#frame = frame;
    this.#plan = plan;
  }

  /** Refuses what cannot cross, and makes the reserve of a type, if the runtime needs one and no callback is running. */
  prepare(type: Described, site: Site): void {
    this.#reserve(this.#of(type, site), site);
  }

  /** Lends a trampoline to a call; it comes back by {@link Trampoline.leave}. */
  lend(type: Described, site: Site): Trampoline {
    const pointers = this.#of(type, site);
    const { idle } = pointers;
    if (idle.length < this.#adapter.callbackReserve) this.#reserve(pointers, site);
    const ready = idle.pop() ?? this.#rested(pointers);
    return (ready ?? this.#another(pointers, site, this.#isTooDeep())).lentAs(type, site);
  }

  /** Lends a trampoline for as long as a handle lives; it comes back by {@link CallbackPool.retire}. */
  lendForLong(type: Described, site: Site): Trampoline {
    const pointers = this.#of(type, site);
    this.#reserve(pointers, site);
    this.#frame.kept = true;
    const rested = this.#rested(pointers);
    if (rested !== undefined) return rested.lentAs(type, site);
    if (!this.#isTooDeep()) return this.#another(pointers, site).lentAs(type, site);
    const ready = pointers.idle.pop() ?? this.#oldest(pointers);
    if (ready !== undefined) return ready.lentAs(type, site);
    const most = this.#adapter.callbackReserve;
    throw site.error(
      "TOPHER_EXHAUSTED",
      `cannot be made: while a callback runs, only the ${most} can be that are made ready where a library with the type is opened. Make it before`,
    );
  }

  /** Takes a trampoline back from a call, to be lent again. */
  giveBack(trampoline: Trampoline): void {
    if (!trampoline.temporary) trampoline.pointers.idle.push(trampoline);
    else {
      trampoline.native.close();
      this.made--;
    }
  }

  /** Takes a trampoline back from a handle: Go may have kept its pointer, which must not lead to another function soon. */
  retire(trampoline: Trampoline): void {
    trampoline.pointers.retired.push(trampoline);
    this.#retired++;
  }

  #rested(pointers: Pointers): Trampoline | undefined {
    const { length } = pointers.retired;
    return length > (this.#retired > quarantine ? leastQuarantine : quarantine) ? this.#oldest(pointers) : undefined;
  }

  #oldest({ retired }: Pointers): Trampoline | undefined {
    if (retired.length > 0) this.#retired--;
    return retired.shift();
  }

  #isTooDeep(): boolean {
    return this.#adapter.callbackReserve > 0 && this.#frame.inside > 0;
  }

  #of(type: Described, site: Site): Pointers {
    let pointers = this.#byType.get(type);
    if (pointers !== undefined) return pointers;
    const { signature } = crossing(type, site, this.#context());
    checkParams(signature.params.length, this.#adapter, site);
    const key = `${signature.result}(${signature.params.join()})`;
    pointers = this.#pointers.get(key);
    if (pointers === undefined) this.#pointers.set(key, (pointers = { signature, idle: [], retired: [] }));
    this.#byType.set(type, pointers);
    return pointers;
  }

  // Where there is no room for all of them, fewer do, and those of handles in need.
  #reserve(pointers: Pointers, site: Site): void {
    if (this.#frame.inside > 0) return;
    const { idle, retired } = pointers;
    try {
      while (idle.length < this.#adapter.callbackReserve) idle.push(this.#make(pointers, site));
    } catch (error) {
      if (codeOf(error) !== "TOPHER_EXHAUSTED" || idle.length + retired.length === 0) throw error;
    }
  }

  // Where there is no room for another, one that has waited less is better than none.
  #another(pointers: Pointers, site: Site, temporary = false): Trampoline {
    try {
      return this.#make(pointers, site, temporary);
    } catch (error) {
      const waited = this.#oldest(pointers);
      if (waited === undefined) throw error;
      return waited;
    }
  }

  #make(pointers: Pointers, site: Site, temporary = false): Trampoline {
    const made = new Trampoline(pointers, site, this.#context(), this.#adapter, temporary);
    this.made++;
    return made;
  }

  #context(): Context {
    return { plan: this.#plan, frame: this.#frame, callbacks: this };
  }
}

/** The function pointers of one signature in C. */
interface Pointers {
  readonly signature: NativeCallbackSignature;
  /** Those that may be lent at once. */
  readonly idle: Trampoline[];
  /** Those that Go may have kept from a handle, the oldest first. */
  readonly retired: Trampoline[];
}

/** One C function pointer, and the function that it leads to at the moment. */
export class Trampoline implements Leaving, Forward {
  readonly native: NativeCallback;
  readonly pointers: Pointers;
  /** True where the pointer is freed at the end of the call that it was made for. */
  readonly temporary: boolean;
  /** What the pointer runs: it converts as the type says that it was lent as last. */
  dispatch: NativeFunction;
  readonly #context: Context;
  readonly #site: MovableSite;
  /** Zero as the runtime takes it for a result. */
  readonly #zero: 0 | 0n;
  // Two types that take turns have theirs made once.
  readonly #dispatches = new WeakMap<Described, NativeFunction>();
  #type: Described | undefined;
  #target: Target | undefined;

  constructor(pointers: Pointers, at: Site, context: Context, adapter: Adapter, temporary: boolean) {
    this.#site = new MovableSite(at);
    this.#context = context;
    this.pointers = pointers;
    this.temporary = temporary;
    const { signature } = pointers;
    this.#zero = adapter.wide === "bigint" && isWide(signature.result) ? 0n : 0;
    this.dispatch = () => this.#zero; // nobody has its pointer yet
    const forward = compileForward(this, signature.params.length);
    try {
      this.native = adapter.callback(signature, forward);
    } catch (error) {
      if (isOverflow(error)) throw error;
      if (adapter.denied(error)) throw deniedError(adapter, `${at.toString()} needs a function pointer, but`, error);
      throw at.error(
        "TOPHER_EXHAUSTED",
        `needs one more function pointer than the runtime has: ${String(error)}`,
        error,
      );
    }
  }

  /** Says as what and where it is lent from now on; messages name the place. */
  lentAs(type: Described, site: Site): this {
    this.#site.at = site;
    if (type !== this.#type) {
      let dispatch = this.#dispatches.get(type);
      if (dispatch === undefined) this.#dispatches.set(type, (dispatch = this.#dispatchOf(type)));
      this.dispatch = dispatch;
      this.#type = type;
    }
    return this;
  }

  get target(): Target | undefined {
    return this.#target;
  }

  set target(target: Target | undefined) {
    const pool = this.#context.callbacks;
    if (this.#target === undefined && target !== undefined) pool.live++;
    if (this.#target !== undefined && target === undefined) pool.live--;
    this.#target = target;
  }

  fail(error: unknown): number | bigint {
    this.#context.frame.fail(error);
    return this.#zero;
  }

  leave(): void {
    this.target = undefined;
    this.#context.callbacks.giveBack(this);
  }

  #dispatchOf(type: Described): NativeFunction {
    const site = this.#site;
    const { args, plan } = crossing(type, site, this.#context);
    const wide = typeof this.#zero === "bigint" ? toBigInt : undefined;
    const gone = (): unknown =>
      site.error(
        "TOPHER_CALLBACK_GONE",
        "was called by Go after its time: keep a handle made by callback() as long as Go may call",
      );
    const result = plan.result === "void" ? {} : { ...plan, wide };
    return compileCallback(this, args, result, this.#context.frame, gone);
  }
}

/** How a callback's arguments and result cross. Throws where they cannot. */
function crossing(type: Described, site: Site, context: Context): Crossing {
  if (!isArray(type.args)) {
    throw site.error(
      "TOPHER_SIGNATURE",
      `is declared as t.callback with ${describe(type.args)} in place of an array of types`,
    );
  }
  const args = Array.from(type.args as readonly Described[], (arg, i) => {
    const at = new Site(`: callback argument ${i + 1}`, site);
    return callbackArgument(context.plan(arg, at, context), arg, at);
  });
  const result = new Site(": callback result", site);
  const plan = context.plan(type.result!, result, context);
  const signature: NativeCallbackSignature = {
    params: args.flatMap(({ params }) => params),
    result: plan.result === "void" ? "void" : callbackResult(plan, type.result!, result),
  };
  return { args, plan, signature };
}

interface Crossing {
  readonly args: readonly CallbackArgument[];
  readonly plan: Plan;
  readonly signature: NativeCallbackSignature;
}

/** How a callback's parameter arrives. */
export interface CallbackArgument {
  readonly params: readonly NativeScalar[];
  readonly decode: ((...raw: any[]) => unknown) | undefined;
}

function callbackArgument(plan: Plan, type: Described, site: Site): CallbackArgument {
  const place = "a callback's argument";
  const params = need(plan, "params", type, site, place).map((param) => (param === "buffer" ? "pointer" : param));
  if (params.some((param) => typeof param === "object")) need({}, "params", type, site, place);
  if (params.length === 2)
    return { params: params as NativeScalar[], decode: need(plan, "decodePair", type, site, place) };
  need(plan, "result", type, site, place); // what cannot be read out of Go cannot be read here
  return { params: params as NativeScalar[], decode: plan.decode };
}

function callbackResult(plan: Plan, type: Described, site: Site): NativeScalar {
  const place = "a callback's result";
  need(plan, "result", type, site, place);
  const [param, more] = need(plan, "params", type, site, place);
  if (
    more !== undefined ||
    plan.after !== undefined ||
    param === undefined ||
    param === "buffer" ||
    typeof param === "object"
  ) {
    return need({}, "params", type, site, place) as never;
  }
  return param;
}
