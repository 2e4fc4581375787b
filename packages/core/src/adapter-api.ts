/**
 * What an adapter needs of core: the contract, and the function that makes topher of an adapter.
 *
 * @module
 */
export * from "./adapter.ts";
export { errorOf } from "./errors.ts";
export { byComparison, byTruncation } from "./fits.ts";
export { topherOn, type Topher } from "./runtime.ts";
export { scalars, type ScalarRow } from "./scalar.ts";
