import { callback, stats } from "topher";
import { openFixture, step } from "./fixture.ts";
const go = openFixture();
const down = (d: number): number => go.callbackNested(down, d - 1);
try { go.callbackNested(down, 100000); } catch (e) { console.log((e as Error).stack!.split("\n").slice(0, 4).join("\n")); }
console.log(JSON.stringify(stats()));
for (let i = 0; i < 3; i++) {
try { console.log(go.callbackTimes((i) => i, 3)); } catch (e) { console.log((e as Error).stack!.split("\n").slice(0, 4).join("\n")); }
console.log(JSON.stringify(stats()), go.addI64(1n,2n));
}
