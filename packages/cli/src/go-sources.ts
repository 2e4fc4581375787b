// Where the Go code is that the command line carries: `bridge` and `generator`.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { packageFolder } from "./own-package.ts";

export interface GoSources {
  /** Has the folders `bridge` and `generator`. */
  readonly folder: string;
  /** Whether the generator brings the modules that it imports, so that building it needs no network. */
  readonly vendored: boolean;
}

/** In topher's repository the sources themselves, in the published package the copies in `go`. */
export function goSources(): GoSources {
  const repository = path.resolve(packageFolder, "../../go");
  const folder = isRepository(repository) ? repository : path.join(packageFolder, "go");
  return { folder, vendored: existsSync(path.join(folder, "generator", "vendor", "modules.txt")) };
}

/** A package named `go` can lie in the same place below node_modules. */
function isRepository(folder: string): boolean {
  const module = path.join(folder, "generator", "go.mod");
  if (!existsSync(path.join(folder, "..", "go.work")) || !existsSync(module)) return false;
  return readFileSync(module, "utf8").includes("module github.com/topherjs/topher/go/generator\n");
}
