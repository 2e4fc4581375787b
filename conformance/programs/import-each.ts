// Imports generated modules, one after the other, and prints how each went: each must be refused, and the last one must work all the same.
import process from "node:process";
import { readFileSync } from "node:fs";

const outcomes: (readonly [code: string | undefined, message: string])[] = [];
for (const url of JSON.parse(readFileSync(process.argv[2]!, "utf8"))) {
  try {
    const secret = await import(url);
    outcomes.push(["imported", secret.whisper("x")]);
  } catch (error) {
    outcomes.push([(error as { code?: string }).code, (error as Error).message]);
  }
}
console.log(JSON.stringify(outcomes));
