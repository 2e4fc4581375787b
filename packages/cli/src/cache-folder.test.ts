import { homedir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { cacheFolder } from "./cache-folder.ts";

describe("cacheFolder", () => {
  test("is where each system keeps caches", () => {
    expect(cacheFolder({}, "linux")).toBe(path.join(homedir(), ".cache/topher"));
    expect(cacheFolder({ XDG_CACHE_HOME: "/x" }, "linux")).toBe("/x/topher");
    expect(cacheFolder({}, "darwin")).toBe(path.join(homedir(), "Library/Caches/topher"));
    expect(cacheFolder({ LOCALAPPDATA: "/local" }, "win32")).toBe("/local/topher");
  });

  test("is TOPHER_CACHE where that is set", () => {
    expect(cacheFolder({ TOPHER_CACHE: "/mine", XDG_CACHE_HOME: "/x" }, "linux")).toBe("/mine");
  });
});
