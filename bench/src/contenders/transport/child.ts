import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** The Go program of bench/child, running. */
export interface Child {
  readonly input: Writable;
  readonly output: Readable;
}

const closing: (() => Promise<void>)[] = [];

/** Starts the program in one of its modes. `failed` is called if it ends before it is told to. */
export function startChild(program: string, mode: "frames" | "json", failed: (error: Error) => void): Child {
  const child = spawn(program, [mode], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close") as Promise<[code: number | null]>;
  let told = false;
  ended.then(([code]) => told || failed(new Error(`${program} ${mode} ended with ${code}`)), failed);
  closing.push(async () => {
    told = true;
    child.stdin.end();
    await ended;
  });
  return { input: child.stdin, output: child.stdout };
}

/** Ends all that were started: the end of its input ends the program. */
export async function close(): Promise<void> {
  await Promise.all(closing.splice(0).map((each) => each()));
}
