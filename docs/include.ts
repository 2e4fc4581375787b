// npm run docs: writes into the documents what they show of other files, and the tables that the code has. With `-- --run` the examples
// are run in Node first, and what they print becomes their expected.txt.
//
//   <!-- code: examples/02-primitives/main.ts#add -->   a region of a program: // #region add … // #endregion
//   <!-- code: go/tutorial/add.go#add -->               a Go declaration with its comment; a typedef of a .h file
//   <!-- code: examples/02-primitives/expected.txt#1-4 --> some lines, or a whole file without `#`
//   <!-- table: kinds --> … <!-- /table -->             a table of tables.ts
//   <!-- figure: noop topher/node24 -->…<!-- /figure -->   a figure of the benchmark: see figures.ts
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { readSavedRun, withFigures } from "./figures.ts";
import { proseDocuments } from "./prose.ts";
import { tables } from "./tables.ts";

const root = path.resolve(import.meta.dirname, "..");
const codeBlock = /<!-- code: (\S+) -->\n+(?:(`{3,})\w*\n[\s\S]*?\n\2\n)?/g;
const tableBlock = /<!-- table: (\S+) -->\n[\s\S]*?<!-- \/table -->/g;

/** The documents, relative to the repository. */
export function documents(): string[] {
  return globSync("docs/**/*.md", { cwd: root }).toSorted();
}

/** A document's text with everything included anew. */
export function included(markdown: string): string {
  return markdown
    .replaceAll(codeBlock, (_, source: string) => `<!-- code: ${source} -->\n\n${fenced(source)}\n`)
    .replaceAll(tableBlock, (_, name: string) => {
      const table = tables[name];
      if (table === undefined) throw new Error(`there is no table ${name}`);
      return `<!-- table: ${name} -->\n\n${table(fenced)}\n\n<!-- /table -->`;
    });
}

/** A part of a file as a fenced block. */
export function fenced(source: string): string {
  const [file = "", part] = source.split("#");
  const text = readFileSync(path.join(root, file), "utf8").trimEnd();
  const extension = path.extname(file).slice(1);
  const language = { ts: "ts", go: "go", h: "c", txt: "text" }[extension] ?? "text";
  const shown = part === undefined ? text : partOf(text, part, extension);
  if (shown === undefined || shown === "") throw new Error(`${file} has no part ${part}`);
  return `\`\`\`${language}\n${shown}\n\`\`\``;
}

function partOf(text: string, part: string, extension: string): string | undefined {
  switch (extension) {
    case "ts":
      return region(text, part);
    case "go":
      return goDeclaration(text, part);
    case "h":
      return new RegExp(`(^//.*\\n)*^typedef[^;{]*(\\{[^}]*\\})?[^;]*\\b${part}\\b[^;]*;`, "m").exec(text)?.[0];
    default: {
      const [first = 1, last = first] = part.split("-").map(Number);
      const lines = text.split("\n");
      return last > lines.length ? undefined : lines.slice(first - 1, last).join("\n");
    }
  }
}

function region(text: string, name: string): string | undefined {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const end = lines.findIndex((line, index) => index > start && line.trim() === "// #endregion");
  if (start < 0 || end < 0) return undefined;
  const inside = lines.slice(start + 1, end);
  const indent = Math.min(...inside.filter((line) => line !== "").map((line) => line.search(/\S/)));
  return inside.map((line) => line.slice(indent)).join("\n");
}

function goDeclaration(text: string, name: string): string | undefined {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => new RegExp(`^(func|type|var|const) (\\([^)]*\\) )?${name}\\b`).test(line));
  if (at < 0) return undefined;
  const end = /[{(]$/.test(lines[at] ?? "") ? lines.findIndex((line, index) => index > at && /^[})]/.test(line)) : at;
  let start = at;
  while (lines[start - 1]?.startsWith("//")) start--;
  return lines.slice(start, end + 1).join("\n");
}

if (import.meta.main) {
  if (process.argv.includes("--run")) {
    for (const main of globSync("examples/*/main.ts", { cwd: root })) {
      const folder = path.join(root, path.dirname(main));
      const printed = execFileSync(process.execPath, ["main.ts"], { cwd: folder, encoding: "utf8" });
      writeFileSync(path.join(folder, "expected.txt"), printed);
    }
  }
  const run = readSavedRun();
  const chapters = documents();
  const changed = [...new Set([...chapters, ...proseDocuments()])].filter((document) => {
    const file = path.join(root, document);
    const before = readFileSync(file, "utf8");
    const shown = chapters.includes(document) ? included(before) : before;
    const after = run === undefined ? shown : withFigures(shown, run);
    if (after !== before) writeFileSync(file, after);
    return after !== before;
  });
  for (const document of changed) console.log(`${document} is new`);
  if (changed.length > 0) execFileSync("oxfmt", changed, { cwd: root, stdio: "inherit" });
}
