import type { Adapter, Runtime } from "@topher/core/adapter";
import * as fs from "node:fs";
import { isAbsolute, resolve as resolvePath } from "node:path";
import process from "node:process";
import { setImmediate } from "node:timers";
import { fileURLToPath } from "node:url";

/** This Bun. */
export const runtime: Runtime = {
  name: "bun",
  version: Bun.version,
  architecture: process.arch,
  platform: process.platform,
  libc: { executable: process.execPath },
  oldest: {
    version: "1.4.0",
    reason: "it hangs once a Go library and WebAssembly are in one process, and aborts when a goroutine calls back",
  },
};

/** What Bun lacks. */
export const lacks: Adapter["lacks"] = {
  ...(process.arch !== "x64" && {
    structByValue:
      "bun:ffi passes no structs, and topher's own way of passing them is written for the x64 calling convention",
  }),
};

/** The file system. */
export const files: Adapter["files"] = fs;

/** Bun has no permissions. */
export function denied(_error: unknown): boolean {
  return false;
}

let monitored = false;
let ending = false;

/** Runs something soon, behind what waits on the event loop. */
export function later(run: () => void): void {
  if (!monitored) {
    monitored = true;
    process.on("uncaughtExceptionMonitor", () => (ending ||= process.listenerCount("uncaughtException") === 0));
  }
  const immediate = setImmediate(run);
  // After an uncaught error Bun waits for referenced immediates, those that are made meanwhile included: a program whose tasks go on
  // would never end. Before, they have to be referenced: unreferenced ones stop for good at an unhandled rejection, which Bun only reports.
  if (ending) immediate.unref();
}

/** Runs something at the exit. */
export function onExit(run: () => void): void {
  process.on("exit", run);
}

/** Runs `repair` after each new listener for a signal: at once, and again when the listener's own work is done. */
export function onSignalListener(repair: () => void): void {
  const registering = new Set<string>();
  process.on("newListener", (event: string | symbol) => {
    if (typeof event !== "string" || !event.startsWith("SIG") || registering.has(event)) return;
    // Bun announces a listener before it handles the signal. A listener of ours, in place until the program's own is, makes it do so now.
    registering.add(event);
    process.on(event, ignore);
    registering.delete(event);
    repair();
    queueMicrotask(() => {
      process.removeListener(event, ignore);
      repair();
    });
  });
}

function ignore(): void {}

/** Warns as Node does. */
export function warn(code: string, message: string): void {
  process.emitWarning(message, { type: "TopherWarning", code });
}

/** Makes a path absolute. Where the current folder was removed, Bun alone would take another one. */
export function resolve(path: string): string {
  if (path.startsWith("file:")) return fileURLToPath(path);
  return isAbsolute(path) ? resolvePath(path) : resolvePath(process.cwd(), path);
}
