// What may stand behind a measured number, at the end of its paragraph or item, or under the heading of its section:
//
//   <!-- source: npm run bench -- async --case lone -->   a command that shows it
//   <!-- source: bench/spike/README.md -->                a file that has it
//   <!-- source: go/bridge/reader.go#readAhead -->        the constant that sets it
//   <!-- source: below -->                                the program that follows
//
// Several of them are separated by a semicolon.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { cases } from "../bench/src/cases/index.ts";
import type { Source } from "./prose.ts";

const root = path.resolve(import.meta.dirname, "..");

/** What is wrong with a source, or undefined. */
export function problemOfSource({ text, aboveCode }: Source): string | undefined {
  const problems = text.split(/;\s+/).map((each) => {
    if (each === "below") return aboveCode ? undefined : "no program follows";
    return /^\S+$/.test(each) ? problemOfFile(each) : problemOfCommand(each);
  });
  return problems.find((problem) => problem !== undefined);
}

/** What is wrong with a command that a document names, or undefined. */
export function problemOfCommand(command: string): string | undefined {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [, script] = /^npm run (\S+)/.exec(command) ?? [];
  if (script !== undefined && !(script in scripts)) return `package.json has no script ${script}`;
  if (script === "bench") return problemOfBench(command.replace(/^npm run bench( --)? ?/, ""));
  if (script === undefined && !/^(npm test|node|go|cd) /.test(`${command} `))
    return `${command} is no command that is known`;
  const missing = [...command.matchAll(/(?<=\s)(?:\.\/)?([\w.-]+\/[\w./-]+\.\w+)/g)].find(
    ([, file = ""]) => !exists(file),
  );
  return missing === undefined ? undefined : `there is no ${missing[1]}`;
}

function problemOfBench(args: string): string | undefined {
  const words = args.split(" ").filter((word) => word !== "");
  const options = words.findIndex((word) => word.startsWith("-"));
  const suites = options < 0 ? words : words.slice(0, options);
  const wrongSuite = suites.find((each) => !(each in cases));
  if (wrongSuite !== undefined) return `there is no suite ${wrongSuite}`;
  const [, named = ""] = /--case (\S+)/.exec(args) ?? [];
  const all = Object.values(cases).flat();
  const wrongCase = named.split(",").find((each) => each !== "" && !all.some(({ name }) => name === each));
  return wrongCase === undefined ? undefined : `there is no case ${wrongCase}`;
}

function problemOfFile(source: string): string | undefined {
  const [file = "", word] = source.split("#");
  if (!exists(file)) return `there is no ${file}`;
  const has = word === undefined || readFileSync(path.join(root, file), "utf8").includes(word);
  return has ? undefined : `${file} does not have ${word}`;
}

function exists(file: string): boolean {
  return existsSync(path.join(root, file));
}
