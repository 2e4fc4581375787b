// Runs a program that may not end by itself.
import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runtimeName } from "./runtime.ts";

/** Runs a program of programs/ with an open standard input, writes `input` to it, and kills it after a time. */
export function runUntil(
  name: string,
  milliseconds: number,
  input?: string,
): Promise<{ ended: boolean; stdout: string }> {
  const file = fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));
  const starting = { node: [], bun: ["run"], deno: ["run", "--no-check", "--allow-all"] }[runtimeName];
  const child = spawn(process.execPath, [...starting, file], { stdio: ["pipe", "pipe", "inherit"] });
  return new Promise((resolve) => {
    let stdout = "";
    let killed = false;
    const timer = setTimeout(() => {
      killed = true;
      child.kill("SIGKILL");
    }, milliseconds);
    child.stdout.on("data", (data) => {
      stdout += String(data);
      if (input !== undefined && stdout.includes("ready")) child.stdin.write(input);
    });
    child.on("close", () => {
      clearTimeout(timer);
      resolve({ ended: !killed, stdout });
    });
  });
}
