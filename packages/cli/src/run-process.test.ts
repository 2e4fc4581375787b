import { describe, expect, test, vi } from "vitest";
import { processTree, stillRunning } from "./process-tree.ts";
import { folderWith, mathx, startTopher } from "./run-cli.test-kit.ts";

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
  });
});
