import { createRequire } from "node:module";

type Koffi = typeof import("koffi").default;

let loaded: Koffi | undefined;

/** koffi, loaded with the first library: importing topher then costs nothing, and a forbidden addon is an error of `open`. */
export function koffi(): Koffi {
  return (loaded ??= createRequire(import.meta.url)("koffi") as Koffi);
}
