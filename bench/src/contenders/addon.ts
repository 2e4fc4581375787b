import process from "node:process";

/** Loads a library as a Node-API addon. What it exports is what the caller says. */
export function openAddon<Functions>(path: string): Functions {
  const module = { exports: {} };
  process.dlopen(module, path);
  return module.exports as Functions;
}
