// Two Go runtimes in one process: unsupported by Go, so the program is told, once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { libraryPath } from "../kit/library.ts";
import { runProgram, type Ended, type ProgramOptions } from "../kit/program.ts";

const code = "TOPHER_SECOND_GO_RUNTIME";

function opened(...args: readonly ("fixture" | "second" | "foreign")[]) {
  return openedWith({ args });
}

function openedWith(options: ProgramOptions): Ended & { results: Record<string, string>; refused?: string } {
  const ended = runProgram("two-libraries", options);
  assert.equal(ended.status, 0, ended.stderr);
  return { ...ended, ...JSON.parse(ended.stdout.trim()) };
}

function warnings({ stderr }: Ended): string[] {
  return stderr.split("\n").filter((line) => line.includes("two Go runtimes are in this process"));
}

test("open is silent with one library, opened often", () => {
  const ended = opened("fixture", "fixture", "fixture");
  assert.match(ended.results["fixture"]!, /^3 go1\.\d+/);
  assert.deepEqual(warnings(ended), []);
});

test("open is silent with one library that has no guard", () => {
  const ended = opened("foreign");
  assert.match(ended.results["foreign"]!, /^3 go1\.\d+/);
  assert.equal(ended.stderr, "");
});

for (const names of [
  ["fixture", "second"],
  ["second", "fixture"],
  ["fixture", "foreign"],
  ["foreign", "fixture"],
] as const) {
  test(`open warns once when ${names[1]} comes after ${names[0]}, and both work`, () => {
    const ended = opened(...names, ...names);
    const [warning, ...more] = warnings(ended);
    assert.ok(warning !== undefined, ended.stderr);
    assert.deepEqual(more, []);
    assert.ok(ended.stderr.includes(code), ended.stderr);
    for (const name of names) {
      const version = ended.results[name]!.split(" ")[1]!;
      assert.ok(warning.includes(`${libraryPath(name)} (${version})`), warning);
      // Both libraries export addI64, and the second one's adds 1000.
      assert.equal(ended.results[name]!.split(" ")[0], name === "second" ? "1003" : "3");
    }
  });
}

test("open throws for a second runtime where the environment says so", () => {
  const ended = openedWith({ args: ["fixture", "second"], env: { TOPHER_SECOND_GO: "error" } });
  assert.equal(ended.refused, code);
  assert.match(ended.results["fixture"]!, /^3 /);
  assert.equal(ended.results["second"], undefined);
});

test("open does not throw where the environment says anything else", () => {
  const ended = openedWith({ args: ["fixture", "second"], env: { TOPHER_SECOND_GO: "warn" } });
  assert.equal(ended.refused, undefined);
  assert.equal(warnings(ended).length, 1);
});

test("open throws for one library never, whatever the environment says", () => {
  const ended = openedWith({ args: ["fixture", "fixture"], env: { TOPHER_SECOND_GO: "error" } });
  assert.equal(ended.refused, undefined);
});
