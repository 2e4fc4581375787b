/**
 * The types of topher, which are the same in every runtime, and what a runtime without an adapter gets.
 *
 * @module
 */
import { TopherError, type Topher } from "@topher/core";

export * from "@topher/core";

/** Opens a shared library; see {@link Topher.open}. */
export const open: Topher["open"] = () => unsupported("open");
/** Makes a callback that Go may keep; see {@link Topher.callback}. */
export const callback: Topher["callback"] = () => unsupported("callback");
/** Counts what is alive on this thread; see {@link Topher.stats}. */
export const stats: Topher["stats"] = () => unsupported("stats");
/** Loads the library of a generated package; see {@link Topher.link}. */
export const link: Topher["link"] = () => unsupported("link");

function unsupported(name: string): never {
  throw new TopherError(
    "TOPHER_UNSUPPORTED",
    `${name}: topher runs in Node, Bun and Deno. This program was resolved without one of the export conditions "node", "bun" and "deno"; ` +
      "a bundler has to leave the package topher out of the bundle",
  );
}
