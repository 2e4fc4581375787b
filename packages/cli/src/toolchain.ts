// Go and the C compiler: what npm cannot bring.
import { readFileSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command-error.ts";
import { findProgram } from "./find-program.ts";
import { goSources } from "./go-sources.ts";
import { runProcess } from "./run-process.ts";

export interface Toolchain {
  /** For example `go1.26.8`: the one that the user's module asks for. */
  readonly goVersion: string;
  /** The platform that Go itself runs on. */
  readonly host: { readonly GOOS: string; readonly GOARCH: string };
}

export interface Needs {
  /** Building a library needs a C compiler; reading packages does not. */
  readonly compiler: boolean;
}

/** What Go says of itself in a folder. */
export type GoEnvironment = Readonly<Record<(typeof variables)[number], string>>;

const variables = [
  "GOVERSION",
  "GOHOSTOS",
  "GOHOSTARCH",
  "GOOS",
  "GOARCH",
  "GOFLAGS",
  "GOTOOLCHAIN",
  "CC",
  "CGO_ENABLED",
] as const;

/**
 * Looks for Go, as it is in a folder (a module may ask for another version than the one installed), and for the C compiler.
 *
 * @throws {CommandError} that says what is missing and where to get it
 */
export async function findToolchain(cwd: string, needs: Needs): Promise<Toolchain> {
  const go = await goEnvironment(cwd);
  checkGo(go);
  if (needs.compiler) checkCompiler(go);
  return { goVersion: go.GOVERSION, host: { GOOS: go.GOHOSTOS, GOARCH: go.GOHOSTARCH } };
}

/** Refuses a Go that is too old. */
export function checkGo({ GOVERSION, GOTOOLCHAIN }: GoEnvironment): void {
  const least = leastGo();
  const found = /^go(\d+(\.\d+)*)/.exec(GOVERSION)?.[1];
  if (found === undefined || found.localeCompare(least, "en", { numeric: true }) >= 0) return;
  throw new CommandError(
    "environment",
    "TOPHER_OLD_GO",
    `Go ${found} is too old: topher needs Go ${least} or newer`,
    GOTOOLCHAIN === `go${found}`
      ? `GOTOOLCHAIN=${GOTOOLCHAIN} chooses it: unset it (\`go env -u GOTOOLCHAIN\` if it was written there)`
      : "Get it from https://go.dev/dl/",
  );
}

/** The least version of Go, from the go.mod of what is compiled into every library. */
export function leastGo(): string {
  const file = path.join(goSources().folder, "bridge", "go.mod");
  return /^go (\d+\.\d+)/m.exec(readFileSync(file, "utf8"))?.[1] ?? "1.25";
}

/**
 * Asks Go, as it is in a folder.
 *
 * @throws {CommandError} where there is no Go, or one that does not run there
 */
export async function goEnvironment(cwd: string): Promise<GoEnvironment> {
  const result = await runProcess("go", ["env", "-json", ...variables], { cwd }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      throw new CommandError(
        "environment",
        "TOPHER_NO_GO",
        "Go was not found: there is no program `go` in PATH",
        `Install Go ${leastGo()} or newer from https://go.dev/dl/ and put its bin folder into PATH`,
      );
    },
  );
  if (result.exitCode === 0) return JSON.parse(result.stdout) as GoEnvironment;
  throw new CommandError("environment", "TOPHER_GO", `\`go env\` failed: ${result.stderr.trim().replace(/^go: /, "")}`);
}

/** Refuses where Go cannot compile C: without a compiler, with cgo switched off, for another platform. */
export function checkCompiler(go: GoEnvironment): void {
  const [compiler = "gcc"] = go.CC.trim().split(/\s+/);
  // First this, because Go switches cgo off by itself where it finds no compiler.
  if (findProgram(compiler) === undefined) {
    throw new CommandError(
      "environment",
      "TOPHER_NO_COMPILER",
      `The C compiler \`${compiler}\` was not found, and Go needs one to build shared libraries`,
      installCompiler[process.platform] ?? "Install gcc or clang, and set CC if it has another name",
    );
  }
  if (go.CGO_ENABLED === "1") return;
  if (go.GOOS !== go.GOHOSTOS || go.GOARCH !== go.GOHOSTARCH) {
    throw new CommandError(
      "environment",
      "TOPHER_NO_CGO",
      `Go is set to build for ${go.GOOS}/${go.GOARCH}, and without a C compiler for it Go cannot build shared libraries`,
      `Unset GOOS and GOARCH to build for this machine; build for ${go.GOOS}/${go.GOARCH} there, or set CC to a compiler for it and CGO_ENABLED=1`,
    );
  }
  throw new CommandError(
    "environment",
    "TOPHER_NO_CGO",
    "cgo is switched off, and without it Go cannot build shared libraries",
    "Unset CGO_ENABLED, or set it to 1 (`go env -w CGO_ENABLED=1` if it was written there)",
  );
}

const installCompiler: Readonly<Partial<Record<string, string>>> = {
  linux: "Install one: `apt-get install gcc libc6-dev` (Debian, Ubuntu) or `dnf install gcc` (Fedora)",
  darwin: "Install one: `xcode-select --install`",
  win32: "Install one: a MinGW-w64 gcc, for instance from https://www.msys2.org/",
};
