// Counts copies where Go itself can tell: at which address each slice has arrived, which has to be the view's own.
//
//   <runtime> addresses.ts <library or module>
//
// Prints {"copies":…}, of all calls together.
import process from "node:process";
import { pathToFileURL } from "node:url";
import { fn, open, t } from "topher";

interface Told {
  address(numbers: Float64Array): bigint;
  normalize(numbers: Float64Array, differences: Float64Array): number | bigint;
}

const { address, normalize } = await toldBy(process.argv[2]!);

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
let copies = 0;
for (let round = 0; round < 1000; round++) {
  for (const view of views) if (address(view) !== addressOf(view)) copies++;
}
// What Go wrote is in the view itself, not only what Go was given.
for (const view of views) {
  normalize(new Float64Array(view.length).fill(2, 1, 2), view.fill(0));
  if (view[1]! < 1) copies++;
}
console.log(JSON.stringify({ copies }));

async function toldBy(library: string): Promise<Told> {
  if (library.endsWith(".js")) return (await import(pathToFileURL(library).href)) as Told;
  return open(library, {
    address: fn([t.slice(t.f64)], t.u64),
    normalize: fn([t.slice(t.f64), t.slice(t.f64)], t.int),
  });
}

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
