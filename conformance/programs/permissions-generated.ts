// Tries what a generated library can do, and prints what came of it: `ok`, what was wrong, or the code of the error and its text. The modules
// are imported by name, as a program of users does it: Deno then reads them without being asked for a permission.
import { GoError, GoPanic } from "topher";
import * as callers from "../../dist/door2/concurrent/callers/index.js";
import * as channels from "../../dist/door2/concurrent/channels/index.js";
import * as pipes from "../../dist/door2/concurrent/pipes/index.js";
import * as tasks from "../../dist/door2/concurrent/tasks/index.js";
import type { generatedUses } from "../kit/permissions.ts";

const megabytes = "x".repeat(5_000_000);

const uses: Readonly<Record<keyof typeof generatedUses, () => unknown>> = {
  "numbers, text, slices, maps, structs": () => tasks.add(1, 2) === 3 && tasks.greet("Ada").includes("Ada"),
  "arguments and results of many megabytes": () => tasks.greet(megabytes).includes(megabytes),
  "errors and panics of Go"() {
    for (const fails of [() => tasks.fails(3), () => tasks.panics("no")]) {
      try {
        fails();
        return "nothing was thrown";
      } catch (error) {
        if (!(error instanceof GoError || error instanceof GoPanic)) throw error;
      }
    }
    return true;
  },
  "objects of Go and their methods": () => new Set([tasks.newCounter(1), tasks.newCounter(1)]).size === 2,
  async "channels, iterators and readers of Go"() {
    const values: number[] = [];
    for await (const value of channels.upTo(3)) values.push(value);
    const text = pipes.text("abc")!.text();
    return values.length === [...channels.upTo(3)].length && text === "abc";
  },
  async "tasks, with callbacks and streams for them"() {
    const texts = await Promise.all([1, 2, 3].map((i) => tasks.greet.async(`${i}`)));
    const called = await callers.direct.async((x) => x * 2, 21);
    const mapped = await callers.map.async([1, 2, 3], async (x) => x + 1);
    const read = await pipes.readTextUntil(new Blob(["abc"]).stream());
    return texts.length === 3 && called === 42 && mapped.join() === "2,3,4" && read === "abc";
  },
  "functions, objects and iterables that Go calls in a synchronous call"() {
    const results: unknown[] = [];
    const attempts = [
      () => callers.direct((x) => x * 2, 21) === 42,
      () => channels.sumSeq([1, 2, 3]) === 6,
      () => pipes.readText({ read: () => 0 }) === "",
      () => pipes.writeText(() => {}, "abc") === 3,
      () => callers.progress(1, () => {}) === "finished",
    ];
    // Each of them is refused or works: none is half done.
    for (const attempt of attempts) {
      try {
        results.push(attempt());
      } catch (error) {
        results.push(error);
      }
    }
    const errors = results.filter((result) => result instanceof Error);
    if (errors.length > 0 && errors.length < attempts.length) return results.map(String).join(", ");
    if (errors.length > 0) throw errors[0];
    return results.every((result) => result === true) ? true : results.join();
  },
};

const outcome: Record<string, string> = {};
for (const [what, use] of Object.entries(uses)) {
  try {
    const result = await use();
    outcome[what] = result === true ? "ok" : `wrong: ${String(result)}`;
  } catch (error) {
    outcome[what] = `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
}
console.log(JSON.stringify(outcome));
