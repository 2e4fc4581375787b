import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { buildCommand } from "./commands/build.ts";
import { devCommand } from "./commands/dev.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { initCommand } from "./commands/init.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { verifyCommand } from "./commands/verify.ts";
import { exitCodeRows } from "./exit-code.ts";
import { version } from "./own-package.ts";

/**
 * The command line: every command with its arguments and options. The documentation's tables are made from it.
 *
 * @param program - the program that `dev` starts, with its arguments
 */
export function createProgram(program: readonly string[] = []): CommandUnknownOpts {
  const topher = new Command("topher")
    .description("Call Go in process from TypeScript, in Node, Bun and Deno.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .addHelpText(
      "after",
      `
Exit codes:
${exitCodeRows.map(({ code, meaning }) => `  ${code}  ${meaning}`).join("\n")}

Examples:
  # a new project, ready to test
  topher init demo

  # what of a package would be bound, and what not and why
  topher inspect ./mathx

  # a Go package as a TypeScript module
  topher build ./mathx --out ./mathx-js`,
    );
  const commands = [
    initCommand(),
    buildCommand(),
    devCommand(program),
    inspectCommand(),
    verifyCommand(),
    doctorCommand(),
  ];
  for (const command of commands) {
    topher.addCommand(command.helpOption("-h, --help", "print this help"));
  }
  // Errors are written in one place, main.ts, which exits nowhere.
  for (const command of [topher, ...topher.commands]) {
    command
      .exitOverride()
      .configureOutput({ outputError: () => {} })
      .showHelpAfterError(false);
  }
  return topher;
}
