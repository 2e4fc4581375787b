// Uses a generated module while its library's file is replaced by another one and removed; a second module of the same folder, and of
// another build, is imported meanwhile.
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

const [url = "", library = "", other = ""] = process.argv.slice(2);
const outcome: string[] = [];
const { whisper } = await import(url);
outcome.push(`imported ${whisper("x")}`);

copyFileSync(other, `${library}.new`);
renameSync(`${library}.new`, library);
outcome.push(`replaced ${whisper("x")}`);
// The module of a later build: what is in the process is still the library of the earlier one.
const later = new URL("later.js", url);
const text = readFileSync(fileURLToPath(later), "utf8");
writeFileSync(fileURLToPath(later), text.replace(/build: "[0-9a-f]+"/, 'build: "0123456789abcdef"'));
await attempt(later.href);

rmSync(library);
outcome.push(`removed ${whisper("x")}`);
await attempt(new URL("again.js", url).href);
console.log(JSON.stringify(outcome));

async function attempt(which: string): Promise<void> {
  try {
    outcome.push(`imported ${(await import(which)).whisper("x")}`);
  } catch (error) {
    outcome.push((error as { code?: string }).code ?? String(error));
  }
}
