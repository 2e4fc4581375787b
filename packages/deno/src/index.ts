/**
 * topher for Deno.
 *
 * @module
 */
import { topherOn, type Topher } from "@topher/core/adapter";
import { adapter } from "./adapter.ts";

export * from "@topher/core";

const topher: Topher = topherOn(adapter);

/** Opens a shared library; see {@link Topher.open}. */
export const open: Topher["open"] = topher.open;
/** Makes a callback that Go may keep; see {@link Topher.callback}. */
export const callback: Topher["callback"] = topher.callback;
/** Counts what is alive on this thread; see {@link Topher.stats}. */
export const stats: Topher["stats"] = topher.stats;
/** Loads the library of a generated package; see {@link Topher.link}. */
export const link: Topher["link"] = topher.link;
