import { CommanderError } from "@commander-js/extra-typings";
import { CommandError } from "./command-error.ts";
import { unlessFolderGone } from "./current-folder.ts";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { Interrupted } from "./interrupted.ts";
import { createOutput } from "./output.ts";
import { createProgram } from "./program.ts";

/**
 * Runs a command line and returns the exit code.
 *
 * @param args - what follows the program's name
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  process.stdout.on("error", leaveWithReader);
  const { own, program } = splitProgram(args);
  try {
    await createProgram(program).parseAsync([...own], { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    const told = error instanceof CommanderError || error instanceof Interrupted;
    return failed(told ? error : unlessFolderGone(error), own);
  }
}

/** `topher dev … -- node app.js`: what is after the dashes is another program's, whatever its options are. */
function splitProgram(args: readonly string[]): { own: readonly string[]; program: readonly string[] } {
  const dashes = args[0] === "dev" ? args.indexOf("--") : -1;
  if (dashes < 0) return { own: args, program: [] };
  return { own: args.slice(0, dashes), program: args.slice(dashes + 1) };
}

/** In `topher inspect … | head` the reader goes first. */
function leaveWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}

function failed(error: unknown, args: readonly string[]): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok; // help or version, which are printed
    if (error.code === "commander.help") return exitCodes.usage; // no command: help is printed
    const command = args[0]?.startsWith("-") === false ? `topher ${args[0]}` : "topher";
    const hint = error.code === "commander.unknownCommand" ? "topher --help" : `${command} --help`;
    return show(new CommandError("usage", "TOPHER_USAGE", error.message.replace(/^error: /, ""), `See ${hint}`), args);
  }
  if (error instanceof Interrupted) return ended(error, args);
  if (error instanceof CommandError) return show(error, args);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return show(
    new CommandError(
      "internal",
      "TOPHER_INTERNAL",
      stack,
      "Please report this at https://github.com/topherjs/topher/issues",
    ),
    args,
  );
}

function ended({ message, exitCode }: Interrupted, args: readonly string[]): ExitCode {
  const output = createOutput(args.includes("--json"));
  if (output.json) output.result(JSON.stringify({ event: "error", code: "TOPHER_INTERRUPTED", message }));
  else output.note(output.colors.dim(message));
  return exitCode;
}

function show({ code, message, hint, exitCode }: CommandError, args: readonly string[]): ExitCode {
  const output = createOutput(args.includes("--json"));
  if (output.json) {
    output.result(JSON.stringify({ event: "error", code, message, ...(hint !== undefined && { hint }) }));
  } else {
    output.note(
      `${output.colors.red("error:")} ${message}${hint === undefined ? "" : `\n  ${output.colors.cyan(hint)}`}`,
    );
  }
  return exitCode;
}
