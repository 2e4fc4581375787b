import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { processTree, stillRunning } from "./process-tree.ts";
import { commandOf, folderWith, mathx, startTopher, topher } from "./run-cli.test-kit.ts";

describe("a command that is ended while it works", () => {
  test.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("by %s leaves no process behind", async (signal, code) => {
    const running = startTopher(folderWith(mathx), ["inspect", "net/http"]);
    await running.until("Reading the Go packages");
    const children = await vi.waitFor(() => {
      const found = processTree(running.pid);
      expect(found).not.toEqual([]);
      return found;
    });
    expect(await running.end(signal)).toBe(code);
    expect(stillRunning(children)).toEqual([]);
    expect(running.output()).not.toContain("error");
    expect(running.output()).toContain(`Ended by ${signal}\n`);
  });

  test("while it compiles leaves no compiler, no folder, and the last module as it was", async () => {
    const folder = folderWith(mathx);
    const build = ["build", "./mathx", "--out", "mathx-js"];
    expect(await topher(folder, build)).toMatchObject({ exitCode: 0 });
    const before = readFileSync(path.join(folder, "mathx-js/topher.json"), "utf8");
    writeFileSync(path.join(folder, "mathx/more.go"), "package mathx\n\n// One is 1.\nfunc One() int { return 1 }\n");
    const TMPDIR = folderWith({});
    const running = startTopher(folder, build, { TMPDIR, GOCACHE: folderWith({}) });
    const compilers = await vi.waitFor(
      () => {
        const found = processTree(running.pid);
        expect(found.map(({ pid }) => commandOf(pid)).filter((name) => name === "compile")).not.toEqual([]);
        return found;
      },
      { timeout: 60_000, interval: 5 },
    );
    expect(await running.end("SIGINT")).toBe(130);
    expect(stillRunning(compilers)).toEqual([]);
    expect(readdirSync(TMPDIR)).toEqual([]);
    expect(readFileSync(path.join(folder, "mathx-js/topher.json"), "utf8")).toBe(before);
    expect(await topher(folder, ["verify", "mathx-js"])).toMatchObject({ exitCode: 0 });
    expect((await topher(folder, build)).stdout).toContain("2 bound");
  });

  test("while it builds the generator leaves no folder and no lock", async () => {
    const TOPHER_CACHE = folderWith({});
    const TMPDIR = folderWith({});
    const running = startTopher(folderWith(mathx), ["inspect", "./mathx"], { TOPHER_CACHE, TMPDIR });
    await running.until("Building topher's generator");
    await vi.waitFor(() => expect(processTree(running.pid)).not.toEqual([]));
    expect(await running.end("SIGTERM")).toBe(143);
    const left = readdirSync(TOPHER_CACHE, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(left).toEqual([]);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});
