// Counts copies: Go says at which address each slice arrived, and that has to be the view's own.
//
//   <runtime> copies.ts <fixture library>
//
// Prints {"calls":…,"copies":…}. Runs in a process of its own: the fixture is another Go library than the one that is measured.
import process from "node:process";
import { fn, open, t } from "topher";

const library = open(process.argv[2]!, {
  sliceAddress: fn([t.slice(t.f64)], t.u64),
  sliceReverseF64: fn([t.slice(t.f64)], t.void),
});

const whole = new Float64Array(1_000_002);
const views = [
  new Float64Array(8),
  new Float64Array(200),
  new Float64Array(1_000_000),
  whole,
  whole.subarray(1, 1_000_001),
  whole.subarray(5, 13),
];

const addressOf = await addresses();
let calls = 0;
let copies = 0;
for (let round = 0; round < 1000; round++) {
  for (const view of views) {
    calls++;
    if (library.sliceAddress(view) !== addressOf(view)) copies++;
  }
}
// What Go wrote is in the view itself, not only what Go was given.
for (const view of views) {
  view.fill(0);
  view[0] = 1;
  library.sliceReverseF64(view);
  calls++;
  if (view[0] !== 0 || view[view.length - 1] !== 1) copies++;
}
console.log(JSON.stringify({ calls, copies }));

/** The runtime's own answer, not topher's. */
async function addresses(): Promise<(view: Float64Array) => bigint> {
  if ("Deno" in globalThis) {
    return (view) => Deno.UnsafePointer.value(Deno.UnsafePointer.of(view as Float64Array<ArrayBuffer>));
  }
  if ("Bun" in globalThis) {
    const { ptr } = await import("bun:ffi");
    return (view) => BigInt(ptr(view));
  }
  const { default: koffi } = await import("koffi");
  return (view) => BigInt(koffi.address(view));
}
