// What programs do with native code, and which permission Deno wants for it: the table of docs/runtimes.md, and what the tests try.

/** `library`: the permission for the library's own file is enough. `all`: only the permission for all native code is. */
export type Need = "library" | "all";

/** With `open`, by what is declared. */
export const openedUses = {
  "numbers and booleans": "library",
  "typed arrays and bytes": "library",
  bells: "library",
  "structs of numbers": "all",
  "text, and arrays of it": "all",
  "`t.ref`, pointers that Go returns": "all",
  callbacks: "all",
} as const satisfies Readonly<Record<string, Need>>;

/** With generated modules. */
export const generatedUses = {
  "numbers, text, slices, maps, structs": "library",
  "arguments and results of many megabytes": "library",
  "errors and panics of Go": "library",
  "objects of Go and their methods": "library",
  "channels, iterators and readers of Go": "library",
  "tasks, with callbacks and streams for them": "library",
  "functions, objects and iterables that Go calls in a synchronous call": "all",
} as const satisfies Readonly<Record<string, Need>>;
