import { errorOf, type Coded } from "../errors.ts";
import { Refusal } from "../wire/refusal.ts";
import type { Memory } from "./arena.ts";
import type { Bridge } from "./bridge.ts";
import { answers, type Call } from "./call.ts";
import { serve } from "./target.ts";

const inBlob = 0x4000_0000;

/** Makes the one function through which Go calls JavaScript. It never throws, as no runtime carries an exception through native code. */
export function dispatcher(bridge: Bridge): (callback: number, at: number) => number {
  // The memory of the results that did not fit: Go copies it after the answer.
  let kept: Memory | undefined;
  return (callback, at) => {
    const call = bridge.begin("callback");
    let unread = 0;
    try {
      if (call.apart) call.end(); // Go says where its arguments lie
      call.beginCallback(at);
      if ((callback & inBlob) !== 0) call.fetch();
      const target = bridge.slots.target(callback & (inBlob - 1));
      try {
        if (target === undefined) throw goneError();
        call.name = target.at;
        serve(target, call);
      } catch (error) {
        if (call.unread(error)) unread = answers.unread;
        const thrown = error instanceof Refusal ? error.error(target?.at ?? "callback") : error;
        call.surface();
        call.end();
        call.beginCallback(at);
        const said = answers.answered + unread + call.threw(thrown) + overflow(call);
        call.answered();
        return said;
      }
      call.answered();
      return answers.answered + overflow(call);
    } catch (error) {
      bridge.unanswered = error;
      return unread; // no memory or stack for the answer
    } finally {
      bridge.end(call);
    }
  };

  function overflow(call: Call): number {
    kept = call.overflow;
    if (kept === undefined) return 0;
    bridge.arena.announce(kept);
    return answers.elsewhere;
  }
}

/** What Go gets that calls what it was lent, or what its thread no longer has. */
export function goneError(): Error & Coded {
  return errorOf("TOPHER_CALLBACK_GONE", "callback: was called by Go after the call that it was lent to");
}
