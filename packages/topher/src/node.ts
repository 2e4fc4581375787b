/**
 * topher in Node.
 *
 * @module
 */
export * from "@topher/node";
