// Opens a library by a relative path in a folder that was removed; prints what is thrown, and what an absolute path gives then.
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { codeOf, fn, open, t } from "topher";
import { libraryPath } from "../kit/library.ts";

const library = libraryPath("fixture");
const symbols = { addI64: fn([t.i64, t.i64], t.i64) };
const folder = mkdtempSync(path.join(tmpdir(), "topher-gone-"));
process.chdir(folder);
rmdirSync(folder);
let refused: { code: unknown; message: string } | undefined;
try {
  open("./libfixture.so", symbols);
} catch (error) {
  refused = { code: codeOf(error), message: (error as Error).message };
}
console.log(JSON.stringify({ refused, sum: Number(open(library, symbols).addI64(1n, 2n)) }));
