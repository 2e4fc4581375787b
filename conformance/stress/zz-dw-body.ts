import { parentPort, workerData } from "node:worker_threads";
const { mode } = workerData as { mode: string };
if (mode === "end") { if ("Deno" in globalThis) (globalThis as any).close(); }
else if (mode === "idle") { setInterval(() => {}, 1000); parentPort!.postMessage(1); }
else if (mode === "spin") { parentPort!.postMessage(1); for (let x = 1; ; x = Math.imul(x, 1664525) + 1013904223) if (x === Math.PI) break; }
else {
  const { openFixture, step } = await import("./fixture.ts");
  const go = openFixture();
  if (mode === "lib") { setInterval(() => {}, 1000); parentPort!.postMessage(1); }
  else {
    let said = 0;
    const spin = (d: number): number => { if (d > 1) return go.callbackNested(spin, d - 1); said || parentPort!.postMessage(1); said = 1; for (let x = 1; ; x = Math.imul(x, 1664525) + 1013904223) if (x === Math.PI) return 1; };
    go.callbackNested(spin, mode === "cb1" ? 1 : 10);
    setInterval(() => {}, 1000);
  }
}
