import process from "node:process";

/**
 * What contenders on node:ffi export as `close`: ends the process at once, without Node's own clearing up. That frees what describes the functions to
 * the optimizing compiler, which may still read it in another thread: now and then a process of Node 26.10 has crashed so, after its sample.
 */
export function close(): never {
  process.exit();
}
