import { createRequire } from "node:module";
import type library from "koffi";

type Koffi = typeof library;

let loaded: Koffi | undefined;

/** koffi, loaded with the first library: importing topher then costs nothing, and a forbidden addon is an error of `open`. */
export function koffi(): Koffi {
  return (loaded ??= createRequire(import.meta.url)("koffi") as Koffi);
}
