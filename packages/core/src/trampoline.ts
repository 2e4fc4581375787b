import type { Adapter, NativeCallback, NativeCallbackSignature, NativeScalar } from "./adapter.ts";
import { compileCallback, isWide, toBigInt } from "./compile.ts";
import type { Frame, Leaving } from "./frame.ts";
import { deniedError } from "./load.ts";
import { need, type Context, type Plan, type Planner } from "./plan.ts";
import { MovableSite, Site } from "./site.ts";
import type { Described } from "./t.ts";

// How many retired trampolines of a type wait before the oldest is used again: Go that still holds its pointer is then long wrong.
const quarantine = 1024;

/** A program's function that Go may call. */
export type Target = (...args: any[]) => unknown;

/**
 * The C function pointers of one JavaScript thread.
 *
 * A function pointer is costly to make and fatal to call once it is freed, so none is freed while the thread lives: a trampoline is
 * lent to a call or to a handle and comes back empty. Go calling an empty one gets zero, and the program gets `TOPHER_CALLBACK_GONE`.
 *
 * Where the runtime cannot use a pointer outside the callback in which it was made ({@link Adapter.callbackReserve}), a number of
 * them is kept ready. A call inside a callback that finds none left gets one that is freed with the call.
 */
export class CallbackPool {
  readonly #adapter: Adapter;
  readonly #frame: Frame;
  readonly #plan: Planner;
  readonly #lists = new WeakMap<Described, Lists>();
  /** The trampolines made, and those that lead to a function at the moment. */
  made = 0;
  live = 0;

  constructor(adapter: Adapter, frame: Frame, plan: Planner) {
    this.#adapter = adapter;
    this.#frame = frame;
    this.#plan = plan;
  }

  /** Makes the reserve of a type, if the runtime needs one and no callback is running. */
  prepare(type: Described, site: Site): void {
    if (this.#frame.inside > 0) return;
    const { idle } = this.#of(type);
    while (idle.length < this.#adapter.callbackReserve) idle.push(this.#make(type, site));
  }

  /** Lends a trampoline to a call; it comes back by {@link Trampoline.leave}. */
  lend(type: Described, site: Site): Trampoline {
    const { idle, retired } = this.#of(type);
    if (idle.length < this.#adapter.callbackReserve) this.prepare(type, site);
    const ready = idle.pop() ?? (retired.length > quarantine ? retired.shift() : undefined);
    return ready?.lentAt(site) ?? this.#make(type, site, this.#isTooDeep());
  }

  /** Lends a trampoline for as long as a handle lives; it comes back by {@link CallbackPool.retire}. */
  lendForLong(type: Described, site: Site): Trampoline {
    this.prepare(type, site);
    this.#frame.kept = true;
    const { idle, retired } = this.#of(type);
    if (retired.length > quarantine) return retired.shift()!.lentAt(site);
    if (this.#isTooDeep()) {
      const ready = idle.pop() ?? retired.shift();
      if (ready !== undefined) return ready.lentAt(site);
      const most = this.#adapter.callbackReserve;
      throw site.error(
        "TOPHER_EXHAUSTED",
        `cannot be made: while a callback runs, only ${most} handles can be made. Make them before`,
      );
    }
    try {
      return this.#make(type, site);
    } catch (error) {
      // Where there is no room for another, one that has waited less is better than none.
      const waited = retired.shift();
      if (waited === undefined) throw error;
      return waited.lentAt(site);
    }
  }

  /** Takes a trampoline back from a call, to be lent again. */
  giveBack(type: Described, trampoline: Trampoline): void {
    if (!trampoline.temporary) this.#of(type).idle.push(trampoline);
    else {
      trampoline.native.close();
      this.made--;
    }
  }

  /** Takes a trampoline back from a handle: Go may have kept its pointer, which must not lead to another function soon. */
  retire(type: Described, trampoline: Trampoline): void {
    this.#of(type).retired.push(trampoline);
  }

  #isTooDeep(): boolean {
    return this.#adapter.callbackReserve > 0 && this.#frame.inside > 0;
  }

  #of(type: Described): Lists {
    let lists = this.#lists.get(type);
    if (lists === undefined) this.#lists.set(type, (lists = { idle: [], retired: [] }));
    return lists;
  }

  #make(type: Described, site: Site, temporary = false): Trampoline {
    const context: Context = { plan: this.#plan, frame: this.#frame, callbacks: this };
    const made = new Trampoline(type, site, context, this.#adapter, temporary);
    this.made++;
    return made;
  }
}

interface Lists {
  readonly idle: Trampoline[];
  readonly retired: Trampoline[];
}

/** One C function pointer, and the function that it leads to at the moment. */
export class Trampoline implements Leaving {
  readonly native: NativeCallback;
  /** True where the pointer is freed at the end of the call that it was made for. */
  readonly temporary: boolean;
  readonly #type: Described;
  readonly #pool: CallbackPool;
  readonly #site: MovableSite;
  #target: Target | undefined;

  constructor(type: Described, at: Site, context: Context, adapter: Adapter, temporary: boolean) {
    const { frame, callbacks } = context;
    const site = (this.#site = new MovableSite(at));
    this.#type = type;
    this.#pool = callbacks;
    this.temporary = temporary;
    const { args, plan, signature } = crossing(type, site, context);
    const gone = (): unknown =>
      site.error(
        "TOPHER_CALLBACK_GONE",
        "was called by Go after its time: keep a handle made by callback() as long as Go may call",
      );
    const { result: type64 } = signature;
    const wide = adapter.wide === "bigint" && isWide(type64) ? toBigInt : undefined;
    const dispatch = compileCallback(this, args, plan.result === "void" ? {} : { ...plan, wide }, frame, gone);
    try {
      this.native = adapter.callback(signature, dispatch);
    } catch (error) {
      if (adapter.denied(error)) throw deniedError(adapter, `${site.toString()} needs a function pointer, but`, error);
      throw site.error(
        "TOPHER_EXHAUSTED",
        `needs one more function pointer than the runtime has: ${String(error)}`,
        error,
      );
    }
  }

  /** Says where it is lent from now on, which the messages name. */
  lentAt(site: Site): this {
    this.#site.at = site;
    return this;
  }

  get target(): Target | undefined {
    return this.#target;
  }

  set target(target: Target | undefined) {
    if (this.#target === undefined && target !== undefined) this.#pool.live++;
    if (this.#target !== undefined && target === undefined) this.#pool.live--;
    this.#target = target;
  }

  leave(): void {
    this.target = undefined;
    this.#pool.giveBack(this.#type, this);
  }
}

/** How a callback's arguments and result cross. Throws where they cannot. */
export function crossing(type: Described, site: Site, context: Context): Crossing {
  const args = type.args!.map((arg, i) => {
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
  const decode = params.length === 2 ? need(plan, "decodePair", type, site, place) : plan.decode;
  return { params: params as NativeScalar[], decode };
}

function callbackResult(plan: Plan, type: Described, site: Site): NativeScalar {
  const place = "a callback's result";
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
