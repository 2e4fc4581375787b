import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { carriedFiles, isFresh } from "../scripts/carry-go.ts";
import { generatorFiles } from "./generator.ts";
import { packageFolder } from "./own-package.ts";
import { folderWith, mathx, topher } from "./run-cli.test-kit.ts";

describe("the generator", () => {
  test("is built once, whole, by processes that need it at the same time", async () => {
    const TOPHER_CACHE = folderWith({});
    const project = folderWith(mathx);
    const inspect = () => topher(project, ["inspect", "./mathx"], { TOPHER_CACHE });
    const all = await Promise.all([inspect(), inspect()]);
    expect(all).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
    const [folder = "", ...others] = readdirSync(path.join(TOPHER_CACHE, "generators"));
    expect(others).toEqual([]);
    expect(readdirSync(path.join(TOPHER_CACHE, "generators", folder))).toEqual(["topher-generator"]);
    expect((await inspect()).stderr).not.toContain("Building topher's generator");
  });

  test("is carried by the package as it is in the repository (npm run build)", () => {
    expect(isFresh()).toBe(true);
    const root = path.resolve(packageFolder, "../..");
    for (const file of carriedFiles()) {
      expect(readFileSync(path.join(packageFolder, "go", file), "utf8"), file).toBe(
        readFileSync(path.join(root, "go", file), "utf8"),
      );
    }
  });

  test("is carried without tests, and with the modules that it imports", () => {
    const files = generatorFiles(path.join(packageFolder, "go"));
    expect(files).toContain("generator/cmd/topher-generator/main.go");
    expect(files).toContain("generator/vendor/modules.txt");
    expect(files).toContain("generator/vendor/golang.org/x/tools/LICENSE");
    expect(files.filter((file) => file.includes("testdata") || file.endsWith("_test.go"))).toEqual([]);
  });
});
