import { readFileSync, existsSync } from "node:fs";
import path from "node:path";
import type { Diagnostic, Position } from "./event.ts";
import type { Output } from "./output.ts";

/** Where a diagnostic's file may be: it is named relative to the root of its module. */
export interface Places {
  readonly cwd: string;
  /** The packages as they were given; folders among them tell modules. */
  readonly packages: readonly string[];
}

/** A diagnostic as the Go compiler would print it, with the line of source below, and perhaps advice. */
export function showDiagnostic(
  { severity, message, position, package: subject }: Diagnostic,
  places: Places,
  colors: Output["colors"],
  advice?: string,
): string {
  const color = severity === "error" ? colors.red : colors.yellow;
  const file = position?.file ? locate(position.file, places) : undefined;
  const at = position?.file
    ? where({ ...position, file: file?.shown ?? position.file })
    : subject
      ? `${subject}: `
      : "";
  const head = `${color(`${severity}:`)} ${colors.bold(at)}${message}`;
  const source = file === undefined || position === undefined ? undefined : sourceLine(file.absolute, position, colors);
  return [head, source, advice && `  ${colors.cyan(advice)}`]
    .filter((part) => part !== undefined && part !== "")
    .join("\n");
}

function where({ file, line, column }: Position): string {
  return `${[file, line, column].filter((part) => part !== undefined && part !== 0).join(":")}: `;
}

function locate(file: string, { cwd, packages }: Places): { absolute: string; shown: string } | undefined {
  const folders = [
    cwd,
    ...packages.filter((each) => /^(\.|\/|[a-zA-Z]:\\)/.test(each)).map((each) => path.resolve(cwd, each)),
  ];
  const absolute = folders
    .flatMap(ancestors)
    .map((folder) => path.resolve(folder, file))
    .find((each) => existsSync(each));
  if (absolute === undefined) return undefined;
  const relative = path.relative(cwd, absolute);
  return { absolute, shown: relative.startsWith("..") ? absolute : relative };
}

function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function sourceLine(file: string, { line, column }: Position, colors: Output["colors"]): string | undefined {
  if (line === undefined || line === 0) return undefined;
  const text = readFileSync(file, "utf8").split("\n")[line - 1]?.trimEnd();
  if (text === undefined || text === "") return undefined;
  const number = String(line).padStart(5);
  const shown = `${colors.dim(`${number} |`)} ${text.replaceAll("\t", "    ")}`;
  if (column === undefined || column === 0) return shown;
  // Go counts bytes; a tab is one of them and four columns here.
  const before = Buffer.from(text)
    .subarray(0, column - 1)
    .toString()
    .replaceAll("\t", "    ");
  return `${shown}\n${colors.dim("      |")} ${" ".repeat(before.length)}${colors.red("^")}`;
}
