import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { unsourcedNumbers } from "./measured-numbers.ts";
import { blocksOf, proseDocuments } from "./prose.ts";
import { problemOfCommand, problemOfSource } from "./sources.ts";

const root = path.resolve(import.meta.dirname, "..");
const read = (document: string) => readFileSync(path.join(root, document), "utf8");

describe("documents", () => {
  test.each(proseDocuments())("%s says where each measured number comes from", (document) => {
    expect(unsourcedNumbers(read(document))).toEqual([]);
  });

  test.each(proseDocuments())("%s names sources and commands that exist", (document) => {
    const markdown = read(document);
    const sources = blocksOf(markdown).flatMap(({ sources }) => sources);
    const commands = [...markdown.matchAll(/`(npm run [^`]+)`/g)].map(([, command = ""]) =>
      command.replaceAll("\n", " "),
    );
    const problems = [...sources.map(problemOfSource), ...commands.map(problemOfCommand)];
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });
});

describe("measured numbers", () => {
  test.each([
    "80 ns",
    "80ns",
    "80 nanoseconds",
    "1.5 GiB",
    "1,200 k/s",
    "300,000 a second",
    "5,000 calls per second",
    "30 %",
    "thirty percent",
    "2.5 ×",
    "3x",
    "5 to 10 times faster",
    "three times as\nfast",
    "1.1 times what it was",
    "twice the time",
    "half as much",
    "a third longer",
    "half a second",
    "a second or two",
    "an hour",
    "a few kilobytes",
    "a fraction of a microsecond",
    "tens of milliseconds",
    "a third of the time",
    "two orders of magnitude",
  ])("%s is one", (number) => {
    expect(unsourcedNumbers(`It takes ${number}.`)).toHaveLength(1);
    expect(unsourcedNumbers(`- It takes ${number}. <!-- source: npm run bench -->`)).toEqual([]);
  });

  test.each([
    "Node 22.12 or newer",
    "called three times",
    "20,000 times and adds",
    "the second argument",
    "a second function",
    "64-bit integers",
    "millions of small structs",
    "10⁵ tasks",
    "8 bytes: the id",
    "two structs",
    "`{ timeout: 5 s }`",
    "<!-- figure: noop c -->80 ns<!-- /figure -->",
  ])("%s is none", (text) => {
    expect(unsourcedNumbers(`It is ${text}.`)).toEqual([]);
  });

  test("code and what is generated is not looked at", () => {
    expect(unsourcedNumbers("```text\n80 ns\n```\n\n<!-- table: kinds -->\n\n| 80 ns |\n\n<!-- /table -->")).toEqual(
      [],
    );
  });

  test("a source is for its paragraph, item or row", () => {
    expect(unsourcedNumbers("It takes 80 ns.\n\nThat takes 90 ns. <!-- source: README.md -->")).toEqual([
      { line: 1, number: "80 ns" },
    ]);
    expect(unsourcedNumbers("- 80 ns\n- 90 ns\n  <!-- source: README.md -->\n- and\n  7 ms")).toEqual([
      { line: 1, number: "80 ns" },
      { line: 5, number: "7 ms" },
    ]);
    expect(unsourcedNumbers("| 80 ns | <!-- source: README.md -->\n| 90 ns |")).toEqual([{ line: 2, number: "90 ns" }]);
  });

  test("a source under a heading is for all up to the next heading", () => {
    const section = "## A\n\n<!-- source: README.md -->\n\n80 ns\n\n- 90 ns\n\n### B\n\n7 ms\n";
    expect(unsourcedNumbers(section)).toEqual([{ line: 11, number: "7 ms" }]);
  });
});

describe("sources", () => {
  const problem = (text: string) => problemOfSource({ text, aboveCode: false });

  test.each([
    "README.md",
    "package.json#vitest",
    "npm run check",
    "npm run bench -- async --case lone",
    "node docs/include.ts",
  ])("%s is one", (source) => {
    expect(problem(source)).toBeUndefined();
  });

  test.each([
    ["nowhere.md", "there is no nowhere.md"],
    ["README.md#no such word", "README.md#no such word is no command that is known"],
    ["README.md#nowhere-in-it", "README.md does not have nowhere-in-it"],
    ["npm run nothing", "package.json has no script nothing"],
    ["npm run bench -- nothing", "there is no suite nothing"],
    ["npm run bench -- async --case nothing", "there is no case nothing"],
    ["node docs/nothing.ts", "there is no docs/nothing.ts"],
    ["npm run check; nowhere.md", "there is no nowhere.md"],
    ["below", "no program follows"],
  ])("%s is none: %s", (source, message) => {
    expect(problem(source)).toBe(message);
  });

  test("below is one where a program follows", () => {
    const [block] = blocksOf("It takes 80 ns: <!-- source: below -->\n\n```js\nrun();\n```");
    expect(block?.sources.map(problemOfSource)).toEqual([undefined]);
  });
});
