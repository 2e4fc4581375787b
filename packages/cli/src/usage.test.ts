import { execFileSync } from "node:child_process";
import { renameSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { version } from "./own-package.ts";
import { createProgram } from "./program.ts";
import { folderWith, topher } from "./run-cli.test-kit.ts";

const cwd = () => folderWith({});

describe("usage", () => {
  test("an unknown option names the nearest one", async () => {
    const ended = await topher(cwd(), ["build", "./x", "--outt", "y"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toBe("error: unknown option '--outt'\n(Did you mean --out?)\n  See topher build --help\n");
  });

  test("an unknown command names the nearest one", async () => {
    const ended = await topher(cwd(), ["bild"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("unknown command 'bild'\n(Did you mean build?)");
  });

  test("a missing --out shows the whole line", async () => {
    const ended = await topher(cwd(), ["build", "./mathx"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("For instance topher build ./mathx --out ./mathx-js");
  });

  test("a missing package is an error", async () => {
    const ended = await topher(cwd(), ["inspect"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("missing required argument 'package'");
  });

  test("a config file that is not there is an error", async () => {
    const ended = await topher(cwd(), ["inspect", "strings", "--config", "none.json"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("The config file none.json does not exist");
  });

  test("a config file that is none is refused before anything is done", async () => {
    const folder = folderWith({ "dir/x": "" });
    execFileSync("mkfifo", [path.join(folder, "pipe")]);
    for (const [config, what] of [
      ["pipe", "a pipe"],
      ["dir", "a folder"],
      ["/dev/zero", "a device"],
    ] as const) {
      const ended = await topher(folder, ["inspect", "strings", "--config", config]);
      expect(ended.exitCode).toBe(2);
      expect(ended.stderr).toMatch(
        new RegExp(`^error: The config file ${config} must be a regular file, and it is ${what}`),
      );
    }
    renameSync(path.join(folder, "pipe"), path.join(folder, "topher.config.json"));
    const ended = await topher(folder, ["inspect", "strings"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("The config file topher.config.json must be a regular file");
  });

  test("no command prints the help", async () => {
    const ended = await topher(cwd(), []);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("Usage: topher [options] [command]");
  });

  test("--version prints the version", async () => {
    expect(await topher(cwd(), ["--version"])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each(createProgram().commands.map((command) => command.name()))("%s --help has examples", async (name) => {
    const ended = await topher(cwd(), [name, "--help"]);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(new RegExp(`Examples:\n  # .+\n  topher ${name} `));
  });
});
