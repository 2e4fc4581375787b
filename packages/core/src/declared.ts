import { isArray, isObject } from "./arrays.ts";
import { cut, describe } from "./describe.ts";
import { errorOf } from "./errors.ts";
import type { Site } from "./site.ts";
import type { Fn, FnOptions, Symbols } from "./type.ts";

// What a message says of a name of the program.
const longestName = 100;

/** A name, as much of it as has room in a message. */
export function shortName(text: string): string {
  return cut(text, longestName);
}

/** Refuses what is no object of descriptions, in whose place a program without types may give anything. */
export function checkSymbols(symbols: unknown): asserts symbols is Symbols {
  if (isObject(symbols) && typeof symbols === "object" && !isArray(symbols)) return;
  throw errorOf("TOPHER_TYPE", `open: parameter 2 (symbols) must be an object of fn(…), got ${describe(symbols)}`);
}

/** The name among the options of a library, where there is one. */
export function optionalName(options: unknown): string | undefined {
  if (options === undefined) return undefined;
  if (!isObject(options)) {
    throw errorOf("TOPHER_TYPE", `open: parameter 3 (options) must be an object, got ${describe(options)}`);
  }
  const { name } = options as { name?: unknown };
  if (name === undefined || typeof name === "string") return name;
  throw errorOf("TOPHER_TYPE", `open: the option name must be a string, got ${describe(name)}`);
}

/** Refuses what does not describe a function as `fn` does. */
export function checkFn(fn: unknown, site: Site): asserts fn is Fn {
  if (!isObject(fn) || !("args" in fn && "result" in fn)) {
    throw site.error("TOPHER_SIGNATURE", `is declared with ${describe(fn)}, which fn() did not make`);
  }
  const { args, options } = fn as Partial<Fn>;
  if (!isArray(args)) {
    throw site.error("TOPHER_SIGNATURE", `is declared with ${describe(args)} in place of an array of types`);
  }
  if (!isObject(options)) {
    throw site.error("TOPHER_SIGNATURE", `is declared with ${describe(options)} in place of an object of options`);
  }
  const { symbol, free, params } = options as FnOptions;
  for (const [option, value] of Object.entries({ symbol, free })) {
    if (value === undefined || typeof value === "string") continue;
    throw site.error("TOPHER_SIGNATURE", `is declared with the option ${option} that is no string: ${describe(value)}`);
  }
  if (params === undefined || (isArray(params) && params.every((name) => typeof name === "string"))) return;
  throw site.error(
    "TOPHER_SIGNATURE",
    `is declared with the option params that is no array of names: ${describe(params)}`,
  );
}
