// Holds as many callbacks as it is told to, or as the runtime allows, gives some back and makes new ones.
import process from "node:process";
import { callback, fn, open, stats, t, type CallbackHandle } from "topher";
import { libraryUrl } from "../kit/library.ts";

const type = t.callback([t.i64], t.i64);
const lib = open(libraryUrl("fixture"), { callbackTimes: fn([type, t.int], t.i64) });
const wanted = Number(process.argv[2]);

const held: CallbackHandle[] = [];
let refused: { code: string; message: string } | undefined;
while (held.length < wanted && refused === undefined) {
  try {
    held.push(callback(type, (v) => v * 2n));
  } catch (error) {
    refused = { code: (error as { code: string }).code, message: (error as Error).message };
  }
}
const most = held.length;
const usable = held.every((handle) => lib.callbackTimes(handle, 2) === 2n);

// Room that was given back is room again.
for (const handle of held.splice(0, 100)) handle[Symbol.dispose]();
for (let i = 0; i < 100; i++) held.push(callback(type, (v) => v * 3n));
const usableAgain = held.slice(-100).every((handle) => lib.callbackTimes(handle, 2) === 3n);

for (const handle of held) handle[Symbol.dispose]();
console.log(JSON.stringify({ most, usable, usableAgain, refused, live: stats().callbacks }));
