import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError } from "../command-error.ts";
import { findLibraries, isModule } from "../doctor/find-libraries.ts";
import type { Finding } from "../doctor/finding.ts";
import { libraryFindings, moduleFindings, secondLibraryFindings } from "../doctor/library-findings.ts";
import { glibcVersion } from "../doctor/libc.ts";
import { runtimeFindings } from "../doctor/runtime-findings.ts";
import { toolchainFindings } from "../doctor/toolchain-findings.ts";
import { setExamples } from "../examples.ts";
import { createOutput, type Output } from "../output.ts";

/** `topher doctor`: what of this machine and of a library does not fit, and what to do about it. */
export function doctorCommand(): CommandUnknownOpts {
  const command = new Command("doctor")
    .summary("say what of this machine or a library does not fit, and what to do")
    .description(
      "Check this machine (Go, the C compiler, Node, Bun, Deno, the C library) and the libraries that are found: whole, for this platform and its C library, and only one for a process. Each problem comes with what to do.",
    )
    .argument(
      "[library]",
      "a folder that `build` wrote to, a folder with such folders in it, or a library (default: .)",
    )
    .option("--json", "print one JSON object { ok, findings: [{ status, name, message, remedy }] }")
    .action(async (given, { json }) => {
      const output = createOutput(json === true);
      const findings = await examine(given);
      const problems = findings.filter(({ status }) => status === "problem").length;
      if (output.json) output.result(JSON.stringify({ ok: problems === 0, findings }));
      else for (const finding of findings) output.result(line(finding, output.colors));
      if (problems > 0) {
        const count = problems === 1 ? "1 problem" : `${problems} problems`;
        throw new CommandError("diagnostics", "TOPHER_DOCTOR", count);
      }
    });
  setExamples(command, "doctor", [
    ["this machine and a built module, for instance after it was copied there", "./mathx-js"],
    ["this machine and the modules in the current folder, for a program", "--json"],
  ]);
  return command;
}

async function examine(given: string | undefined): Promise<Finding[]> {
  if (given !== undefined && !existsSync(given)) {
    throw new CommandError("usage", "TOPHER_USAGE", `There is no folder or library ${given}`);
  }
  const cwd = process.cwd();
  const [toolchain, runtimes, glibc] = await Promise.all([
    toolchainFindings(cwd),
    runtimeFindings(cwd),
    glibcVersion(cwd),
  ]);
  // Who asks about a library wants to run it: nothing is built then.
  const needed = given === undefined ? toolchain : toolchain.map(forBuildingOnly);
  return [...needed, ...runtimes, ...libraries(given ?? ".", given !== undefined, glibc)];
}

function forBuildingOnly(finding: Finding): Finding {
  if (finding.status !== "problem") return finding;
  return { ...finding, status: "warning", message: `${finding.message} (matters to building only)` };
}

function libraries(at: string, given: boolean, glibc: string | undefined): Finding[] {
  if (!statSync(at).isDirectory()) return libraryFindings(at, glibc);
  const { modules, files } = findLibraries(at);
  const installed = (folder: string) => path.relative(at, folder).split(path.sep).includes("node_modules");
  const examined = modules.filter((folder) => !installed(folder));
  if (given && !isModule(at) && examined.length === 0 && files.length === 0) {
    throw new CommandError(
      "diagnostics",
      "TOPHER_DOCTOR",
      `${at} has no library`,
      "Give a folder that `topher build` wrote to, or a shared library",
    );
  }
  return [...examined.flatMap((folder) => moduleFindings(folder, glibc)), ...secondLibraryFindings(modules, files)];
}

const marks = { ok: "✓", note: "·", warning: "!", problem: "✗" } as const;

function line(
  { status, name, message, remedy }: Finding,
  { bold, cyan, dim, green, red, yellow }: Output["colors"],
): string {
  const color = { ok: green, note: dim, warning: yellow, problem: red }[status];
  const head = `${color(marks[status])} ${bold(name)}: ${message}`;
  return remedy === undefined ? head : `${head}\n  ${cyan(remedy)}`;
}
