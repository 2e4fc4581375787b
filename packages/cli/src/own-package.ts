import { readFileSync } from "node:fs";
import path from "node:path";

/** The folder of @topher/cli, which has `go`, `template` and `package.json`. */
export const packageFolder: string = path.resolve(import.meta.dirname, "..");

/** The version of topher: all its packages have the same. */
export const version: string = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")).version;
