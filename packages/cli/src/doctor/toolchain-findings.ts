// Go and the C compiler: what building a library needs.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runProcess } from "../run-process.ts";
import { checkCompiler, checkGo, goEnvironment, leastGo, type GoEnvironment } from "../toolchain.ts";
import { note, ok, problem, refused, warning, type Finding } from "./finding.ts";

/** Looks for Go as it is in a folder, and whether its C compiler compiles. */
export async function toolchainFindings(cwd: string): Promise<Finding[]> {
  let go: GoEnvironment;
  try {
    go = await goEnvironment(cwd);
    checkGo(go);
  } catch (error) {
    return [refused("go", error)];
  }
  const version = go.GOVERSION.replace(/^go/, "");
  return [
    ok("go", `Go ${version} (topher needs ${leastGo()} or newer)`),
    ...toolchainSetting(go),
    ...(await moduleFindings(cwd)),
    ...flags(go),
    ...target(go),
    await compiler(go),
  ];
}

function toolchainSetting({ GOTOOLCHAIN = "auto" }: GoEnvironment): Finding[] {
  if (GOTOOLCHAIN === "auto" || GOTOOLCHAIN === "") return [];
  return [note("GOTOOLCHAIN", `GOTOOLCHAIN=${GOTOOLCHAIN}: Go does not choose its version by go.mod alone`)];
}

/** With GOTOOLCHAIN=local Go refuses a module that asks for a newer Go, but `go env` does not. */
async function moduleFindings(cwd: string): Promise<Finding[]> {
  const { stderr } = await runProcess("go", ["list", "-m"], { cwd });
  const [, wanted] = /requires go >= (\S+) \(running .*GOTOOLCHAIN=local/.exec(stderr) ?? [];
  if (wanted === undefined) return [];
  return [
    problem(
      "go.mod",
      stderr.trim().replace(/^go: /, ""),
      `Install Go ${wanted} or newer from https://go.dev/dl/, or set GOTOOLCHAIN=auto, so that Go fetches it`,
    ),
  ];
}

function flags({ GOFLAGS = "" }: GoEnvironment): Finding[] {
  if (GOFLAGS === "") return [];
  const sanitizer = /(?:^|\s)(-(?:race|msan|asan)(?:=true)?)(?:\s|$)/.exec(GOFLAGS)?.[1];
  if (sanitizer === undefined) return [note("GOFLAGS", `GOFLAGS=${GOFLAGS} goes into every build`)];
  return [
    problem(
      "GOFLAGS",
      `GOFLAGS has ${sanitizer}: a library built with it ends the process that loads it`,
      `Take ${sanitizer} out of GOFLAGS, and use it in \`go test\``,
    ),
  ];
}

function target({ GOOS, GOARCH, GOHOSTOS, GOHOSTARCH }: GoEnvironment): Finding[] {
  if (GOOS === GOHOSTOS && GOARCH === GOHOSTARCH) return [];
  return [
    warning(
      "GOOS",
      `Go is set to build for ${GOOS}/${GOARCH}, and this machine is ${GOHOSTOS}/${GOHOSTARCH}`,
      "Unset GOOS and GOARCH to build for this machine",
    ),
  ];
}

// What every library needs of a C compiler: the headers of the C library, threads, and a shared object as the result.
const program = "#include <pthread.h>\n#include <stdlib.h>\nint topher_doctor(void) { return EXIT_SUCCESS; }\n";

async function compiler(go: GoEnvironment): Promise<Finding> {
  try {
    checkCompiler(go);
  } catch (error) {
    return refused("compiler", error);
  }
  const [name = "gcc", ...args] = go.CC.trim().split(/\s+/);
  const folder = mkdtempSync(path.join(tmpdir(), "topher-doctor-"));
  try {
    writeFileSync(path.join(folder, "x.c"), program);
    const command = [...args, "-shared", "-fPIC", "-pthread", "-o", "x.so", "x.c"];
    const { exitCode, stderr } = await runProcess(name, command, { cwd: folder });
    if (exitCode === 0) return ok("compiler", `The C compiler \`${go.CC}\` works`);
    const line = stderr.split("\n").find((each) => /error|cannot|No such/i.test(each)) ?? "";
    return problem(
      "compiler",
      `The C compiler \`${go.CC}\` does not compile: ${line || stderr.trim()}`,
      /\.h:/.test(line)
        ? "Install the headers of the C library: `apt-get install libc6-dev` (Debian, Ubuntu) or `dnf install glibc-devel` (Fedora)"
        : "Set CC to a compiler that works: `go env CC` says which one Go uses",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
