/** Tells whether a bigint fits into 64 bits. */
export interface Fits {
  int64(value: bigint): boolean;
  uint64(value: bigint): boolean;
}

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;
const largestUnsigned = 2n ** 64n - 1n;

/** Two comparisons, which is what JavaScriptCore does fastest. */
export const byComparison: Fits = {
  int64: (value) => value >= smallest && value <= largest,
  uint64: (value) => value >= 0n && value <= largestUnsigned,
};

/** Compares a bigint with what its last 64 bits are: V8 compiles that to a few instructions, JavaScriptCore makes a bigint for it. */
export const byTruncation: Fits = {
  int64: (value) => BigInt.asIntN(64, value) === value,
  uint64: (value) => BigInt.asUintN(64, value) === value,
};

let chosen = byComparison;

/** Takes the way of the runtime's engine from now on. */
export function chooseFits(fits: Fits): void {
  chosen = fits;
}

/** Whether a bigint is from -2⁶³ to 2⁶³ - 1. */
export function fitsInt64(value: bigint): boolean {
  return chosen.int64(value);
}

/** Whether a bigint is from 0 to 2⁶⁴ - 1. */
export function fitsUint64(value: bigint): boolean {
  return chosen.uint64(value);
}
