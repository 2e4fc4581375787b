import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { x } from "tinyexec";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { presentRuntimes } from "../../../../scripts/runtimes.ts";
import { glibcFloor } from "../doctor/elf.ts";
import { goVersionOf } from "../doctor/go-build-info.ts";
import { moduleFindings, secondLibraryFindings } from "../doctor/library-findings.ts";
import { oldestVersions } from "../doctor/runtime-findings.ts";
import { isOlder } from "../doctor/versions.ts";
import { folderWith, mathx, pathWith, topher } from "../run-cli.test-kit.ts";
import { checkGo } from "../toolchain.ts";

const here = `${process.platform}-${process.arch}`;
const onLinux = process.platform === "linux";

/** Everything that the machine has, with this Node as the first. */
function machine(env: Record<string, string> = {}): Record<string, string> {
  const first = folderWith({});
  symlinkSync(process.execPath, path.join(first, "node"));
  return { PATH: [first, process.env["PATH"] ?? ""].join(path.delimiter), GOTOOLCHAIN: "auto", ...env };
}

const doctor = (folder: string, args: readonly string[] = [], env = machine()) =>
  topher(folder, ["doctor", ...args], env);

describe("doctor on a machine", () => {
  test("on which everything works, says what it found", async () => {
    const ended = await doctor(folderWith({}));
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout).toMatch(/^✓ go: Go \d+\.\d+(\.\d+)? \(topher needs 1\.\d+ or newer\)$/m);
    expect(ended.stdout).toMatch(/^✓ compiler: The C compiler `.+` works$/m);
    expect(ended.stdout).toContain(`✓ node: node ${process.versions.node} (topher needs `);
    if (onLinux) expect(ended.stdout).toMatch(/^✓ libc: glibc 2\.\d+$/m);
  });

  test("without Go says where to get it; --json too", async () => {
    const PATH = pathWith([]);
    const ended = await doctor(folderWith({}), [], { PATH });
    expect(ended).toMatchObject({ exitCode: 1, stderr: "error: 1 problem\n" });
    expect(ended.stdout).toMatch(
      /^✗ go: Go was not found: there is no program `go` in PATH\n {2}Install Go .*https:\/\/go\.dev\/dl/,
    );
    const [report] = (await doctor(folderWith({}), ["--json"], { PATH })).stdout.split("\n");
    const { ok, findings } = JSON.parse(report!);
    expect(ok).toBe(false);
    expect(findings[0]).toEqual({
      status: "problem",
      name: "go",
      message: expect.stringContaining("was not found"),
      remedy: expect.stringContaining("https://go.dev/dl/"),
    });
  });

  test.each([
    ["cgo switched off", { CGO_ENABLED: "0" }, "✗ compiler: cgo is switched off", "Unset CGO_ENABLED"],
    ["no compiler", { CC: "no-such-cc" }, "✗ compiler: The C compiler `no-such-cc` was not found", "Install"],
    ["a compiler that has no headers", { CC: "gcc -nostdinc" }, "does not compile: x.c:1:", "Set CC to a compiler"],
    ["the race detector", { GOFLAGS: "-race" }, "✗ GOFLAGS: GOFLAGS has -race", "Take -race out of GOFLAGS"],
    ["another platform", { GOOS: "plan9", GOARCH: "386" }, "! GOOS: Go is set to build for plan9/386", "Unset GOOS"],
  ])("with %s says what to do", async (_, env, message, remedy) => {
    const ended = await doctor(folderWith({}), [], machine(env));
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain(message);
    expect(ended.stdout).toMatch(new RegExp(`^  ${remedy}`, "m"));
  });

  test("whose Go is older than a go.mod asks for, says both ways out", async () => {
    const folder = folderWith({ "go.mod": "module example.com/demo\n\ngo 1.999.0\n" });
    const ended = await doctor(folder, [], machine({ GOTOOLCHAIN: "local" }));
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toMatch(/^ {2}Install Go 1\.999\.0 or newer .*, or set GOTOOLCHAIN=auto/m);
  });

  test("whose Go is an old one because GOTOOLCHAIN says so, says that", () => {
    const go = { GOVERSION: "go1.20.1", GOTOOLCHAIN: "go1.20.1" } as Parameters<typeof checkGo>[0];
    expect(() => checkGo(go)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("GOTOOLCHAIN=go1.20.1 chooses it: unset it") }),
    );
  });

  test.runIf(onLinux)("with a runtime for musl refuses that one", async () => {
    const folder = folderWith({ "x.c": "int main(void) { return 0; }\n" });
    // A program of this machine whose loader is musl's, as every program in Alpine has it.
    execFileSync("gcc", ["-Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1", "-o", "bun", "x.c"], { cwd: folder });
    const { PATH = "", ...env } = machine();
    const ended = await doctor(folder, [], { ...env, PATH: [folder, PATH].join(path.delimiter) });
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain(`✗ bun: ${path.join(folder, "bun")} runs on musl`);
  });

  test("compares versions by number, and knows the oldest from package.json", () => {
    expect(isOlder("1.9.0", "1.10")).toBe(true);
    expect(isOlder("1.10", "1.9.9")).toBe(false);
    expect(isOlder("22.0.0", "22")).toBe(false);
    const bun = readFileSync(path.resolve(import.meta.dirname, "../../../bun/src/host.ts"), "utf8");
    expect(bun).toContain(`version: "${oldestVersions().get("bun")}"`);
    expect([...oldestVersions().values()].filter((version) => version === "0")).toEqual([]);
  });
});

