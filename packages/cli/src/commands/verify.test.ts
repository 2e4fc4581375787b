import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith, mathx, topher } from "../run-cli.test-kit.ts";
import { contractVersion, verifyModule } from "../verify-module.ts";

const here = `${process.platform}-${process.arch}`;
const library = "not loaded by verify";
const sha256 = createHash("sha256").update(library).digest("hex");

function reportOf(changes: object): string {
  return JSON.stringify({
    contract: contractVersion(),
    build: "3f9a",
    go: "go1.26.0",
    platform: here,
    file: "geo.so",
    sha256,
    packages: [{ module: "geo/index.js" }],
    ...changes,
  });
}

function built(changes: object = {}): string {
  return folderWith({
    "topher.json": reportOf(changes),
    "geo.so": library,
    "geo/index.js": 'const $lib = $link({\n  build: "3f9a",\n});\n',
  });
}

describe("verify", () => {
  test("accepts a module as it was built", async () => {
    const ended = await topher(built(), ["verify", "."]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout).toBe(`✓ contract ${contractVersion()}\n✓ platform ${here}\n✓ geo.so\n✓ geo/index.js\n`);
  });

  test("notices a changed library", async () => {
    const folder = built();
    writeFileSync(path.join(folder, "geo.so"), `${library}.`);
    const ended = await topher(folder, ["verify", "."]);
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toMatch(new RegExp(`✗ geo.so: its SHA-256 is [0-9a-f]{64}, and topher.json says ${sha256}`));
    expect(ended.stderr).toContain("Build it again");
  });

  test("notices missing files", async () => {
    const folder = built();
    rmSync(path.join(folder, "geo.so"));
    rmSync(path.join(folder, "geo"), { recursive: true });
    const { stdout } = await topher(folder, ["verify", "."]);
    expect(stdout).toContain("✗ geo.so: the file is missing");
    expect(stdout).toContain("✗ geo/index.js: the file is missing");
  });

  test("notices a module of another build", async () => {
    const ended = await topher(built({ build: "0000" }), ["verify", "."]);
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain("✗ geo/index.js: it comes from another build");
  });

  test("notices another contract", async () => {
    const newer = await topher(built({ contract: contractVersion() + 1 }), ["verify", "."]);
    expect(newer.exitCode).toBe(1);
    expect(newer.stdout).toContain(`this topher has contract ${contractVersion()}; update topher`);
    const older = await topher(built({ contract: 0 }), ["verify", "."]);
    expect(older.stdout).toContain("build the module again");
  });

  test("notices a library for another machine", async () => {
    const ended = await topher(built({ platform: "plan9-mips" }), ["verify", ".", "--json"]);
    expect(ended.exitCode).toBe(1);
    const [{ ok, checks }] = ended.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(ok).toBe(false);
    expect(checks).toContainEqual({ name: "platform plan9-mips", problem: `this machine is ${here}` });
  });

  test("refuses a topher.json that is none, and says why", async () => {
    const texts: Readonly<Record<string, string>> = {
      "": "Unexpected end of JSON input",
      "{": "JSON",
      null: "it holds no object",
      "[]": "it holds no object",
      "{}": "contract is not a number",
      [reportOf({ contract: "3" })]: "contract is not a number",
      [reportOf({ build: 1 })]: "build is not a text",
      [reportOf({ file: "../geo.so" })]: "file is not a file in its folder",
      [reportOf({ file: "/etc/passwd" })]: "file is not a file in its folder",
      [reportOf({ sha256: undefined })]: "sha256 is not a text",
      [reportOf({ hashes: { "../x": "0" } })]: "hashes is not hashes of files in its folder",
      [reportOf({ packages: [] })]: "packages is not packages with a module in its folder",
      [reportOf({ packages: [{ module: "a/../../x.js" }] })]: "packages is not packages with a module in its folder",
      [reportOf({ packages: [null] })]: "packages is not packages with a module in its folder",
    };
    for (const [text, why] of Object.entries(texts)) {
      const folder = folderWith({ "topher.json": text });
      expect(() => verifyModule(folder), text).toThrow(
        expect.objectContaining({ exitCode: 1, code: "TOPHER_VERIFY", message: expect.stringContaining(why) }),
      );
    }
    const ended = await topher(folderWith({ "topher.json": "{" }), ["verify", "."]);
    expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ended.stderr).toMatch(/^error: topher\.json cannot be read: .*\n {2}Build it again with topher build\n$/);
  });

  test("says what is no file, and does not wait for one", () => {
    const folder = built();
    rmSync(path.join(folder, "geo.so"));
    rmSync(path.join(folder, "geo/index.js"));
    mkdirSync(path.join(folder, "geo/index.js"));
    if (process.platform !== "win32") execFileSync("mkfifo", [path.join(folder, "geo.so")]);
    const problems = verifyModule(folder).filter(({ problem }) => problem !== undefined);
    for (const { problem } of problems)
      expect(problem).toBe(process.platform === "win32" ? problem : "it is not a file");
    expect(problems.map(({ name }) => name)).toEqual(["geo.so", "geo/index.js"]);
    rmSync(path.join(folder, "topher.json"));
    mkdirSync(path.join(folder, "topher.json"));
    expect(() => verifyModule(folder)).toThrow(/topher\.json cannot be read: it is not a file/);
  });

  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)("says what it may not read", () => {
    const folder = built();
    chmodSync(path.join(folder, "geo.so"), 0);
    expect(verifyModule(folder)).toContainEqual({ name: "geo.so", problem: expect.stringContaining("EACCES") });
  });

  test("says what to give where there is no topher.json", async () => {
    const ended = await topher(folderWith({}), ["verify", "."]);
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain("Give the folder that `topher build` wrote to");
    expect((await topher(folderWith({}), ["verify", "none"])).stderr).toContain("There is no folder none");
  });

  test("has the contract version of packages/core", () => {
    const source = readFileSync(path.resolve(import.meta.dirname, "../../../core/src/link/manifest.ts"), "utf8");
    expect(source).toContain(`export const contractVersion = ${contractVersion()};`);
  });
});

