// The generator is a Go program. It is built once on each machine, into the cache.
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "./cache-folder.ts";
import { CommandError } from "./command-error.ts";
import { goSources, type GoSources } from "./go-sources.ts";
import { checkWritable, makeFolder } from "./make-folder.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { runProcess } from "./run-process.ts";
import type { Toolchain } from "./toolchain.ts";

/** Binaries that are kept: some versions of topher and Go may be in use at a time. */
const kept = 4;

/** What is needed to start it. */
export interface Generator {
  readonly binary: string;
  /** The Go sources that are compiled into every library. */
  readonly bridge: string;
  readonly cache: string;
}

/**
 * Returns the generator for these sources and this Go, building it when it is not in the cache.
 *
 * Several processes may need it at the same time: one builds it, the others wait.
 *
 * @param onBuild - hears that it has to be built, which takes some seconds
 */
export async function prepareGenerator(toolchain: Toolchain, onBuild: () => void): Promise<Generator> {
  const sources = goSources();
  const cache = cacheFolder();
  const folder = path.join(cache, "generators", await contentKey(sources, toolchain));
  const binary = path.join(folder, process.platform === "win32" ? "topher-generator.exe" : "topher-generator");
  if (!existsSync(binary)) {
    await inCache(cache, async () => {
      makeFolder(folder);
      checkWritable(folder);
      onBuild();
      await oneAtATime(
        `${binary}.lock`,
        () => existsSync(binary),
        () => build(sources, toolchain, binary),
      );
      await prune(path.dirname(folder));
    });
  }
  await markUsed(folder);
  return { binary, bridge: path.join(sources.folder, "bridge"), cache };
}

/** Changes with every source, with Go, and with the platform. */
async function contentKey({ folder }: GoSources, { goVersion, host }: Toolchain): Promise<string> {
  const hash = createHash("sha256").update(`${goVersion} ${host.GOOS}/${host.GOARCH}\n`);
  for (const file of generatorFiles(folder)) {
    hash.update(`${file}\n`).update(await readFile(path.join(folder, file)));
  }
  return hash.digest("hex").slice(0, 20);
}

/** What the generator is built from, relative to the folder of the sources. */
export function generatorFiles(folder: string): string[] {
  return readdirSync(path.join(folder, "generator"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith("_test.go"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((file) => !file.includes("/testdata/"))
    .toSorted();
}

async function build({ folder, vendored }: GoSources, { goVersion, host }: Toolchain, binary: string): Promise<void> {
  // Go works in it too: interrupted, it leaves its working folder behind.
  const unfinished = await mkdtemp(path.join(path.dirname(binary), ".building-"));
  const built = path.join(unfinished, "topher-generator");
  // Compiled like the libraries, the standard library that both contain is compiled once: docs/rationale.md.
  const flags = ["-trimpath", "-buildmode=pie", "-buildvcs=false", "-ldflags=-s -w"];
  const args = ["build", ...flags, "-o", built, "./cmd/topher-generator"];
  try {
    const { exitCode, stderr } = await runProcess("go", args, {
      cwd: path.join(folder, "generator"),
      env: {
        ...host,
        GOTMPDIR: unfinished,
        GOWORK: "off",
        GOFLAGS: vendored ? "-mod=vendor" : "-mod=readonly",
        // The generator's type checker must know the language of the Go that the user's module asks for.
        ...(/^go\d+(\.\d+)*$/.test(goVersion) && { GOTOOLCHAIN: goVersion }),
      },
    });
    if (exitCode !== 0) throw notBuilt(stderr.trim());
    await rename(built, binary);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** What Go says where it lacks a folder of its own; go/generator/gocommand knows the same. */
const lacks = /build cache|module cache|creating work dir|no space left on device|disk quota exceeded/;

function notBuilt(words: string): CommandError {
  const message = `The generator could not be built\n${words}`;
  if (!lacks.test(words)) return new CommandError("internal", "TOPHER_GENERATOR", message);
  const hint = "Set HOME, or GOCACHE and GOMODCACHE, and TMPDIR to folders that can be written to and have room";
  return new CommandError("environment", "TOPHER_GO_FOLDER", message, hint);
}

/** Does work in the cache folder: what the system refuses there is said with what to do. */
async function inCache(cache: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { syscall = "spawn" } = error as NodeJS.ErrnoException;
    if (syscall.startsWith("spawn")) throw error; // it is not about the folder
    throw new CommandError(
      "environment",
      "TOPHER_CACHE",
      `The cache folder ${cache} cannot be written to: ${(error as Error).message}`,
      "Set TOPHER_CACHE to a folder that can be written to",
    );
  }
}

/** The folder's time is the time of the last use. The binary's own stays: builds compare it to tell whether there is anything to do. */
async function markUsed(folder: string): Promise<void> {
  const now = new Date();
  await utimes(folder, now, now).catch(() => {}); // a cache that cannot be written to still serves
}

async function prune(all: string): Promise<void> {
  const folders = await Promise.all(
    (await readdir(all)).map(async (name) => {
      const folder = path.join(all, name);
      return {
        folder,
        used: await stat(folder).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      };
    }),
  );
  const old = folders.toSorted((a, b) => b.used - a.used).slice(kept);
  await Promise.all(old.map(({ folder }) => rm(folder, { recursive: true, force: true })));
}
