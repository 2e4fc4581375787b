import { errorOf } from "../errors.ts";
import { Refusal } from "../wire/refusal.ts";
import type { Memory } from "./arena.ts";
import type { Bridge } from "./bridge.ts";
import type { Call } from "./call.ts";
import type { Target } from "./target.ts";

/** What a callback answers: always the first, and maybe one of the others. */
const answered = 4;
const elsewhere = 1;
const threw = 2;
const threwGoError = 8;

const inBlob = 0x4000_0000;

/** Makes the one function through which Go calls JavaScript. It never throws, as no runtime carries an exception through native code. */
export function dispatcher(bridge: Bridge): (callback: number, at: number) => number {
  // The memory of the results that did not fit: Go copies it after the answer.
  let kept: Memory | undefined;
  return (callback, at) => {
    const call = bridge.begin("callback");
    try {
      call.begin("callback", at);
      if ((callback & inBlob) !== 0) call.fetch();
      const target = bridge.slots.target(callback & (inBlob - 1));
      try {
        run(target, call);
      } catch (error) {
        const thrown = error instanceof Refusal ? error.error(target?.at ?? "callback") : error;
        call.surface();
        call.end();
        call.begin("callback", at);
        call.thrown(thrown);
        const handle = bridge.goErrorOf(thrown);
        if (handle === undefined) return answered + threw + overflow(call);
        call.float64(handle, "");
        return answered + threw + threwGoError + overflow(call);
      }
      call.sent();
      return answered + overflow(call);
    } catch (error) {
      bridge.unanswered = error;
      return 0; // no memory or stack for the answer
    } finally {
      bridge.end(call);
    }
  };

  function overflow(call: Call): number {
    kept = call.overflow;
    if (kept === undefined) return 0;
    bridge.arena.announce(kept);
    return elsewhere;
  }
}

function run(target: Target | undefined, call: Call): void {
  if (target === undefined) {
    throw errorOf("TOPHER_CALLBACK_GONE", "callback: was called by Go after the call that it was lent to");
  }
  call.name = target.at;
  target.serve(call);
}
