import { fn, open as openLibrary, t } from "topher";
import type { TutorialFunctions } from "../../cases/functions.ts";

const numbers = t.slice(t.f64);

/** topher, with signatures by hand. */
export function open(path: string): TutorialFunctions {
  const { pi_cores, shuffle_cores, dot_cores, ...others } = openLibrary(path, {
    pi: fn([t.int], t.f64),
    pi_cores: fn([t.int], t.f64),
    shuffle: fn([numbers, t.u32], t.void),
    shuffle_cores: fn([numbers, t.u32], t.void),
    dot: fn([numbers, numbers], t.f64),
    dot_cores: fn([numbers, numbers], t.f64),
    ends: fn([numbers], t.f64),
  });
  return { ...others, piOnCores: pi_cores, shuffleOnCores: shuffle_cores, dotOnCores: dot_cores };
}
