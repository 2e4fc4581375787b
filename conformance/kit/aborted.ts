// What a process said that Go has ended: the text before the stacks, the stack that comes first, and topher's line.
import assert from "node:assert/strict";
import type { Ended } from "./program.ts";
import { runtimeName } from "./runtime.ts";

/** What is left of standard error without what differs from run to run. */
export interface Aborted {
  /** What ended the process: a signal's name, or an exit code. */
  readonly by: string | number | null;
  /** What Go prints before the stacks, without numbers of the machine's. */
  readonly says: string;
  /** The functions of the package in the stack that comes first, the innermost first; one that calls itself stands once. */
  readonly stack: readonly string[];
  /** What topher's line says was in flight; undefined where it says nothing of that. */
  readonly flight: string | undefined;
}

const docs = "https://github.com/topherjs/topher/blob/main/docs/safety.md#when-go-ends-the-process";

/**
 * Reads what an ended process wrote to standard error.
 *
 * @param library the file name of the library that has failed
 * @param name of the package whose functions are looked for in the stack
 */
export function abortedBy(library: string, name: string, { status, signal, stderr }: Ended): Aborted {
  const begin = `topher: Go has ended this process (${library})`;
  const end = `. Why, and what to do: ${docs}\n`;
  const at = stderr.lastIndexOf(`\n${begin}`) + 1;
  assert.ok(at > 0, `topher's line is missing in\n${stderr}`);
  const [line, rest] = cut(stderr.slice(at), /(?<=\n)/);
  assert.ok(line.endsWith(end), `topher's line is cut off:\n${stderr.slice(at)}`);
  // Bun has a handler for SIGABRT, which is called as it would be without topher: it takes the fault for one of its own.
  assert.match(rest, runtimeName === "bun" ? /^(={60}\nBun v.*panic(\(.*?\))?: abort\(\) called\n|$)/s : /^$/);
  const flight = line.slice(begin.length, -end.length);
  assert.match(flight, /^(; |$)/);
  const [says, stacks] = cut(stderr.slice(0, at), /^(?=goroutine \d+ |runtime stack:)/m);
  return {
    by: signal ?? status,
    says: normal(says).trimEnd(),
    stack: namesOf(stacks, name),
    flight: flight === "" ? undefined : flight.slice(2),
  };
}

function cut(text: string, at: RegExp): [string, string] {
  const i = text.search(at);
  return i < 0 ? [text, ""] : [text.slice(0, i), text.slice(i)];
}

/** Addresses, and what the machine or the moment decides. */
function normal(text: string): string {
  return text
    .replaceAll(/0x[0-9a-f]+|0[0-9a-f]{15,}/g, "…")
    .replaceAll(/\bgoroutine \d+/g, "goroutine N")
    .replaceAll(/\bm=\d+/g, "m=N")
    .replaceAll(/\(\d+ in use\)/g, "(N in use)")
    .replaceAll(/\.go:\d+( \+…)?/g, ".go:N");
}

function namesOf(stacks: string, name: string): string[] {
  const first = stacks.split("\n\n").find((block) => block.startsWith("goroutine ")) ?? "";
  return first
    .split("\n")
    .filter((line) => /^\S.*\(.*\)$/.test(line))
    .map((line) => line.replace(/^.*\//, "").replace(/\([^()]*\)$/, ""))
    .filter((called, i, all) => called.startsWith(`${name}.`) && called !== all[i - 1]);
}
