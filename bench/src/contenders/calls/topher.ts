import { fn, open as openLibrary, t } from "topher";
import type { CallFunctions } from "../../cases/functions.ts";

/** topher, with signatures by hand. */
export function open(path: string): CallFunctions {
  return openLibrary(path, {
    noop: fn([], t.void),
    add2: fn([t.f64, t.f64], t.f64),
    add: fn([t.i64, t.i64], t.i64),
    sum: fn([t.slice(t.f64)], t.f64),
    normalize: fn([t.slice(t.f64), t.slice(t.f64)], t.int),
  });
}
