import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command-error.ts";
import { makeFolder } from "./make-folder.ts";
import { packageFolder } from "./own-package.ts";

/** What differs from project to project: `{{name}}` in a file of the template. */
export interface TemplateValues {
  readonly name: string;
  /** The Go module's path. */
  readonly module: string;
  /** The version of topher for package.json. */
  readonly topher: string;
  /** For go.mod. */
  readonly go: string;
}

const template = path.join(packageFolder, "template");

/** npm leaves some files out of every package, so they have another name in the template. */
const renamed: Readonly<Record<string, string>> = { gitignore: ".gitignore" };

/** Writes a new project; returns its files, relative to the folder. */
export function writeTemplate(folder: string, values: TemplateValues): string[] {
  const files = readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(template, path.join(entry.parentPath, entry.name)))
    .toSorted();
  return files.map((file) => {
    const written = renamed[file] ?? file.replace(/\.tmpl$/, "");
    const text = readFileSync(path.join(template, file), "utf8");
    write(
      path.join(folder, written),
      text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values[name as keyof TemplateValues]),
    );
    return written;
  });
}

function write(file: string, text: string): void {
  try {
    makeFolder(path.dirname(file));
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError("environment", "TOPHER_FOLDER", `${file} cannot be written: ${(error as Error).message}`);
  }
}
