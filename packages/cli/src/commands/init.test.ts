import { readFileSync } from "node:fs";
import path from "node:path";
import { x } from "tinyexec";
import { describe, expect, test } from "vitest";
import { version } from "../own-package.ts";
import { folderWith, topher } from "../run-cli.test-kit.ts";

const files = [
  ".gitignore",
  "README.md",
  "go.mod",
  "package.json",
  "test/all.mjs",
  "test/words.test.ts",
  "tsconfig.json",
  "words/words.go",
  "words/words_test.go",
];

describe("init", () => {
  test("makes a project whose Go part is formatted, vetted and passes its tests", async () => {
    const cwd = folderWith({});
    const ended = await topher(cwd, ["init", "demo"]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout).toContain("  cd demo\n  npm install\n  npm test");
    const go = (program: string, ...args: string[]) =>
      x(program, args, { nodeOptions: { cwd: path.join(cwd, "demo") } });
    expect((await go("gofmt", "-l", ".")).stdout).toBe("");
    expect(await go("go", "vet", "./...")).toMatchObject({ exitCode: 0 });
    expect(await go("go", "test", "./...")).toMatchObject({ exitCode: 0 });
  });

  test("--json lists the files", async () => {
    const cwd = folderWith({});
    const ended = await topher(cwd, ["init", "demo", "--json"]);
    const { folder, files: written } = JSON.parse(ended.stdout);
    expect(folder).toBe(path.join(cwd, "demo"));
    expect(written.toSorted()).toEqual(files.toSorted());
  });

  test("names package and module after the folder, and takes a module and a version", async () => {
    const cwd = folderWith({});
    await topher(cwd, ["init", "My Demo", "--module", "github.com/you/demo", "--topher", "next"]);
    const read = (name: string) => readFileSync(path.join(cwd, "My Demo", name), "utf8");
    expect(JSON.parse(read("package.json"))).toMatchObject({ name: "my-demo", dependencies: { topher: "next" } });
    expect(read("go.mod")).toMatch(/^module github\.com\/you\/demo\n\ngo 1\.\d+\.0\n/);
  });

  test("depends on this version of topher, and on the tools that topher is tested with", async () => {
    const cwd = folderWith({});
    await topher(cwd, ["init", "demo"]);
    const made = JSON.parse(readFileSync(path.join(cwd, "demo/package.json"), "utf8"));
    expect(made.dependencies.topher).toBe(`^${version}`);
    const root = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../../../package.json"), "utf8"));
    for (const [name, range] of Object.entries(made.devDependencies))
      expect(range).toBe(`^${root.devDependencies[name]}`);
  });

  test("without a terminal takes the current folder and asks nothing", async () => {
    const cwd = folderWith({ ".git/HEAD": "" });
    const ended = await topher(cwd, ["init"]);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).not.toContain("cd ");
  });

  test("refuses a folder that is not empty, and leaves it as it is", async () => {
    const ended = await topher(folderWith({ "demo/notes.txt": "" }), ["init", "demo", "--yes"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("The folder demo is not empty: it has notes.txt");
  });

  test("refuses a file", async () => {
    const ended = await topher(folderWith({ demo: "" }), ["init", "demo"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("demo is no folder");
  });
});
