import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { folderWith, mathx, topher } from "../run-cli.test-kit.ts";

describe("inspect", () => {
  test("says what is bound, and what is not and why", async () => {
    const ended = await topher(folderWith(mathx), ["inspect", "./mathx"]);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toContain("example.com/demo/mathx: 1 of 2 functions and methods are bound (50 %)");
    expect(ended.stdout).toMatch(/✓ Mean {2}mean: \(xs: .*\) => number\n {6}xs is borrowed: /);
    expect(ended.stdout).toMatch(/– Watch {2}.*complex.* \(mathx\/mathx\.go:14\)/);
  });

  test("--json prints one object and nothing else", async () => {
    const ended = await topher(folderWith(mathx), ["inspect", "./mathx", "--json"]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      package: "example.com/demo/mathx",
      bound: [{ name: "Mean", js: "mean" }],
      skipped: [{ name: "Watch", reason: expect.any(String), position: { file: "mathx/mathx.go", line: 14 } }],
    });
  });

  test("--json of several packages prints an array", async () => {
    const ended = await topher(folderWith(mathx), ["inspect", "./mathx", "unicode/utf8", "--json"]);
    expect(JSON.parse(ended.stdout).map((each: { package: string }) => each.package)).toEqual([
      "example.com/demo/mathx",
      "unicode/utf8",
    ]);
  });

  test("of an import path needs no module", async () => {
    const ended = await topher(folderWith({}), ["inspect", "unicode/utf8"]);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(/✓ ValidString {2}validString: \(s: string\) => boolean/);
  });

  test("sums up at the end what is opaque and why symbols are skipped, and warns of what ends the process", async () => {
    const folder = folderWith({
      "go.mod": mathx["go.mod"]!,
      "odd/odd.go": `package odd

import (
	"os"
	"text/template"
)

func A(c complex128) {}

func B() complex128 { return 0 }

func New() *template.Template { return nil }

func Name(t *template.Template) string { return t.Name() }

func Stop() { stop() }

func stop() { os.Exit(3) }
`,
    });
    const ended = await topher(folder, ["inspect", "./odd"]);
    expect(ended.stderr).toContain(
      "odd/odd.go:18:18: warning: os.Exit ends the whole process, that of JavaScript too; Stop (through stop) reaches it",
    );
    expect(ended.stdout).toMatch(
      /\n1 type is an opaque handle.*\n {6}2 {2}template\.Template {2}.*text\/template is not in the build/,
    );
    expect(ended.stdout).toMatch(/\n2 symbols are skipped, because:\n {6}2 {2}JavaScript has no complex numbers$/m);
    const { reasons, opaque, warnings } = JSON.parse((await topher(folder, ["inspect", "./odd", "--json"])).stdout);
    expect(reasons).toEqual([{ reason: "JavaScript has no complex numbers", count: 2 }]);
    expect(opaque).toMatchObject([{ type: "template.Template", count: 2 }]);
    expect(warnings).toMatchObject([
      { severity: "warning", code: "TOPHER_EXIT", position: { file: "odd/odd.go", line: 18 } },
    ]);
  });

  test("says what has only the asynchronous form, and why", async () => {
    const folder = folderWith({
      "go.mod": mathx["go.mod"]!,
      "feed/feed.go": `package feed

import "context"

func Watch(ctx context.Context, name string) (<-chan string, error) { return nil, nil }

//topher:async
//topher:drain
func Slow() <-chan int { return nil }
`,
    });
    const ended = await topher(folder, ["inspect", "./feed"]);
    expect(ended.stdout).toMatch(
      /✓ Watch {2}watch: \(name: string, options\?: TaskOptions\) => Task<ReceiveChannel<string>>\n {6}asynchronous: it takes a context\n/,
    );
    expect(ended.stdout).toMatch(
      /✓ Slow .*\n {6}asynchronous: a directive says so\n {6}its channel is read to the end where JavaScript stops early$/m,
    );
    const { bound } = JSON.parse((await topher(folder, ["inspect", "./feed", "--json"])).stdout);
    expect(bound).toMatchObject([
      { name: "Watch", shape: "task", async: "it takes a context" },
      { name: "Slow", shape: "task", async: "a directive says so", drain: true },
    ]);
  });

  test("writes nothing into the user's folder", async () => {
    const folder = folderWith(mathx);
    const before = await listing(folder);
    await topher(folder, ["inspect", "./mathx"]);
    expect(await listing(folder)).toEqual(before);
  });
});

async function listing(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}
