import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, topher } from "../run-cli.test-kit.ts";
import { contractVersion } from "../verify-module.ts";

const here = `${process.platform}-${process.arch}`;
const library = "not loaded by verify";
const sha256 = createHash("sha256").update(library).digest("hex");

function built(changes: object = {}): string {
  const report = {
    contract: contractVersion(),
    build: "3f9a",
    platform: here,
    file: "geo.so",
    sha256,
    packages: [{ module: "geo/index.js" }],
    ...changes,
  };
  return folderWith({
    "topher.json": JSON.stringify(report),
    "geo.so": library,
    "geo/index.js": 'const $lib = $link({\n  build: "3f9a",\n});\n',
  });
}

describe("verify", () => {
  test("accepts a module as it was built", async () => {
    const ended = await topher(built(), ["verify", "."]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout).toBe(`✓ contract ${contractVersion()}\n✓ platform ${here}\n✓ geo.so\n✓ geo/index.js\n`);
  });

  test("notices a changed library", async () => {
    const folder = built();
    writeFileSync(path.join(folder, "geo.so"), `${library}.`);
    const ended = await topher(folder, ["verify", "."]);
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toMatch(new RegExp(`✗ geo.so: its SHA-256 is [0-9a-f]{64}, and topher.json says ${sha256}`));
    expect(ended.stderr).toContain("Build it again");
  });

  test("notices missing files", async () => {
    const folder = built();
    rmSync(path.join(folder, "geo.so"));
    rmSync(path.join(folder, "geo"), { recursive: true });
    const { stdout } = await topher(folder, ["verify", "."]);
    expect(stdout).toContain("✗ geo.so: the file is missing");
    expect(stdout).toContain("✗ geo/index.js: the file is missing");
  });

  test("notices a module of another build", async () => {
    const ended = await topher(built({ build: "0000" }), ["verify", "."]);
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain("✗ geo/index.js: it comes from another build");
  });

  test("notices another contract", async () => {
    const newer = await topher(built({ contract: contractVersion() + 1 }), ["verify", "."]);
    expect(newer.exitCode).toBe(1);
    expect(newer.stdout).toContain(`this topher has contract ${contractVersion()}; update topher`);
    const older = await topher(built({ contract: 0 }), ["verify", "."]);
    expect(older.stdout).toContain("build the module again");
  });

  test("notices a library for another machine", async () => {
    const ended = await topher(built({ platform: "plan9-mips" }), ["verify", ".", "--json"]);
    expect(ended.exitCode).toBe(1);
    const [{ ok, checks }] = ended.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(ok).toBe(false);
    expect(checks).toContainEqual({ name: "platform plan9-mips", problem: `this machine is ${here}` });
  });

  test("says what to give where there is no topher.json", async () => {
    const ended = await topher(folderWith({}), ["verify", "."]);
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain("Give the folder that `topher build` wrote to");
    expect((await topher(folderWith({}), ["verify", "none"])).stderr).toContain("There is no folder none");
  });

  test("has the contract version of packages/core", () => {
    const source = readFileSync(path.resolve(import.meta.dirname, "../../../core/src/link/manifest.ts"), "utf8");
    expect(source).toContain(`export const contractVersion = ${contractVersion()};`);
  });
});
