/**
 * topher in Bun.
 *
 * @module
 */
export * from "@topher/bun";
