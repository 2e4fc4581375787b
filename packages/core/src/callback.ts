import type { Adapter, NativeCallback, NativeCallbackSignature, NativeScalar } from "./adapter.ts";
import { compileCallback, isWide, toBigInt } from "./compile.ts";
import type { Frame, Leaving } from "./frame.ts";
import { deniedError } from "./load.ts";
import { need, type Context, type Plan, type Planner } from "./plan.ts";
import { Site } from "./site.ts";
import type { Described } from "./t.ts";
import type { CallbackHandle } from "./type.ts";

// How many retired trampolines of a type wait before the oldest is used again: Go that still holds its pointer is then long wrong.
const quarantine = 1024;

/** A program's function that Go may call. */
export type Target = (...args: any[]) => unknown;

/**
 * The C function pointers of one JavaScript thread.
 *
 * A function pointer is costly to make and fatal to call once it is freed, so none is ever freed while the thread lives: a
 * trampoline is lent to a call or to a handle and comes back empty. Go calling an empty one gets zero, and the program gets
 * `TOPHER_CALLBACK_GONE`.
 */
export class CallbackPool {
  readonly #adapter: Adapter;
  readonly #frame: Frame;
  readonly #plan: Planner;
  readonly #idle = new WeakMap<Described, Trampoline[]>();
  readonly #retired = new WeakMap<Described, Trampoline[]>();
  /** The trampolines made, and those that are lent at the moment. */
  made = 0;
  live = 0;

  constructor(adapter: Adapter, frame: Frame, plan: Planner) {
    this.#adapter = adapter;
    this.#frame = frame;
    this.#plan = plan;
  }

  /** Lends a trampoline of a callback type. */
  lend(type: Described, site: Site, target: Target): Trampoline {
    const found = this.#idle.get(type)?.pop() ?? this.#oldestRetired(type) ?? this.#make(type, site);
    this.live++;
    found.target = target;
    return found;
  }

  /** Takes a trampoline back from a call, to be lent again. */
  giveBack(type: Described, trampoline: Trampoline): void {
    this.#empty(trampoline);
    append(this.#idle, type, trampoline);
  }

  /** Takes a trampoline back from a handle: Go may have kept its pointer, which must not lead to another function soon. */
  retire(type: Described, trampoline: Trampoline): void {
    this.#empty(trampoline);
    append(this.#retired, type, trampoline);
  }

  #empty(trampoline: Trampoline): void {
    trampoline.target = undefined;
    this.live--;
  }

  #oldestRetired(type: Described): Trampoline | undefined {
    const retired = this.#retired.get(type);
    return retired !== undefined && retired.length > quarantine ? retired.shift() : undefined;
  }

  #make(type: Described, site: Site): Trampoline {
    const context: Context = { plan: this.#plan, frame: this.#frame, callbacks: this };
    try {
      const made = new Trampoline(type, site, context, this.#adapter);
      this.made++;
      return made;
    } catch (error) {
      // Where there is no room for another, one that has waited less is better than none.
      const retired = this.#retired.get(type)?.shift();
      if (retired === undefined) throw error;
      return retired;
    }
  }
}

function append(lists: WeakMap<Described, Trampoline[]>, type: Described, trampoline: Trampoline): void {
  const list = lists.get(type);
  if (list === undefined) lists.set(type, [trampoline]);
  else list.push(trampoline);
}

/** One C function pointer, and the function that it leads to at the moment. */
export class Trampoline implements Leaving {
  target: Target | undefined;
  readonly native: NativeCallback;
  readonly #type: Described;
  readonly #pool: CallbackPool;

  constructor(type: Described, site: Site, context: Context, adapter: Adapter) {
    const { frame, callbacks } = context;
    this.#type = type;
    this.#pool = callbacks;
    const args = type.args!.map((arg, i) => {
      const at = new Site(`callback argument ${i + 1}`, new Site(`${site.toString()}: `));
      return callbackArgument(context.plan(arg, at, context), arg, at);
    });
    const result = new Site("callback result", new Site(`${site.toString()}: `));
    const plan = context.plan(type.result!, result, context);
    const signature: NativeCallbackSignature = {
      params: args.flatMap(({ params }) => params),
      result: plan.result === "void" ? "void" : callbackResult(plan, type.result!, result),
    };
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

  leave(): void {
    this.#pool.giveBack(this.#type, this);
  }
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

/** `t.callback`: a function that is lent for the call, or a handle. */
export const callbackPlan: Planner = (type, site, { frame, callbacks }) => ({
  params: ["pointer"],
  encode(value: unknown) {
    if (value instanceof Handle) return value.pointer(type, site);
    if (typeof value !== "function")
      return site.refuse("TOPHER_TYPE", "a function or a handle made by callback()", value);
    const trampoline = callbacks.lend(type, site, value as Target);
    frame.atLeave(trampoline);
    return trampoline.native.pointer;
  },
  null: 0,
  scoped: true,
  layout: {
    size: 8,
    align: 8,
    leaves: [{ offset: 0, type: "pointer" }],
    write(view, offset, value) {
      const handle = value instanceof Handle ? value : site.refuse("TOPHER_TYPE", "a handle made by callback()", value);
      view.setBigUint64(offset, BigInt(handle.pointer(type, site)), true);
    },
    read() {
      throw site.error("TOPHER_SIGNATURE", "is a function pointer, which cannot be read back as a function");
    },
    reread: (_view, _offset, before) => before,
  },
});

/** A callback that lives until it is disposed of. */
export class Handle implements CallbackHandle {
  readonly kind = "callback handle";
  readonly #type: Described;
  readonly #pool: CallbackPool;
  #trampoline: Trampoline | undefined;

  constructor(type: Described, target: Target, pool: CallbackPool) {
    const site = new Site("callback");
    if (type?.kind !== "callback") throw site.error("TOPHER_SIGNATURE", "needs a type made by t.callback");
    if (typeof target !== "function") site.refuse("TOPHER_TYPE", "given a function", target);
    this.#type = type;
    this.#pool = pool;
    this.#trampoline = pool.lend(type, site, target);
  }

  /** The C function pointer, for a parameter of this very type. */
  pointer(type: Described, site: Site): number | bigint {
    if (type !== this.#type) site.refuse("TOPHER_TYPE", "a callback handle of the parameter's own type", this);
    if (this.#trampoline === undefined) throw site.error("TOPHER_CLOSED", "is a callback handle that was disposed of");
    return this.#trampoline.native.pointer;
  }

  [Symbol.dispose](): void {
    if (this.#trampoline !== undefined) this.#pool.retire(this.#type, this.#trampoline);
    this.#trampoline = undefined;
  }
}
