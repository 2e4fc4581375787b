// Imports modules whose libraries are one file under several names, and calls them in turns, with values, objects, errors, and tasks that
// are under way at the same time.
import process from "node:process";

interface Secret {
  whisper: ((text: string) => string) & { async(text: string): Promise<string> };
  widen(door: { width: number; height: number }, by: number): { width: number };
  open(text: string): { combination(): string };
}

const twins = (await Promise.all(process.argv.slice(2).map((url) => import(url)))) as readonly Secret[];
let wrong = 0;
let calls = 0;
const is = (got: unknown, wanted: unknown): void => {
  calls++;
  if (got !== wanted) wrong++;
};
const safes = twins.map((twin, i) => twin.open(`safe ${i}`));
for (let round = 0; round < 1000; round++) {
  const tasks = twins.map((twin, i) => twin.whisper.async(`${round} ${i}`));
  for (const [i, twin] of twins.entries()) {
    is(twin.widen({ width: round, height: 1 }, i).width, round + i);
    is(safes[i]!.combination(), `safe ${i}`);
  }
  for (const [i, text] of (await Promise.all(tasks)).entries()) is(text, `${round} ${i}`);
}
console.log(JSON.stringify({ wrong, calls }));
