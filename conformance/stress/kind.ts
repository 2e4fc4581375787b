/** A JavaScript runtime, by the name that its adapter has. */
export type Kind = "node" | "bun" | "deno";

/** The runtime that runs this program. */
export const kind: Kind = "Bun" in globalThis ? "bun" : "Deno" in globalThis ? "deno" : "node";