describe("doctor on a library", () => {
  let built: { project: string; library: string };

  // Built once; tests that change something work on a copy.
  beforeAll(async () => {
    const project = realpathSync(mkdtempSync(path.join(tmpdir(), "topher-doctor-")));
    for (const [name, text] of Object.entries(mathx)) {
      mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
      writeFileSync(path.join(project, name), text);
    }
    const ended = await topher(project, ["build", "./mathx", "--out", "mathx-js"]);
    expect(ended.stderr).not.toContain("error");
    built = { project, library: readReport(project).file };
  }, 180_000);

  afterAll(() => rmSync(built.project, { recursive: true, force: true }));

  const readReport = (project: string) => JSON.parse(readFileSync(path.join(project, "mathx-js/topher.json"), "utf8"));

  /** A folder with `mathx-js`. */
  function copy(): string {
    const folder = folderWith({});
    cpSync(path.join(built.project, "mathx-js"), path.join(folder, "mathx-js"), { recursive: true });
    return folder;
  }

  test("that fits, finds it in the working folder and says what it needs", async () => {
    const folder = copy();
    const ended = await doctor(folder);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toContain(`✓ ./mathx-js: ${here}, build ${readReport(folder).build}, as it was built`);
    expect(ended.stdout).toContain("· ./mathx-js: Deno needs: deno run --allow-ffi --allow-read=./mathx-js");
    if (onLinux) expect(ended.stdout).toMatch(/needs glibc 2\.\d+ or newer; this machine has 2\.\d+/);
  });

  test.runIf(onLinux)("reads the glibc floor and Go's version as readelf and Go do", () => {
    const file = path.join(built.project, "mathx-js", built.library);
    const bytes = readFileSync(file);
    const names = execFileSync("readelf", ["--version-info", "--wide", file], { encoding: "utf8" });
    const versions = [...names.matchAll(/Name: GLIBC_([\d.]+)/g)].map(([, version = ""]) => version);
    expect(glibcFloor(bytes)).toBe(versions.toSorted((a, b) => (isOlder(a, b) ? 1 : -1))[0]);
    const told = execFileSync("go", ["version", file], { encoding: "utf8" }).trim();
    expect(told).toBe(`${file}: ${goVersionOf(bytes)}`);
  });

  test.runIf(onLinux)("for a newer glibc than the machine's says so", () => {
    const folder = copy();
    expect(moduleFindings(path.join(folder, "mathx-js"), "2.17")).toContainEqual({
      status: "problem",
      name: path.join(folder, "mathx-js", built.library),
      message: expect.stringMatching(/^needs glibc 2\.\d+ or newer; this machine has 2\.17$/),
      remedy: expect.stringContaining("image whose glibc is as old"),
    });
  });

  test("that was changed says to build it again", async () => {
    const folder = copy();
    writeFileSync(path.join(folder, "mathx-js", built.library), "tampered", { flag: "a" });
    const ended = await doctor(folder, ["mathx-js"]);
    expect(ended).toMatchObject({ exitCode: 1, stderr: "error: 1 problem\n" });
    expect(ended.stdout).toMatch(
      /^✗ \.\/mathx-js: mathx\..*: its SHA-256 is .*\n {2}Build it again, .*--out \.\/mathx-js$/m,
    );
  });

  test("needs no Go to run", async () => {
    const folder = copy();
    const node = machine()["PATH"]!.split(path.delimiter)[0]!;
    const ended = await doctor(folder, ["mathx-js"], { PATH: node });
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout).toContain("! go: Go was not found");
  });

  test("of another sort than `build` writes looks at the file", async () => {
    const folder = copy();
    copyFileSync(path.join(folder, "mathx-js", built.library), path.join(folder, "lib.so"));
    expect(await doctor(folder, ["lib.so"])).toMatchObject({ exitCode: 0, stderr: "" });
    if (!onLinux) return;
    const { size } = statSync(path.join(folder, "lib.so"));
    for (const [bytes, message] of [
      [size - 1, `it has ${size - 1} bytes, and its header promises ${size}`],
      [40, "it is not a shared library for Linux (40 bytes)"],
    ] as const) {
      truncateSync(path.join(folder, "lib.so"), bytes);
      const cut = await doctor(folder, ["lib.so"]);
      expect(cut.exitCode).toBe(1);
      expect(cut.stdout).toContain(`✗ ./lib.so: ${message}`);
    }
    writeFileSync(path.join(folder, "c.c"), "int one(void) { return 1; }\n");
    execFileSync("gcc", ["-shared", "-o", "c.so", "c.c"], { cwd: folder });
    expect((await doctor(folder, ["c.so"])).stdout).toContain("! ./c.so: there is no Go in it");
  });

  test("that is not the only one in the tree warns of a second Go runtime", async () => {
    const folder = copy();
    const other = path.join(folder, "node_modules/other");
    cpSync(path.join(folder, "mathx-js"), other, { recursive: true });
    expect(secondLibraryFindings([path.join(folder, "mathx-js"), other], [])).toEqual([]); // the same one twice
    const report = readReport(folder);
    const changed = { ...report, go: "go1.25.3", sha256: "another" };
    writeFileSync(path.join(other, "topher.json"), JSON.stringify(changed));
    const ended = await doctor(folder);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toContain(
      `! libraries: 2 Go libraries are here: ./mathx-js/${report.file} (${report.go}), ./node_modules/other/${report.file} (go1.25.3).`,
    );
    expect(ended.stdout).toContain("TOPHER_SECOND_GO_RUNTIME");
  });

  const deno = presentRuntimes().find(({ name }) => name === "deno");
  test.runIf(deno)("prints the permissions with which Deno runs it", async () => {
    const folder = copy();
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(path.resolve(import.meta.dirname, "../../../topher"), path.join(folder, "node_modules/topher"));
    writeFileSync(path.join(folder, "package.json"), '{ "type": "module", "dependencies": { "topher": "*" } }\n');
    writeFileSync(
      path.join(folder, "app.ts"),
      'import { mean } from "./mathx-js/index.js";\nconsole.log(mean([1, 2, 6]));\n',
    );
    const [, flags = ""] = /deno run (.*)$/m.exec((await doctor(folder)).stdout) ?? [];
    const env = { ...process.env, DENO_NO_UPDATE_CHECK: "1" };
    const ran = await x(deno!.binary, ["run", "--no-prompt", ...flags.split(" "), "app.ts"], {
      nodeOptions: { cwd: folder, env },
    });
    expect(ran.stdout).toBe("3\n");
  });

  test("that is not there is an error", async () => {
    expect(await doctor(folderWith({}), ["none"])).toMatchObject({ exitCode: 2 });
    const ended = await doctor(folderWith({}), ["."]);
    expect(ended).toMatchObject({ exitCode: 1 });
    expect(ended.stderr).toContain(". has no library\n  Give a folder that `topher build` wrote to");
  });
});
