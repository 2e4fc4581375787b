// Text of the greatest lengths that the runtime has, and more of it than one call can carry: each is taken whole or refused with a code.
import process from "node:process";
import { codeOf } from "topher";
import { byteLen, echoStrings } from "../../dist/door2/features/index.js";

interface Row {
  readonly what: string;
  /** True where Go got all of it; else the code, or what was thrown without one. */
  readonly outcome: true | string;
}

const rows: Row[] = [];

function row(what: string, make: () => string, call: (text: string) => boolean): void {
  let text: string;
  try {
    text = make();
  } catch {
    return; // the engine has no text of that length
  }
  try {
    rows.push({ what, outcome: call(text) ? true : "something else came back" });
  } catch (error) {
    rows.push({ what, outcome: codeOf(error) ?? String(error) });
  }
}

for (const length of [2 ** 28, 2 ** 29 - 24, 2 ** 29 + 1]) {
  row(
    `${length} units`,
    () => "x".repeat(length),
    (text) => byteLen(text) === length,
  );
}
row(
  "more than 2 GiB at once",
  () => "x".repeat(2 ** 28),
  (text) => echoStrings(Array<string>(9).fill(text)).length === 9,
);
row(
  "a little after it",
  () => "y",
  (text) => byteLen(text) === 1,
);

process.stdout.write(`${JSON.stringify(rows)}\n`);
