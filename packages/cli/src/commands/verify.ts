import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError } from "../command-error.ts";
import { setExamples } from "../examples.ts";
import { createOutput } from "../output.ts";
import { verifyModule } from "../verify-module.ts";

/** `topher verify`: whether a built module is whole, and fits this topher and this machine. */
export function verifyCommand(): CommandUnknownOpts {
  const command = new Command("verify")
    .summary("check that a built module is whole, and fits this machine")
    .description(
      "Check that a module which `build` wrote is whole: the SHA-256 of the library and of every other file is the one in topher.json, its contract version is the one of this topher, it was built for this machine, and its modules come from the same build.",
    )
    .argument("<folder>", "what was given to `build` as --out")
    .option("--json", "print one JSON object { ok, checks: [{ name, problem }] }")
    .action((folder, { json }) => {
      const output = createOutput(json === true);
      const { colors } = output;
      const checks = verifyModule(folder);
      const problems = checks.filter(({ problem }) => problem !== undefined);
      if (output.json) output.result(JSON.stringify({ ok: problems.length === 0, checks }));
      else {
        for (const { name, problem } of checks) {
          output.result(
            problem === undefined ? `${colors.green("✓")} ${name}` : `${colors.red("✗")} ${name}: ${problem}`,
          );
        }
      }
      if (problems.length > 0) {
        throw new CommandError(
          "diagnostics",
          "TOPHER_VERIFY",
          `${folder} is not as it was built`,
          "Build it again with topher build",
        );
      }
    });
  setExamples(command, "verify", [["after an install, or before a release", "./mathx-js"]]);
  return command;
}
