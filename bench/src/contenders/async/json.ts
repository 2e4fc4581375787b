import type { CallbackFunctions } from "../../cases/async.ts";
import { openLines, toJsonNumber, type JsonNumber } from "../transport/lines.ts";

export { close } from "../transport/lines.ts";

/** Half of a number in a child process, by lines of JSON: a goroutine there for each request. */
export async function open(program: string): Promise<CallbackFunctions> {
  const { call, send } = await openLines(program);
  return {
    half: (x, done) => send("half", toJsonNumber(x), (half) => done(Number(half))),
    halfLater: async (x) => Number(await call<JsonNumber>("half", toJsonNumber(x))),
    callBack: async (times, f) => Number(await call<JsonNumber>("callBack", times, f)),
    most: Infinity,
  };
}
