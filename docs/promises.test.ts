import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { promises, problemOfTest } from "./promises.ts";

const root = path.resolve(import.meta.dirname, "..");
const references = Object.values(promises).flatMap((rows) => rows.flatMap(({ shownBy }) => shownBy));

describe("safety.md", () => {
  test.each(Object.keys(promises))("has the table of %s", (subject) => {
    expect(readFileSync(path.join(root, "docs/safety.md"), "utf8")).toContain(`<!-- table: promises-${subject} -->`);
  });

  test.each(Object.values(promises).flat())("names a test for: $promise", ({ shownBy }) => {
    expect(shownBy).not.toEqual([]);
  });

  test.each(references)("%s exists", (reference) => {
    expect(problemOfTest(reference)).toBeUndefined();
  });

  test("programs that it names are in the folders of npm run hammer, soak, fuzz and instruments", () => {
    const programs = references.filter((reference) => !reference.includes("#"));
    const known = globSync("conformance/{stress,fuzz,instruments}/**/*.{ts,c}", { cwd: root });
    expect(programs.filter((program) => !known.includes(program))).toEqual([]);
  });
});

describe("problemOfTest", () => {
  test("finds what is not there", () => {
    expect(problemOfTest("docs/nowhere.test.ts#a")).toBe("there is no docs/nowhere.test.ts");
    expect(problemOfTest("docs/promises.test.ts#nothing of this name")).toBe(
      "docs/promises.test.ts has no test named nothing of this name",
    );
  });

  test("reads names of every form", () => {
    expect(problemOfTest("docs/promises.test.ts#reads names of every form")).toBeUndefined();
    expect(problemOfTest("docs/promises.test.ts#%s exists")).toBeUndefined();
    expect(problemOfTest("go/bridge/guard_test.go#TestExports")).toBeUndefined();
  });
});
