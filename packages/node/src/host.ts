import type { Adapter, Runtime } from "@topher/core/adapter";
import * as fs from "node:fs";
import { resolve as resolvePath } from "node:path";
import process from "node:process";
import { setImmediate } from "node:timers";
import { fileURLToPath } from "node:url";

/** This Node. */
export const runtime: Runtime = {
  name: "node",
  version: process.versions.node,
  architecture: process.arch,
  platform: process.platform,
  libc: { executable: process.execPath },
  grant: "--allow-addons",
};

/** Node lacks nothing. */
export const lacks: Adapter["lacks"] = {};

/** The file system. */
export const files: Adapter["files"] = fs;

/** Node has no permission for native code but its `--permission` mode, which forbids addons such as koffi as a whole. */
export function denied(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "ERR_DLOPEN_DISABLED";
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
  // The first child process makes libuv handle SIGCHLD, which no event tells. With a listener of ours libuv does so now, and once.
  process.on("SIGCHLD", () => {});
  process.on("newListener", (event: string | symbol) => {
    if (typeof event !== "string" || !event.startsWith("SIG")) return;
    repair();
    queueMicrotask(repair);
  });
}

/** Warns as Node itself does. */
export function warn(code: string, message: string): void {
  process.emitWarning(message, { type: "TopherWarning", code });
}

/** Makes a path absolute. */
export function resolve(path: string): string {
  return path.startsWith("file:") ? fileURLToPath(path) : resolvePath(path);
}
