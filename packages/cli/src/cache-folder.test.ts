import { homedir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { cacheFolder } from "./cache-folder.ts";

describe("cacheFolder", () => {
  test("is where each system keeps caches", () => {
    expect(cacheFolder({}, "linux")).toBe(path.join(homedir(), ".cache/topher"));
    expect(cacheFolder({ XDG_CACHE_HOME: "/x" }, "linux")).toBe("/x/topher");
    expect(cacheFolder({ XDG_CACHE_HOME: "x" }, "linux")).toBe(path.join(homedir(), ".cache/topher"));
    expect(cacheFolder({}, "darwin")).toBe(path.join(homedir(), "Library/Caches/topher"));
    expect(cacheFolder({ LOCALAPPDATA: "/local" }, "win32")).toBe("/local/topher");
  });

  test("is TOPHER_CACHE where that is set", () => {
    expect(cacheFolder({ TOPHER_CACHE: "/mine", XDG_CACHE_HOME: "/x" }, "linux")).toBe("/mine");
  });

  test.each(["", "relative"])("is none where HOME is %j", (home) => {
    vi.stubEnv("HOME", home);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(() => cacheFolder({}, "linux")).toThrow(`HOME is "${home}", which is not an absolute path`);
  });
});
