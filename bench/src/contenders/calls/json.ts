import type { CallFunctions } from "../../cases/functions.ts";
import { openLines, toJsonNumber, type JsonNumber } from "../transport/lines.ts";

export { close } from "../transport/lines.ts";

/** The Go package `work` in a child process, by lines of JSON. */
export async function open(program: string): Promise<CallFunctions> {
  const { call } = await openLines(program);
  return {
    noop: async () => void (await call("noop", {})),
    add2: async (a, b) => Number(await call<JsonNumber>("add2", { a: toJsonNumber(a), b: toJsonNumber(b) })),
    async add(a, b) {
      // Integers are text: JSON.parse makes numbers of numbers.
      const { sum } = await call<{ readonly sum: string }>("add", { a: String(a), b: String(b) });
      return BigInt(sum);
    },
    sum: async (numbers) => Number(await call<JsonNumber>("sum", Array.from(numbers))),
    async normalize(numbers, differences) {
      const result = await call<number[]>("normalize", { room: differences.length, numbers: Array.from(numbers) });
      differences.set(result);
      return result.length;
    },
  };
}
