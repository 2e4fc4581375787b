// Where the sources of the generated libraries in dist/door2 are: the builder keeps them beside a copy of what it built of them.
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";

const builds = path.join(process.env["TOPHER_CACHE"] ?? path.join(cacheFolder, "topher"), "builds");

/** What is known of a generated module's library. */
interface Manifest {
  readonly sha256: string;
}

/** The sources of the libraries in dist/door2. */
export interface GeneratedSources {
  /** Folders, of which each has library.so beside it. */
  readonly folders: readonly string[];
  /** Names of those that are packages main, whose exports are their author's. */
  readonly byHand: readonly string[];
}

/** Finds the sources; builds the libraries again where dist/door2 came from somewhere else. */
export async function generatedSources(): Promise<GeneratedSources> {
  const found = find();
  if (found !== undefined) return found;
  await run("instruments/build-generated", process.execPath, [path.join(root, "scripts/go-generated.ts")], {
    check: true,
  });
  const built = find();
  if (built === undefined) throw new Error(`dist/door2 has libraries that are not in ${path.relative(root, builds)}`);
  return built;
}

/** Undefined where a library is not as the builder left it. */
function find(): GeneratedSources | undefined {
  const kept = new Map(globSync("*/library.so", { cwd: builds }).map((file) => [hash(file), path.dirname(file)]));
  const folders: string[] = [];
  const byHand: string[] = [];
  for (const file of globSync("dist/door2/*/topher.json", { cwd: root }).toSorted()) {
    const { sha256 } = JSON.parse(readFileSync(path.join(root, file), "utf8")) as Manifest;
    const build = kept.get(sha256);
    if (build === undefined) return undefined;
    const folder = path.join(builds, build, "library");
    if (existsSync(path.join(folder, "zfunctions.go"))) folders.push(folder);
    else byHand.push(path.basename(path.dirname(file)));
  }
  return folders.length === 0 ? undefined : { folders, byHand };
}

function hash(file: string): string {
  return createHash("sha256")
    .update(readFileSync(path.join(builds, file)))
    .digest("hex");
}
