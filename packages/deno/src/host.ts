import type { Adapter, Runtime } from "@topher/core/adapter";
import * as fs from "node:fs";
import { resolve as resolvePath } from "node:path";
import process from "node:process";
import { setImmediate } from "node:timers";
import { fileURLToPath } from "node:url";

/** This Deno. Its build target needs no permission to read. */
export const runtime: Runtime = {
  name: "deno",
  version: Deno.version.deno,
  architecture: Deno.build.arch === "x86_64" ? "x64" : "arm64",
  platform: Deno.build.os,
  libc: Deno.build.target.includes("musl") ? "musl" : "glibc",
  grant: "--allow-ffi (a path after it is enough for numbers and buffers, but not for callbacks, text and structs)",
};

/** Deno lacks nothing. */
export const lacks: Adapter["lacks"] = {};

/** The file system, for files that the program may read: topher never makes Deno ask. */
export const files: Adapter["files"] = {
  ...fs,
  statSync(path) {
    if (Deno.permissions.querySync({ name: "read", path }).state !== "granted") throw new Deno.errors.NotCapable(path);
    return fs.statSync(path);
  },
};

/** Deno names the permission that was missing. */
export function denied(error: unknown): boolean {
  return error instanceof Deno.errors.NotCapable;
}

/** Runs something on the event loop. */
export function later(run: () => void): void {
  setImmediate(run);
}

/** Runs something at the exit. */
export function onExit(run: () => void): void {
  process.on("exit", run);
}

/** Runs `repair` after each new listener for a signal: at once, and again when the listener's own work is done. */
export function onSignalListener(repair: () => void): void {
  const mend = (): void => {
    repair();
    queueMicrotask(repair);
  };
  process.on("newListener", (event: string | symbol) => {
    if (typeof event === "string" && event.startsWith("SIG")) mend();
  });
  // Deno's own way to listen tells nobody, so it is told to.
  const add = Deno.addSignalListener;
  Deno.addSignalListener = (signal, handler) => {
    add(signal, handler);
    mend();
  };
}

/** Warns as Node does. */
export function warn(code: string, message: string): void {
  process.emitWarning(message, { type: "TopherWarning", code });
}

/** Makes a path absolute. */
export function resolve(path: string): string {
  return path.startsWith("file:") ? fileURLToPath(path) : resolvePath(path);
}
