import { readdirSync } from "node:fs";

/** How many file descriptors the process has open. */
export function openDescriptors(): number {
  return readdirSync("/proc/self/fd").length;
}
