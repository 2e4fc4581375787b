import { chmodSync, existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { x } from "tinyexec";
import { describe, expect, test } from "vitest";
import { cacheFolder } from "./cache-folder.ts";
import { folderWith, mathx, pathWith, startTopher, topher } from "./run-cli.test-kit.ts";

const build = ["build", "./mathx", "--out", "./mathx-js"];

/** What it is, where, and what is said. */
type Row = readonly [what: string, where: string, said: string];

describe("what the machine lacks", () => {
  test("no Go says where to get it", async () => {
    const ended = await topher(folderWith(mathx), build, { PATH: pathWith([]) });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toMatch(
      /^error: Go was not found: there is no program `go` in PATH\n {2}Install Go 1\.\d+ or newer from https:\/\/go\.dev\/dl\//,
    );
  });

  test("no C compiler says what to install", async () => {
    const ended = await topher(folderWith(mathx), build, { PATH: pathWith(["go"]) });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toMatch(
      /^error: The C compiler `\w+` was not found, and Go needs one to build shared libraries\n {2}Install one: /,
    );
  });

  test("a C compiler that CC names and nobody has is named", async () => {
    const ended = await topher(folderWith(mathx), build, { CC: "no-such-cc -O2" });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain("The C compiler `no-such-cc` was not found");
  });

  test("cgo switched off says how to switch it on", async () => {
    const ended = await topher(folderWith(mathx), build, { CGO_ENABLED: "0" });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain("cgo is switched off");
    expect(ended.stderr).toContain("Unset CGO_ENABLED");
  });

  test("an old Go is refused with both versions", async () => {
    const PATH = pathWith([]);
    const old = { GOVERSION: "go1.21.13", GOHOSTOS: "linux", GOHOSTARCH: "amd64", CC: "gcc", CGO_ENABLED: "1" };
    writeFileSync(path.join(PATH, "go"), `#!/bin/sh\necho '${JSON.stringify(old)}'\n`);
    chmodSync(path.join(PATH, "go"), 0o755);
    const ended = await topher(folderWith(mathx), build, { PATH });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toMatch(
      /^error: Go 1\.21\.13 is too old: topher needs Go 1\.\d+ or newer\n {2}Get it from https:\/\/go\.dev\/dl\//,
    );
  });

  test.each<Row>([
    ["below a file", "file/cache", "EEXIST"],
    ["that is a file", "file", "EEXIST"],
    ["that is a link to itself", "loop", "ELOOP"],
    ...(process.platform === "linux" ? [["below /proc", "/proc/none", "ENOENT"] as Row] : []),
  ])("a cache folder %s is named, with the system's reason", async (_, cache, reason) => {
    const folder = folderWith({ ...mathx, file: "" });
    symlinkSync("loop", path.join(folder, "loop"));
    const TOPHER_CACHE = path.resolve(folder, cache);
    const ended = await topher(folder, ["inspect", "./mathx"], { TOPHER_CACHE });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain(`error: The cache folder ${TOPHER_CACHE} cannot be written to: ${reason}: `);
    expect(ended.stderr).toContain("\n  Set TOPHER_CACHE to a folder that can be written to\n");
  });

  test.each([
    ["HOME", "build cache is required, but could not be located", "set HOME, or GOCACHE", {}],
    [
      "a build cache",
      "failed to initialize build cache at /dev/null",
      "set HOME, or GOCACHE",
      { GOCACHE: "/dev/null" },
    ],
    ["a temporary folder", "creating work dir: ", "set TMPDIR", { TMPDIR: "/dev/null/none" }],
  ])("without %s, Go's own reason is told, and what to set", async (name, reason, hint, env) => {
    const folder = folderWith({ ...mathx, "ok/ok.go": "package ok\n\nfunc One() int { return 1 }\n" });
    await topher(folder, ["inspect", "./ok"]); // the generator is built
    const gone = { HOME: undefined, XDG_CACHE_HOME: undefined, GOCACHE: undefined, TOPHER_CACHE: cacheFolder() };
    for (const command of [
      ["inspect", "./ok"],
      ["build", "./ok", "--out", "ok-js"],
    ]) {
      const ended = await topher(folder, command, name === "HOME" ? { ...gone, ...env } : env);
      expect(ended.exitCode).toBe(3);
      expect(ended.stderr).toContain(`error: ${reason}`);
      expect(ended.stderr).toContain(`\n  ${hint}`);
      expect(ended.stderr).not.toContain("Did you mean");
    }
  });

  test("without HOME, the generator that is not built yet tells Go's reason too", async () => {
    const env = { HOME: undefined, XDG_CACHE_HOME: undefined, GOCACHE: undefined, TOPHER_CACHE: folderWith({}) };
    const ended = await topher(folderWith(mathx), ["inspect", "./mathx"], env);
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toMatch(/error: The generator could not be built\n.*cache.*\n {2}Set HOME, or GOCACHE/);
  });

  test("--json tells the code and the hint", async () => {
    const ended = await topher(folderWith(mathx), [...build, "--json"], { PATH: pathWith([]) });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toBe("");
    expect(JSON.parse(ended.stdout)).toEqual({
      event: "error",
      code: "TOPHER_NO_GO",
      message: expect.stringContaining("Go was not found"),
      hint: expect.stringContaining("https://go.dev/dl/"),
    });
  });
});

describe("the output folder", () => {
  test("below a file is refused before anything is built", async () => {
    const ended = await topher(folderWith({ ...mathx, file: "" }), ["build", "./mathx", "--out", "file/out"]);
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toBe(
      "error: The output folder file/out cannot be made: file is a file\n  Choose another folder with --out\n",
    );
  });

  test.each<Row>([
    ["a link to itself", "a", "cannot be written to: a is a link that leads back to itself"],
    ["below a link to itself", "a/out", "cannot be made: a is a link that leads back to itself"],
    ["a link to nothing", "dangling", "cannot be written to: dangling is a link that leads nowhere"],
    ...(process.platform === "linux"
      ? [["below /proc", "/proc/none", "cannot be made: nothing can be made in /proc (ENOENT: "] as Row]
      : []),
  ])("%s is refused before anything is built", async (_, out, why) => {
    const folder = folderWith(mathx);
    symlinkSync("b", path.join(folder, "a"));
    symlinkSync("a", path.join(folder, "b"));
    symlinkSync("nowhere", path.join(folder, "dangling"));
    const ended = await topher(folder, ["build", "./mathx", "--out", out]);
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toMatch(/^error: .*\n {2}Choose another folder with --out\n$/);
    expect(ended.stderr).toContain(`The output folder ${out} ${why}`);
  });

  test("with files of the user's is refused", async () => {
    const ended = await topher(folderWith(mathx), ["build", "./mathx", "--out", "./mathx"]);
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain("The output folder ./mathx has files of yours (mathx.go)");
  });

  test.skipIf(process.getuid?.() === 0)("without permission is refused", async () => {
    const folder = folderWith({ ...mathx, "locked/.keep": "" });
    chmodSync(path.join(folder, "locked"), 0o555);
    const ended = await topher(folder, ["build", "./mathx", "--out", "locked/out"]);
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain("there is no permission to write to");
  });
});

describe("a current folder that has been removed", () => {
  test.each([[["inspect", "strings"]], [["build", "strings"]], [["doctor"]], [["init"]]])(
    "%j says so",
    async (args) => {
      const folder = folderWith({});
      const line = `rmdir "$PWD" && exec "$0" "$@"`;
      const start = path.join(import.meta.dirname, "start.test-kit.ts");
      const { exitCode, stderr } = await x("sh", ["-c", line, process.execPath, start, ...args], {
        nodeOptions: { cwd: folder, env: { ...process.env, NO_COLOR: "1" } },
      });
      expect(exitCode).toBe(3);
      expect(stderr).toContain("error: The current folder does not exist any more\n  Change into a folder");
      expect(stderr).not.toMatch(/^ +at /m);
    },
  );

  test("while the command runs says so too", async () => {
    const folder = folderWith(mathx);
    const running = startTopher(folder, ["inspect", "./mathx"], { TOPHER_CACHE: folderWith({}) });
    await running.until("Building topher's generator");
    rmSync(folder, { recursive: true });
    await running.until("error: The current folder does not exist any more\n");
    expect(running.output()).not.toMatch(/^ +at /m);
    expect(existsSync(folder)).toBe(false);
  });
});
