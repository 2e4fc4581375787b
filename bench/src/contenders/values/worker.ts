import type { ValueFunctions } from "../../cases/functions.ts";
import { copied, openThread } from "../transport/thread.ts";

export { close } from "../transport/thread.ts";

/** The same in JavaScript in a worker. A function that it calls back blocks it until this thread has answered. */
export async function open(): Promise<ValueFunctions> {
  const { call } = await openThread("values/javascript");
  return {
    half: (x) => call("half", [x]),
    echoText: (text) => call("echoText", [text]),
    echoBytes: (bytes) => call("echoBytes", [copied(bytes)]),
    moveItem: (item) => call("moveItem", [item]),
    items: (count) => call("items", [count]),
    sumItems: (items) => call("sumItems", [items]),
    echoItems: (items) => call("echoItems", [items]),
    doubleMap: (map) => call("doubleMap", [map]),
    refuse: (text) => call("refuse", [text]),
    callBack: (times, callback) => call("callBack", [times], { callback }),
    async newCounter(start) {
      const on = await call<number>("newCounter", [start], { keep: true });
      return { add: (n) => call("add", [n], { on }) };
    },
  };
}
