import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { goSources } from "../go-sources.ts";
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

  test("of an import path needs no module, and no network where Go's module cache has it", async () => {
    const folder = folderWith({});
    const args = ["build", `golang.org/x/mod/semver@${modVersion()}`];
    const ended = await topher(folder, args, { GOPROXY: "off" });
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(
      /^✓ golang\.org\/x\/mod\/semver v\d+\.\d+\.\d+: \d+ bound.*\n {2}\.\/semver-js\/index\.js\n/,
    );
    expect(readdirSync(folder)).toEqual(["semver-js"]);
    const report = JSON.parse(readFileSync(path.join(folder, "semver-js/topher.json"), "utf8"));
    expect(report.packages).toMatchObject([{ package: "golang.org/x/mod/semver", version: modVersion() }]);
    expect((await topher(folder, args, { GOPROXY: "off" })).stdout).toContain("Nothing has changed");
  });

  test("without --out is refused for folders, and for several packages", async () => {
    const folder = folderWith(mathx);
    for (const packages of [["./mathx"], ["strings", "bytes"]]) {
      const ended = await topher(folder, ["build", ...packages]);
      expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
      expect(ended.stderr).toContain("the option --out <folder> is missing");
    }
  });

  test("of an import path that nobody has shows Go's words, and what to do", async () => {
    const folder = folderWith({});
    const ended = await topher(folder, ["build", "example.com/no/such@v1.0.0"], { GOPROXY: "off" });
    expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ended.stderr).toContain("error: example.com/no/such@v1.0.0: ");
    expect(ended.stderr).toContain("GOPROXY=off");
    expect(ended.stderr).toContain("connect to the network, or name in GOPROXY a proxy that can be reached");
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** The version of a module that the generator itself is made of, so that the module cache has it. */
function modVersion(): string {
  const goMod = readFileSync(path.join(goSources().folder, "generator/go.mod"), "utf8");
  return /golang\.org\/x\/mod (v\S+)/.exec(goMod)![1]!;
}
