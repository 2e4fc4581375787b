import { readdirSync } from "node:fs";
import { makeBell, openFixture } from "./fixture.ts";
const go = openFixture();
const n = () => readdirSync("/proc/self/fd").length;
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
for (const mode of ["plain", "ref", "rung", "refunref"]) {
  const before = n();
  for (let i = 0; i < 10; i++) {
    let heard = 0;
    const b = makeBell(go, () => heard++);
    if (mode !== "plain") b.ref();
    if (mode === "rung") { go.wakeRingAsync(b.id, 1, 0); while (!heard) await sleep(1); }
    if (mode === "refunref") { b.unref(); b.ref(); b.unref(); }
    b[Symbol.dispose]();
  }
  await sleep(200);
  console.log(mode, before, n(), "live", go.wakesLive());
}
