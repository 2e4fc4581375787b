import { open, fn, t } from "topher";
const lib = open("/work/main/dist/libfixture.so", { sliceSumF64: fn([t.slice(t.f64)], t.f64), sliceTwo: fn([t.slice(t.f64),t.slice(t.f64)], t.f64), bytesLength: fn([t.bytes], t.int) });
const v = new Float64Array(8), b = new Uint8Array(8);
function run(f: () => void) { let best = Infinity; for (let r = 0; r < 40; r++) { const s = performance.now(); for (let i = 0; i < 100000; i++) f(); best = Math.min(best, performance.now() - s); } return (best * 10).toFixed(0); }
const other = new Uint8Array(new ArrayBuffer(100), 4, 8);
console.log("sum", run(() => lib.sliceSumF64(v)), "two", run(() => lib.sliceTwo(v, v)), "bytes", run(() => lib.bytesLength(b)), run(() => lib.bytesLength(other)));
