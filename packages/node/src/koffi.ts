import { createRequire } from "node:module";
import type library from "koffi";

type Koffi = typeof library;

let loaded: Koffi | undefined;

/** koffi, loaded with the first library: importing topher then costs nothing, and a forbidden addon is an error of `open`. */
export function koffi(): Koffi {
  return (loaded ??= load());
}

/**
 * Native code runs on a stack of koffi's own, one for each thread, while JavaScript stays on the thread's. Where both call each other without
 * end, the engine must notice first that its stack is used up: what it gives to a worker is worth more levels than koffi's usual 1 MiB.
 */
const stackSize = 16 * 2 ** 20;

function load(): Koffi {
  const made = createRequire(import.meta.url)("koffi") as Koffi;
  try {
    made.config({ ...made.config(), sync_stack_size: stackSize });
  } catch {
    // The program has used koffi itself before: it keeps its stack.
  }
  return made;
}
