import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError } from "../command-error.ts";
import { setExamples } from "../examples.ts";
import { createOutput } from "../output.ts";
import { version } from "../own-package.ts";
import { writeTemplate } from "../template.ts";
import { leastGo } from "../toolchain.ts";

/** `topher init`: a new project that builds and passes its tests. */
export function initCommand(): CommandUnknownOpts {
  const command = new Command("init")
    .summary("make a new project: a Go package, and tests for it in Node, Bun and Deno")
    .description(
      "Make a new project: a Go package with its tests, package.json, tsconfig.json, and a test in TypeScript that runs in Node, Bun and Deno.",
    )
    .argument("[folder]", "a folder that is empty or does not exist yet; asked for on a terminal, else the current one")
    .option("-y, --yes", "ask nothing")
    .option("--module <path>", "the Go module's path (default: example.com/<folder>)")
    .option("--topher <version>", "the version of topher in package.json: a range, a tag, or file:…", `^${version}`)
    .option("--json", "print one JSON object { folder, files }; asks nothing")
    .action(async (given, { yes, module, topher, json }) => {
      const output = createOutput(json === true);
      const shown = given ?? (yes || json ? "." : await ask("Folder for the new project", "."));
      const folder = path.resolve(shown);
      checkEmpty(folder, shown);
      const name = nameOf(folder);
      const files = writeTemplate(folder, {
        name,
        module: module ?? `example.com/${name}`,
        topher,
        go: `${leastGo()}.0`,
      });
      if (output.json) return output.result(JSON.stringify({ folder, files }));
      output.result(`${output.colors.green("✓")} ${output.colors.bold(name)}: ${files.length} files\n`);
      const enter = path.relative(process.cwd(), folder) === "" ? [] : [`cd ${path.relative(process.cwd(), folder)}`];
      return output.result([...enter, "npm install", "npm test"].map((line) => `  ${line}`).join("\n"));
    });
  setExamples(command, "init", [
    ["a new folder demo", "demo"],
    ["the current folder, and the Go module's real path", ". --module github.com/you/demo"],
  ]);
  return command;
}

/** Asks on a terminal; elsewhere the answer is the default. */
async function ask(question: string, otherwise: string): Promise<string> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return otherwise;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} (${otherwise}): `);
  terminal.close();
  return answer.trim() || otherwise;
}

function checkEmpty(folder: string, shown: string): void {
  if (!existsSync(folder)) return;
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name !== ".git");
  } catch {
    throw new CommandError("usage", "TOPHER_FOLDER", `${shown} is no folder`);
  }
  if (names.length === 0) return;
  const few = names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");
  throw new CommandError(
    "usage",
    "TOPHER_FOLDER",
    `The folder ${shown} is not empty: it has ${few}`,
    "Give a folder that is empty or does not exist yet",
  );
}

/** A folder's name as npm and Go take it. */
function nameOf(folder: string): string {
  return (
    path
      .basename(folder)
      .toLowerCase()
      .replaceAll(/[^a-z0-9._-]+/g, "-")
      .replaceAll(/^[._-]+|[._-]+$/g, "") || "demo"
  );
}
