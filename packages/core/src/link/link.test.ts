// A generated library in every runtime: the program in testdata/mathx, in processes of their own.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { cacheFolder, root } from "../../../../scripts/root.ts";
import { run } from "../../../../scripts/run.ts";
import { presentRuntimes } from "../../../../scripts/runtimes.ts";

const folder = path.join(cacheFolder, "link-test");
const minute = 60_000;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(import.meta.dirname, "testdata/mathx"), folder, { recursive: true });
  writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ type: "module", dependencies: { topher: "0.0.0" } }),
  );
  const args = [
    "build",
    "-buildmode=c-shared",
    "-trimpath",
    "-buildvcs=false",
    "-o",
    path.join(folder, "mathx.so"),
    "./host/testdata/sample",
  ];
  await run("link-test/build", "go", args, { cwd: path.join(root, "go/bridge"), check: true });
}, 3 * minute);

for (const runtime of presentRuntimes()) {
  describe.concurrent(`a generated library in ${runtime.title}`, () => {
    test("does what its program expects", { timeout: minute }, async () => {
      const { stdout, output } = await run(
        `link-test/${runtime.name}`,
        runtime.binary,
        runtime.program(path.join(folder, "program.mjs")),
        { timeout: minute },
      );
      const results = JSON.parse(stdout.trim() || JSON.stringify({ output })) as Record<string, string>;
      expect(Object.fromEntries(Object.entries(results).filter(([, result]) => result !== "passed"))).toEqual({});
      expect(Object.keys(results).length).toBeGreaterThan(10);
    });

    const refusals: readonly [code: string, from: RegExp, to: string, message: RegExp][] = [
      ["TOPHER_CONTRACT", /contract: 3/, "contract: 4", /version 4 of the contract.*newer topher/],
      ["TOPHER_BUILD_ID", /build: "unknown"/, 'build: "0123"', /is of build unknown \(go.*build 0123.*same build/],
      ["TOPHER_PLATFORM", /"linux-x64": /, '"sunos-sparc": ', /no library for .*only for sunos-sparc.*topher build/],
      ["TOPHER_NO_SYMBOL", /mathx_Add: "dd:d"/, 'mathx_Ad: "dd:d"', /does not export mathx_Ad/],
      ["TOPHER_NOT_FOUND", /mathx\.so/, "missing.so", /no file at .*missing\.so/],
    ];
    test("is refused where its parts do not belong together", { timeout: minute }, async () => {
      const program = path.join(folder, `refused-${runtime.name}.mjs`);
      writeFileSync(program, refusalsProgram(runtime.name, refusals));
      const { stdout, output } = await run(
        `link-test/refused-${runtime.name}`,
        runtime.binary,
        runtime.program(program),
        { timeout: minute },
      );
      const results = JSON.parse(stdout.trim() || JSON.stringify({ output })) as Record<
        string,
        { code: string; message: string }
      >;
      for (const [code, , , message] of refusals) {
        expect(results[code]?.code, output).toBe(code);
        expect(results[code]?.message).toMatch(message);
      }
    });
  });
}

// Imports an index.js for each way in which it can be wrong.
function refusalsProgram(name: string, refusals: readonly [string, RegExp, string, RegExp][]): string {
  const lines = refusals.map(([code, from, to]) => {
    const file = `${name}-${code}.js`;
    const text = readFileSync(path.join(folder, "index.js"), "utf8");
    writeFileSync(path.join(folder, file), text.replace(from, to));
    return `await import("./${file}").catch(({ code, message }) => (results.${code} = { code, message }));`;
  });
  return ["const results = {};", ...lines, "console.log(JSON.stringify(results));"].join("\n");
}
