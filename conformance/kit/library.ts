// Where the libraries are; opens nothing, for programs that may not.
import { fileURLToPath } from "node:url";

/** Functions whose types a table decides, so that the compiler cannot know them. */
export type Bound = Readonly<Record<string, (...args: any[]) => any>> & Disposable;

/** The libraries that `scripts/go-library.ts` builds for the suite. */
export type LibraryName = "fixture" | "second" | "foreign" | "aborts";

/** Where a library is that the Go build has put into dist. */
export function libraryUrl(name: LibraryName): URL {
  return new URL(`../../dist/lib${name}.so`, import.meta.url);
}

/** The same, as a path. */
export function libraryPath(name: LibraryName): string {
  return fileURLToPath(libraryUrl(name));
}
