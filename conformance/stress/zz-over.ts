import { callback, stats } from "topher";
import { openFixture, step } from "./fixture.ts";
const go = openFixture();
let deepest = 0;
const down = (d: number): number => { const k = 100000 - d; if (k > deepest) deepest = k; return go.callbackNested(down, d - 1); };
for (let i = 0; i < 30; i++) {
  deepest = 0; let e: any;
  try { go.callbackNested(down, 100000); } catch (error) { e = error; }
  if (i % 10 === 0 || i === 29) console.log(deepest, String(e).slice(0, 80), JSON.stringify(stats()));
}
const h = callback(step, (d: number): number => { const k = 100000 - d; if (k > deepest) deepest = k; return go.callbackNested(h, d - 1); });
deepest = 0; try { go.callbackNested(h, 100000); } catch (error) { console.log(String(error).slice(0, 80)); }
console.log("handle", deepest, go.addI64(1n, 2n), JSON.stringify(stats()));
