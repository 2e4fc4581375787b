import { fn, open as openLibrary, t } from "topher";
import type { CodecFunctions } from "../cases/codec.ts";

/** topher, door 1: the same Go function by its C symbol. */
export function open(path: string): Pick<CodecFunctions, "half"> {
  return openLibrary(path, { half: fn([t.f64], t.f64) });
}
