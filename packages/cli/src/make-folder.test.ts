import { statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "./make-folder.ts";
import { folderWith } from "./run-cli.test-kit.ts";

describe("makeFolder", () => {
  test("makes folders above it too, and leaves alone what is there", () => {
    const deep = path.join(folderWith({}), "a/b/c");
    makeFolder(deep);
    makeFolder(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  test.skipIf(process.platform !== "linux")("ends where nothing can be made", () => {
    expect(() => makeFolder("/proc/none/at/all")).toThrow(/ENOENT.*'\/proc\/none'/);
  });

  test("says what is in its way", () => {
    const folder = folderWith({ file: "" });
    symlinkSync("nowhere", path.join(folder, "link"));
    expect(() => makeFolder(path.join(folder, "file"))).toThrow("EEXIST");
    expect(() => makeFolder(path.join(folder, "file/below"))).toThrow("EEXIST");
    expect(() => makeFolder(path.join(folder, "link"))).toThrow("EEXIST");
  });
});
