// Copies the Go sources that the published package carries into packages/cli/go: the bridge, which is compiled into every
// library, and the generator with the modules it imports, so that building it on the user's machine needs no network.
//
//   node packages/cli/scripts/carry-go.ts           brings the copies up to date
//   node packages/cli/scripts/carry-go.ts --check   fails when they are behind
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
const carried = path.join(root, "packages/cli/go");
/** The key of the sources that the copies were made from. */
const keyFile = path.join(carried, "sources.sha256");

/** The files that are carried, relative to the repository's `go`; without tests. */
export function carriedFiles(): string[] {
  return globSync(
    ["bridge/**/*.{go,c,h,s}", "generator/**/*.{go,c,h,s}", "{bridge,generator}/go.{mod,sum}", "generator/**/*.tmpl"],
    {
      cwd: path.join(root, "go"),
      exclude: ["**/testdata/**", "**/*_test.go", "**/vendor/**"],
    },
  )
    .map((file) => file.split(path.sep).join("/"))
    .toSorted();
}

/** Whether the copies are those of today's sources. */
export function isFresh(): boolean {
  return existsSync(keyFile) && readFileSync(keyFile, "utf8") === `${sourcesKey()}\n`;
}

/** Makes the copies anew where they are behind. */
export function carryGo(): void {
  if (isFresh()) return;
  rmSync(carried, { recursive: true, force: true });
  for (const file of carriedFiles()) {
    mkdirSync(path.dirname(path.join(carried, file)), { recursive: true });
    copyFileSync(path.join(root, "go", file), path.join(carried, file));
  }
  execFileSync("go", ["mod", "vendor"], {
    cwd: path.join(carried, "generator"),
    env: { ...process.env, GOWORK: "off", GOFLAGS: "-mod=mod" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  writeFileSync(keyFile, `${sourcesKey()}\n`);
}

function sourcesKey(): string {
  const hash = createHash("sha256").update(readFileSync(import.meta.filename));
  for (const file of carriedFiles()) hash.update(`\n${file}\n`).update(readFileSync(path.join(root, "go", file)));
  return hash.digest("hex");
}

if (import.meta.main) {
  if (!process.argv.includes("--check")) carryGo();
  else if (!isFresh()) {
    console.error("packages/cli/go is behind go/bridge and go/generator: npm run build");
    process.exitCode = 1;
  }
}
