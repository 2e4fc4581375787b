// Opens libraries in the order in which it is told, and uses them.
import process from "node:process";
import { fn, open, t } from "topher";
import { libraryUrl } from "../kit/library.ts";

const symbols = {
  fixture: { add: fn([t.i64, t.i64], t.i64, { symbol: "addI64" }), goVersion: fn([], t.cstring) },
  second: { add: fn([t.i64, t.i64], t.i64, { symbol: "addI64" }), goVersion: fn([], t.cstring) },
  foreign: { add: fn([t.i64, t.i64], t.i64, { symbol: "foreignAdd" }), goVersion: fn([], t.cstring) },
};
const results: Record<string, string> = {};
let refused: string | undefined;
for (const name of process.argv.slice(2) as (keyof typeof symbols)[]) {
  try {
    const lib = open(libraryUrl(name), symbols[name]);
    results[name] = `${lib.add(1n, 2n)} ${lib.goVersion()}`;
  } catch (error) {
    refused = (error as { code: string }).code;
  }
}
console.log(JSON.stringify({ results, refused }));
