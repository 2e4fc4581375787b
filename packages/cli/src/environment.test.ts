import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, mathx, pathWith, topher } from "./run-cli.test-kit.ts";

const build = ["build", "./mathx", "--out", "./mathx-js"];

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

  test("a cache folder that cannot be made says which variable chooses another", async () => {
    const folder = folderWith({ ...mathx, file: "" });
    const ended = await topher(folder, ["inspect", "./mathx"], { TOPHER_CACHE: path.join(folder, "file", "cache") });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain("Set TOPHER_CACHE to a folder that can be written to");
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
    expect(ended.stderr).toBe("error: The output folder file/out cannot be made: file is a file\n");
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
