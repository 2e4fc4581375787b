import { callback, stats } from "topher";
import { openFixture, room, step } from "./fixture.ts";
const go = openFixture();
const kept = new Float64Array(4);
go.callbackTimes(() => go.callbackAlloc(() => kept, 4), 1);
try { console.log("type first used inside a callback, then outside:", go.callbackAlloc(() => kept, 4)); } catch (e) { console.log(String(e)); }
let h: any;
go.callbackTimes(() => ((h = callback(step, (i) => i)), 0), 1);
try { console.log("handle made inside, used outside:", go.callbackTimes(h, 4)); } catch (e) { console.log(String(e)); }
