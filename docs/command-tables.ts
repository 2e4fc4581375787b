// What the pages of docs/cli show, made from the command line's own definitions.
import { exitCodeRows } from "../packages/cli/src/exit-code.ts";
import { examplesOf } from "../packages/cli/src/examples.ts";
import { createProgram } from "../packages/cli/src/program.ts";
import { code, markdownTable } from "./markdown-table.ts";

type Program = ReturnType<typeof createProgram>;

/** Tables by name: `usage-build`, `options-build`, `examples-build`, …, `commands` and `exit-codes`. */
export const commandTables: Readonly<Record<string, () => string>> = {
  commands: () =>
    markdownTable(
      ["command", "does"],
      createProgram().commands.map((command) => [
        `[${code(`topher ${command.name()}`)}](${command.name()}.md)`,
        command.summary(),
      ]),
    ),
  "exit-codes": () =>
    markdownTable(
      ["code", "meaning"],
      exitCodeRows.map((row) => [String(row.code), row.meaning]),
    ),
  ...Object.fromEntries(
    createProgram().commands.flatMap((command) => [
      [`usage-${command.name()}`, () => usage(command)],
      [`options-${command.name()}`, () => options(command)],
      [`examples-${command.name()}`, () => examples(command)],
    ]),
  ),
};

function usage(command: Program): string {
  return `${command.description()}\n\n${block(`topher ${command.name()} ${command.usage()}`)}`;
}

function options(command: Program): string {
  const args = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return [code(argument.required ? `<${name}>` : `[${name}]`), argument.description];
  });
  const flags = command.createHelp().visibleOptions(command);
  return markdownTable(
    ["argument or option", "meaning"],
    [...args, ...flags.map(({ flags, description }) => [code(flags), description])],
  );
}

function examples(command: Program): string {
  const lines = examplesOf(command).map(([meaning, args]) => `# ${meaning}\nnpx topher ${command.name()} ${args}`);
  return block(lines.join("\n\n"));
}

function block(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``;
}
