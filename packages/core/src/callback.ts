import { isObject } from "./arrays.ts";
import type { Planner } from "./plan.ts";
import { Site } from "./site.ts";
import type { Described } from "./t.ts";
import type { CallbackPool, Target, Trampoline } from "./trampoline.ts";
import type { CallbackHandle } from "./type.ts";

/** `t.callback`: a function that is lent for the call, or a handle. */
export const callbackPlan: Planner = (type, site, context) => {
  const { frame, callbacks } = context;
  callbacks.prepare(type, site);
  return {
    params: ["pointer"],
    encode(value: unknown) {
      if (Handle.is(value)) return value.pointer(type, site);
      if (typeof value !== "function")
        return site.refuse("TOPHER_TYPE", "a function or a handle made by callback()", value);
      const trampoline = callbacks.lend(type, site);
      frame.atLeave(trampoline);
      trampoline.target = value as Target;
      return trampoline.native.pointer;
    },
    null: 0,
    scoped: true,
    layout: {
      size: 8,
      align: 8,
      leaves: [{ offset: 0, type: "pointer" }],
      write(view, offset, value) {
        const handle = Handle.is(value) ? value : site.refuse("TOPHER_TYPE", "a handle made by callback()", value);
        view.setBigUint64(offset, BigInt(handle.pointer(type, site)), true);
      },
      read() {
        throw site.error("TOPHER_SIGNATURE", "is a function pointer, which cannot be read back as a function");
      },
      reread: (_view, _offset, before) => before,
    },
  };
};

/** A callback that lives until it is disposed of. */
export class Handle implements CallbackHandle {
  readonly kind = "callback handle";
  readonly #type: Described;
  readonly #pool: CallbackPool;
  #trampoline: Trampoline | undefined;

  constructor(type: Described, target: Target, pool: CallbackPool) {
    const site = new Site("callback");
    if (!isObject(type) || type.kind !== "callback")
      throw site.error("TOPHER_SIGNATURE", "needs a type made by t.callback");
    if (typeof target !== "function") site.refuse("TOPHER_TYPE", "given a function", target);
    this.#type = type;
    this.#pool = pool;
    this.#trampoline = pool.lendForLong(type, site);
    this.#trampoline.target = target;
  }

  /** True for every handle, whatever its prototype claims. */
  static is(value: unknown): value is Handle {
    return typeof value === "object" && value !== null && #pool in value;
  }

  /** The C function pointer, for a parameter of this very type. */
  pointer(type: Described, site: Site): number | bigint {
    if (type !== this.#type) site.refuse("TOPHER_TYPE", "a callback handle of the parameter's own type", this);
    if (this.#trampoline === undefined) throw site.error("TOPHER_CLOSED", "is a callback handle that was disposed of");
    return this.#trampoline.native.pointer;
  }

  [Symbol.dispose](): void {
    const trampoline = this.#trampoline;
    if (trampoline === undefined) return;
    this.#trampoline = undefined;
    trampoline.target = undefined;
    this.#pool.retire(trampoline);
  }
}
