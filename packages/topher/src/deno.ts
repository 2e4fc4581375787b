/**
 * topher in Deno.
 *
 * @module
 */
export * from "@topher/deno";
