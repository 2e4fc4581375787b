import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, topher } from "../run-cli.test-kit.ts";
import { contractVersion } from "./verify.ts";

const here = `${process.platform}-${process.arch}`;
const library = "not loaded by verify";
const sha256 = createHash("sha256").update(library).digest("hex");

function built(changes: object = {}, below = ""): string {
  const report = { contract: contractVersion(), libraries: { [here]: { file: "geo.so", sha256 } }, ...changes };
  return folderWith({
    [path.join(below, "topher.json")]: JSON.stringify(report),
    [path.join(below, "geo.so")]: library,
  });
}

describe("verify", () => {
  test("accepts a module as it was built", async () => {
    const ended = await topher(built(), ["verify", "."]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout).toContain("✓ geo.so");
  });

  test("finds the packages of a build of several", async () => {
    expect(await topher(built({}, "geo"), ["verify", "."])).toMatchObject({ exitCode: 0 });
  });

  test("notices a changed library", async () => {
    const folder = built();
    writeFileSync(path.join(folder, "geo.so"), `${library}.`);
    const ended = await topher(folder, ["verify", "."]);
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toMatch(new RegExp(`✗ geo.so: its SHA-256 is [0-9a-f]{64}, and topher.json says ${sha256}`));
    expect(ended.stderr).toContain("Build it again");
  });

  test("notices a missing library", async () => {
    const folder = built();
    rmSync(path.join(folder, "geo.so"));
    expect((await topher(folder, ["verify", "."])).stdout).toContain("✗ geo.so: the file is missing");
  });

  test("notices another contract", async () => {
    const newer = await topher(built({ contract: contractVersion() + 1 }), ["verify", "."]);
    expect(newer.exitCode).toBe(1);
    expect(newer.stdout).toContain(`this topher has contract ${contractVersion()}; update topher`);
    const older = await topher(built({ contract: 0 }), ["verify", "."]);
    expect(older.stdout).toContain("build the module again");
  });

  test("notices that there is no library for this machine", async () => {
    const ended = await topher(built({ libraries: { "plan9-mips": { file: "geo.so", sha256 } } }), [
      "verify",
      ".",
      "--json",
    ]);
    expect(ended.exitCode).toBe(1);
    const [{ ok, checks }] = ended.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(ok).toBe(false);
    expect(checks).toContainEqual({
      name: `topher.json: platform ${here}`,
      problem: "it has a library only for plan9-mips",
    });
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
