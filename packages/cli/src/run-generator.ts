import { CommandError } from "./command-error.ts";
import { configArgs } from "./config-file.ts";
import type { BuildEvent, Diagnostic, DoneEvent, Inspection, InspectionResult } from "./event.ts";
import { prepareGenerator, type Generator } from "./generator.ts";
import type { Output } from "./output.ts";
import { runProcess, type ProcessOptions, type ProcessResult } from "./run-process.ts";
import { showDiagnostic } from "./show-diagnostic.ts";
import { suggestPackage } from "./suggest-package.ts";
import { findToolchain, type Needs } from "./toolchain.ts";

/** What every command of the generator takes. */
export interface Request {
  readonly packages: readonly string[];
  readonly config: string | undefined;
  readonly tags: string | undefined;
}

/** What is shown while a build is at a stage. */
const stages: Readonly<Record<string, string>> = {
  download: "Getting the Go modules",
  load: "Reading the Go packages",
  emit: "Writing the bindings",
  compile: "Compiling the library",
  write: "Putting the module in place",
};

/**
 * Says what a build would bind.
 *
 * @throws {CommandError} when something is missing or diagnostics stop the work
 */
export async function inspectPackages(request: Request, output: Output): Promise<readonly Inspection[]> {
  const config = configArgs(request.config);
  const generator = await ready({ compiler: false }, output);
  showStage("load", output);
  const ended = await start(generator, ["inspect", ...config, ...argsOf(request, generator)]);
  output.end();
  const result = parse<InspectionResult>(ended.stdout);
  if (result !== undefined && "diagnostics" in result) {
    checkEnvironment(ended, result.diagnostics);
    await report(result.diagnostics, request, output);
    checkEnd(ended, result.diagnostics);
  }
  checkEnd(ended, []);
  if (ended.stderr !== "") output.note(ended.stderr.trimEnd());
  if (result === undefined) throw unreadable(ended.stdout);
  return "packages" in result ? result.packages : [result as Inspection];
}

/**
 * Builds a module and its library.
 *
 * @param out - the folder, absolute
 * @param signal - interrupts the build
 * @throws {CommandError} when something is missing or diagnostics stop the work
 */
export async function buildPackages(
  request: Request,
  out: string,
  output: Output,
  signal?: AbortSignal,
): Promise<DoneEvent> {
  const config = configArgs(request.config);
  const generator = await ready({ compiler: true }, output);
  const diagnostics: Diagnostic[] = [];
  const unread: string[] = [];
  let done: DoneEvent | undefined;
  const onLine = (line: string) => {
    const event = parse<BuildEvent>(line);
    if (event === undefined) unread.push(line);
    else if (event.event === "stage") showStage(event.name, output);
    else if (event.event === "diagnostic") diagnostics.push(event);
    else done = event;
  };
  const args = ["build", "--out", out, "--bridge", generator.bridge, ...config, ...argsOf(request, generator)];
  const ended = await start(generator, args, { onLine, signal });
  output.end();
  checkEnvironment(ended, diagnostics);
  await report(diagnostics, request, output);
  checkEnd(ended, diagnostics);
  if (done?.ok !== true) throw unreadable(unread.join("\n"));
  return done;
}

async function ready(needs: Needs, output: Output): Promise<Generator> {
  const toolchain = await findToolchain(process.cwd(), needs);
  return prepareGenerator(toolchain, () => output.step("Building topher's generator (once)"));
}

function argsOf({ packages, tags }: Request, { cache }: Generator): string[] {
  return ["--json", "--cache", cache, ...(tags === undefined ? [] : ["--tags", tags]), "--", ...packages];
}

function showStage(name: string, output: Output): void {
  const text = stages[name];
  if (text !== undefined) output.step(text);
}

function start(
  generator: Generator,
  args: readonly string[],
  options: Omit<ProcessOptions, "cwd"> = {},
): Promise<ProcessResult> {
  return runProcess(generator.binary, args, { cwd: process.cwd(), ...options });
}

function parse<Value>(json: string): Value | undefined {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return undefined;
  }
}

async function report(diagnostics: readonly Diagnostic[], { packages }: Request, output: Output): Promise<void> {
  const cwd = process.cwd();
  for (const diagnostic of diagnostics) {
    const { code, package: subject } = diagnostic;
    const meant = code === "TOPHER_NO_PACKAGE" && subject ? await suggestPackage(subject, cwd) : undefined;
    if (output.json) {
      const suggestion = meant === undefined ? {} : { suggestion: meant };
      output.result(JSON.stringify({ event: "diagnostic", ...diagnostic, ...suggestion } satisfies BuildEvent));
    } else {
      output.note(showDiagnostic(diagnostic, { cwd, packages }, output.colors, hintOf(diagnostic, meant)));
    }
  }
}

/** A name alone is a package of the standard library to Go, and to nobody else. */
function hintOf({ code, package: subject = "" }: Diagnostic, meant: string | undefined): string | undefined {
  if (meant !== undefined) return `Did you mean ${meant}?`;
  if (code !== "TOPHER_NO_PACKAGE" || !/^[^./@]+$/.test(subject)) return undefined;
  return `Give the whole import path, such as github.com/owner/${subject}, or a folder as ./${subject}`;
}

/** With exit code 3 the one diagnostic says what the machine lacks; a line of its own at the end says what to do. */
function checkEnvironment({ exitCode }: ProcessResult, diagnostics: readonly Diagnostic[]): void {
  const [lack] = diagnostics;
  if (exitCode !== 3 || lack === undefined) return;
  const [, message = lack.message, hint] = /^(.*)\n(.*)$/s.exec(lack.message) ?? [];
  throw new CommandError("environment", lack.code, message, hint);
}

function checkEnd({ exitCode, stderr }: ProcessResult, diagnostics: readonly Diagnostic[]): void {
  if (exitCode === 0) return;
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  if (exitCode === 1 && errors > 0) {
    throw new CommandError("diagnostics", "TOPHER_DIAGNOSTICS", errors === 1 ? "1 error" : `${errors} errors`);
  }
  const how = exitCode === undefined ? "was ended by a signal" : `ended with ${exitCode}`;
  throw new CommandError("internal", "TOPHER_GENERATOR", `The generator ${how}\n${stderr.trim()}`.trim());
}

function unreadable(printed: string): CommandError {
  return new CommandError("internal", "TOPHER_GENERATOR", `The generator printed what is not understood: ${printed}`);
}
