// Markdown as prose: what people have written, without what is generated.
import { globSync } from "node:fs";
import path from "node:path";

/** A paragraph, an item of a list, a row of a table or a heading. */
export interface Block {
  /** Its first line in the document, from 1. */
  readonly line: number;
  /** What is written, without code, markers and what markers show. */
  readonly text: string;
  /** What shows its numbers: its own sources, and those under the heading above it. */
  readonly sources: readonly Source[];
}

/** Something that shows a number: a command, or a file. */
export interface Source {
  readonly text: string;
  /** Whether a block of code follows it. */
  readonly aboveCode: boolean;
}

const root = path.resolve(import.meta.dirname, "..");

const source = /<!-- source: (.*?) -->/g;

/** The documents that people have written, relative to the repository: the report of the benchmark is generated. */
export function proseDocuments(): string[] {
  const patterns = ["*.md", "docs/**/*.md", "packages/*/*.md", "bench/*.md", "bench/{results,spike}/*.md"];
  const own = (file: string) => !/(^|\/)(node_modules|dist|CHANGELOG\.md)(\/|$)|^docs\/benchmarks\b/.test(file);
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter(own)
    .toSorted();
}

/** The blocks of a document. A source under a heading is for all up to the next heading. */
export function blocksOf(markdown: string): Block[] {
  const blocks: { line: number; text: string; sources: Source[]; heading: number }[] = [];
  const lines = withoutGenerated(markdown).split("\n");
  let open = false;
  for (const [index, line] of lines.entries()) {
    const sources = [...line.matchAll(source)].map(([, text = ""]) => ({ text, aboveCode: isAboveCode(lines, index) }));
    const text = line.replaceAll(/<!--.*?-->/g, "").trim();
    const last = blocks.at(-1);
    if (text === "" || text === code) {
      // A comment alone belongs to what it follows.
      last?.sources.push(...sources);
      open = open && sources.length > 0;
    } else if (last === undefined || !open || last.heading > 0 || begins.test(text)) {
      blocks.push({ line: index + 1, text, sources, heading: /^#*/.exec(text)![0].length });
      open = true;
    } else {
      last.text += `\n${text}`;
      last.sources.push(...sources);
    }
  }
  let section: readonly Source[] = [];
  return blocks.map(({ line, text, sources, heading }) => {
    if (heading > 0) section = sources;
    return { line, text, sources: heading > 0 ? sources : [...sources, ...section] };
  });
}

/** Headings, items and rows begin a block without an empty line before them. */
const begins = /^(#+ |[-*] |\d+\. |\|)/;

/** Stands for a block of code. */
const code = "\u0000";

/** Blank lines, and a mark for code, in the place of what nobody types. */
function withoutGenerated(markdown: string): string {
  const blank = (text: string, by = "") => by + text.replaceAll(/[^\n]/g, "");
  return markdown
    .replaceAll(/^([ \t]*)(`{3,})[^\n]*\n[\s\S]*?^[ \t]*\2$/gm, (text) => blank(text, code))
    .replaceAll(/<!-- (table|chart|figure|ratio|count|verdict): [^>]*-->([\s\S]*?)<!-- \/\1 -->/g, (text) =>
      blank(text),
    )
    .replaceAll(/<!-- support:start -->[\s\S]*?<!-- support:end -->/g, (text) => blank(text))
    .replaceAll(/(`+)(?:(?!\n\n)[^`])+\1/g, (text) => blank(text, "§"));
}

function isAboveCode(lines: readonly string[], index: number): boolean {
  const next = lines.slice(index + 1).find((line) => line !== "" && !/^<!-- code: .*-->$/.test(line));
  return next?.startsWith(code) ?? false;
}
