// Asks JSR's own checks (the slow-types check among them) about the packages that are also published there.
//
// Deno reads a deno.json in a package's folder whenever it runs anything in the repository, and would then take
// the sources instead of the built packages. So the JSR form is laid out under .cache/jsr from package.json.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, root } from "./root.ts";
import { run, type RunResult } from "./run.ts";
import { runtimes } from "./runtimes.ts";

export const jsrPackages: readonly string[] = ["core", "deno"];

/** Lays the packages out as JSR takes them; returns the folder. */
export function stageForJsr(): string {
  const folder = path.join(cacheFolder, "jsr");
  rmSync(folder, { recursive: true, force: true });
  for (const name of jsrPackages) {
    const source = path.join(root, "packages", name);
    const {
      name: fullName,
      version,
      license,
      dependencies,
      exports,
    } = JSON.parse(readFileSync(path.join(source, "package.json"), "utf8"));
    cpSync(path.join(source, "src"), path.join(folder, name, "src"), {
      recursive: true,
      filter: (file) => !/\.test(-d)?\.ts$/.test(file),
    });
    cpSync(path.join(root, "LICENSE"), path.join(folder, name, "LICENSE"));
    const imports = Object.fromEntries(
      Object.entries<string>(dependencies ?? {}).map(([dependency, range]) => [
        dependency,
        `jsr:${dependency}@${range}`,
      ]),
    );
    write(path.join(folder, name, "deno.json"), {
      name: fullName,
      version,
      license,
      exports: sourcesOf(exports),
      imports,
    });
  }
  write(path.join(folder, "deno.json"), {
    workspace: jsrPackages.map((name) => `./${name}`),
    // The sources are written for this option of tsconfig.base.json, which changes what an optional property is.
    compilerOptions: { exactOptionalPropertyTypes: true },
  });
  return folder;
}

/** Runs `deno publish --dry-run`, which needs no network: the packages only import each other. */
export async function checkForJsr(): Promise<RunResult> {
  const deno = runtimes.find((runtime) => runtime.name === "deno");
  return run("check/jsr", deno?.binary ?? "deno", ["publish", "--dry-run", "--allow-dirty", "--no-provenance"], {
    cwd: stageForJsr(),
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
  });
}

/** The sources behind a package's exports: `./dist/index.js` was built from `./src/index.ts`. */
function sourcesOf(exports: Record<string, string | { default: string }>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, target]) =>
      typeof target === "string" ? [] : [[name, target.default.replace("./dist/", "./src/").replace(/\.js$/, ".ts")]],
    ),
  );
}

function write(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
