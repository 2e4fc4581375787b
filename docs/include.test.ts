import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { exampleNames } from "../scripts/examples.ts";
import { documents, included } from "./include.ts";

const root = path.resolve(import.meta.dirname, "..");

describe("documents", () => {
  test.each(documents())("%s shows what the files have (npm run docs)", (document) => {
    const text = readFileSync(path.join(root, document), "utf8");
    expect(included(text)).toBe(text);
  });

  test.each(documents())("%s links to files that exist", (document) => {
    const text = readFileSync(path.join(root, document), "utf8").replaceAll(/^```[\s\S]*?^```$|`[^`\n]*`/gm, "");
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g)].map(([, link = ""]) => link);
    const missing = links.filter((link) => !existsSync(path.resolve(root, path.dirname(document), link)));
    expect(missing).toEqual([]);
  });
});

describe("chapters", () => {
  const examples = exampleNames().filter((name) => /^\d/.test(name));
  const chapters = globSync("docs/tutorial/*.md", { cwd: root }).map((file) => path.basename(file, ".md"));

  test("each example has one", () => {
    expect(chapters.toSorted()).toEqual(examples.toSorted());
  });

  test.each(examples)("%s shows every region and every printed line", (name) => {
    const chapter = readFileSync(path.join(root, `docs/tutorial/${name}.md`), "utf8");
    const main = readFileSync(path.join(root, `examples/${name}/main.ts`), "utf8");
    const regions = [...main.matchAll(/^\/\/ #region (\S+)$/gm)].map(([, region]) => region);
    const hidden = regions.filter((region) => !chapter.includes(`<!-- code: examples/${name}/main.ts#${region} -->`));
    expect(hidden).toEqual([]);
    const lines = readFileSync(path.join(root, `examples/${name}/expected.txt`), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.filter((line) => !chapter.includes(line))).toEqual([]);
  });
});
