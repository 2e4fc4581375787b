import { describe, expect, test } from "vitest";
import { folderWith, mathx, topher } from "./run-cli.test-kit.ts";

const commands: [name: string, args: string[]][] = [
  ["inspect", []],
  ["build", ["--out", "out"]],
];

describe.each(commands)("%s", (command, options) => {
  const run = (files: Record<string, string>, name: string, more: string[] = []) =>
    topher(folderWith(files), [command, name, ...options, ...more]);

  test("shows a compile error at Go's own position, with the line", async () => {
    const broken = "package mathx\n\nfunc Mean() int {\n\treturn meen()\n}\n";
    const ended = await run({ ...mathx, "mathx/mathx.go": broken }, "./mathx");
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain(
      "error: mathx/mathx.go:4:9: undefined: meen\n    4 |     return meen()\n      |            ^\n",
    );
    expect(ended.stderr).toContain("error: 1 error");
  });

  test("suggests the folder for a package that does not exist", async () => {
    const ended = await run(mathx, "./mahtx");
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toMatch(/^error: \.\/mahtx: there is no such folder\n {2}Did you mean \.\/mathx\?$/m);
  });

  test("suggests ./mathx for mathx", async () => {
    const ended = await run(mathx, "mathx");
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain("Did you mean ./mathx?");
  });

  test("suggests a standard package", async () => {
    const ended = await run(mathx, "stings");
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain("Did you mean strings?");
  });

  test("says how a package is named, for a name alone that resembles nothing", async () => {
    const ended = await run(mathx, "quicksilverdown");
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain(
      "\n  Give the whole import path, such as github.com/owner/quicksilverdown, or a folder as ./quicksilverdown\n",
    );
  });

  test("--json prints diagnostics with position and suggestion, then the error", async () => {
    const ended = await run(mathx, "./mahtx", ["--json"]);
    expect(ended.exitCode).toBe(1);
    const events = ended.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events).toMatchObject([
      { event: "diagnostic", severity: "error", code: "TOPHER_NO_PACKAGE", package: "./mahtx", suggestion: "./mathx" },
      { event: "error", code: "TOPHER_DIAGNOSTICS" },
    ]);
  });
});

test("build refuses a package with nothing to bind, and inspect says so", async () => {
  const folder = folderWith({ ...mathx, "mathx/mathx.go": "package mathx\n\nfunc mean() {}\n" });
  const built = await topher(folder, ["build", "./mathx", "--out", "out"]);
  expect(built.exitCode).toBe(1);
  expect(built.stderr).toContain("error: example.com/demo/mathx: there is nothing to bind: it exports no symbols");
  const inspected = await topher(folder, ["inspect", "./mathx"]);
  expect(inspected.exitCode).toBe(0);
  expect(inspected.stderr).toContain("there is nothing to bind");
});
