import type { CallFunctions } from "../../cases/functions.ts";
import { copied, move, openThread } from "../transport/thread.ts";

export { close } from "../transport/thread.ts";

/** The same in JavaScript in a worker: a slice is copied and transferred there, and what is written is transferred back and copied. */
export async function open(): Promise<CallFunctions> {
  const { call, change } = await openThread("calls/javascript");
  return {
    noop: () => call("noop", []),
    add2: (a, b) => call("add2", [a, b]),
    add: (a, b) => call("add", [a, b]),
    sum: (numbers) => call("sum", [copied(numbers)]),
    async normalize(numbers, differences) {
      const written = move(new Float64Array(differences.length));
      const { value, back } = await change("normalize", [copied(numbers), written], 1);
      differences.set(back);
      return value as number;
    },
  };
}