describe("verify on what build wrote", () => {
  let project: string;
  let out: string;

  beforeAll(async () => {
    project = realpathSync(mkdtempSync(path.join(tmpdir(), "topher-verify-")));
    for (const [name, text] of Object.entries(mathx)) {
      mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
      writeFileSync(path.join(project, name), text);
    }
    expect((await topher(project, ["build", "./mathx", "--out", "mathx-js"])).stderr).not.toContain("error");
    out = path.join(project, "mathx-js");
  }, 180_000);

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  /** A copy of the module. */
  function copy(): string {
    const folder = path.join(folderWith({}), "mathx-js");
    cpSync(out, folder, { recursive: true });
    return folder;
  }

  const problemsOf = (folder: string) => verifyModule(folder).filter(({ problem }) => problem !== undefined);
  const report = (): { file: string; build: string } => JSON.parse(readFileSync(path.join(out, "topher.json"), "utf8"));

  test("finds nothing", async () => {
    expect(problemsOf(out)).toEqual([]);
    expect(await topher(project, ["verify", "mathx-js"])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("notices one changed byte anywhere in the library", () => {
    const folder = copy();
    const { file } = report();
    const library = path.join(folder, file);
    const bytes = readFileSync(library);
    const places = [0, 16, 63, 64, bytes.length - 1, ...Array.from({ length: 25 }, (_, i) => i * (bytes.length / 25))];
    for (const place of places) {
      const at = Math.floor(place);
      bytes[at]! ^= 1;
      writeFileSync(library, bytes);
      expect(problemsOf(folder), `byte ${at}`).toEqual([
        { name: file, problem: expect.stringMatching(/^its SHA-256/) },
      ]);
      bytes[at]! ^= 1;
    }
    writeFileSync(library, bytes);
    expect(problemsOf(folder)).toEqual([]);
    for (const other of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.alloc(1)]), Buffer.alloc(0)]) {
      writeFileSync(library, other);
      expect(problemsOf(folder), `${other.length} bytes`).toHaveLength(1);
    }
  });

  test("notices a changed module, and changed types", async () => {
    const folder = copy();
    for (const name of ["index.js", "index.d.ts"]) {
      const text = readFileSync(path.join(folder, name), "utf8");
      writeFileSync(path.join(folder, name), `${text} `);
      expect(problemsOf(folder)).toEqual([{ name, problem: expect.stringMatching(/^its SHA-256/) }]);
      const ended = await topher(path.dirname(folder), ["verify", "mathx-js"]);
      expect(ended.exitCode).toBe(1);
      expect(ended.stdout).toContain(`✗ ${name}: its SHA-256 is `);
      rmSync(path.join(folder, name));
      expect(problemsOf(folder)).toEqual([{ name, problem: "the file is missing" }]);
      writeFileSync(path.join(folder, name), text);
    }
  });

  test("notices the library or the module of another build", () => {
    const folder = copy();
    const { file, build } = report();
    writeFileSync(path.join(folder, file), readFileSync(process.execPath).subarray(0, 100_000));
    const index = path.join(folder, "index.js");
    writeFileSync(index, readFileSync(index, "utf8").replace(build, "0123456789abcdef"));
    expect(problemsOf(folder)).toEqual([
      { name: file, problem: expect.stringMatching(/^its SHA-256/) },
      { name: "index.js", problem: "it comes from another build" },
    ]);
  });

  test("accepts what an older topher wrote, without hashes of its modules", () => {
    const folder = copy();
    const { hashes, ...older } = JSON.parse(readFileSync(path.join(folder, "topher.json"), "utf8"));
    expect(Object.keys(hashes)).toEqual(["index.d.ts", "index.js"]);
    writeFileSync(path.join(folder, "topher.json"), JSON.stringify(older));
    writeFileSync(path.join(folder, "index.js"), `${readFileSync(path.join(folder, "index.js"), "utf8")} `);
    expect(problemsOf(folder)).toEqual([]);
  });
});
