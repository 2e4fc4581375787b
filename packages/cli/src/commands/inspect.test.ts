import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { folderWith, mathx, topher } from "../run-cli.test-kit.ts";

describe("inspect", () => {
  test("says what is bound, and what is not and why", async () => {
    const ended = await topher(folderWith(mathx), ["inspect", "./mathx"]);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toContain("example.com/demo/mathx: 1 of 2 functions and methods are bound (50 %)");
    expect(ended.stdout).toMatch(/✓ Mean {2}mean: \(xs: .*\) => number\n {6}xs is borrowed: /);
    expect(ended.stdout).toMatch(/– Watch {2}.*complex.* \(mathx\/mathx\.go:14\)/);
  });

  test("--json prints one object and nothing else", async () => {
    const ended = await topher(folderWith(mathx), ["inspect", "./mathx", "--json"]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      package: "example.com/demo/mathx",
      bound: [{ name: "Mean", js: "mean" }],
      skipped: [{ name: "Watch", reason: expect.any(String), position: { file: "mathx/mathx.go", line: 14 } }],
    });
  });

  test("--json of several packages prints an array", async () => {
    const ended = await topher(folderWith(mathx), ["inspect", "./mathx", "unicode/utf8", "--json"]);
    expect(JSON.parse(ended.stdout).map((each: { package: string }) => each.package)).toEqual([
      "example.com/demo/mathx",
      "unicode/utf8",
    ]);
  });

  test("writes nothing into the user's folder", async () => {
    const folder = folderWith(mathx);
    const before = await listing(folder);
    await topher(folder, ["inspect", "./mathx"]);
    expect(await listing(folder)).toEqual(before);
  });
});

async function listing(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}
