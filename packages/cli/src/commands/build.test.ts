import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, mathx, topher } from "../run-cli.test-kit.ts";

const args = ["build", "./mathx", "--out", "./mathx-js"];

describe("build", () => {
  test("writes the module, says what was skipped, and leaves the rest of the folder alone", async () => {
    const folder = folderWith(mathx);
    const ended = await topher(folder, args);
    expect(ended.stderr).not.toContain("error");
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(
      /^✓ example\.com\/demo\/mathx: 1 bound, 1 skipped \(topher inspect example\.com\/demo\/mathx says why\)\n {2}\.\/mathx-js\/index\.js\nBuilt in \d+\.\d s\n$/,
    );
    expect(readdirSync(folder).toSorted()).toEqual(["go.mod", "mathx", "mathx-js"]);
    expect(readdirSync(path.join(folder, "mathx"))).toEqual(["mathx.go"]);
    expect(readdirSync(path.join(folder, "mathx-js")).toSorted()).toEqual([
      "index.d.ts",
      "index.js",
      expect.stringMatching(/^mathx\..*\.so$/),
      "topher.json",
    ]);
    expect(readFileSync(path.join(folder, "mathx-js/index.d.ts"), "utf8")).toContain("Mean returns the mean of xs.");

    expect(await topher(folder, ["verify", "mathx-js"])).toMatchObject({ exitCode: 0 });

    const again = await topher(folder, args);
    expect(again.stdout).toContain("Nothing has changed");

    writeFileSync(path.join(folder, "mathx/more.go"), "package mathx\n\n// One is 1.\nfunc One() int { return 1 }\n");
    expect((await topher(folder, args)).stdout).toContain("2 bound, 1 skipped");

    rmSync(path.join(folder, "mathx-js/index.js"));
    await topher(folder, args);
    expect(existsSync(path.join(folder, "mathx-js/index.js"))).toBe(true);
  });

  test("of several packages makes one library and a folder for each", async () => {
    const folder = folderWith({
      ...mathx,
      "geo/geo.go": "package geo\n\n// Half halves.\nfunc Half(x float64) float64 { return x / 2 }\n",
    });
    const ended = await topher(folder, ["build", "./mathx", "./geo", "--out", "out", "--json"]);
    const events = ended.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events).toMatchObject([
      {
        event: "done",
        ok: true,
        out: path.join(folder, "out"),
        packages: [
          { path: "example.com/demo/mathx", module: "mathx/index.js" },
          { path: "example.com/demo/geo", module: "geo/index.js" },
        ],
      },
    ]);
    expect(await topher(folder, ["verify", "out"])).toMatchObject({ exitCode: 0 });
  });
});
