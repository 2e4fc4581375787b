// The tables of the documents, each made from what the code itself reads.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { generatedUses, openedUses } from "../conformance/kit/permissions.ts";
import { flags } from "../packages/core/src/adapter.ts";
import type { ProofShares } from "../scripts/proof-packages.ts";
import { errorRows } from "../packages/core/src/errors.ts";
import { scalars } from "../packages/core/src/scalar.ts";
import type { ScalarName } from "../packages/core/src/type.ts";
import { commandTables } from "./command-tables.ts";
import { crossingTables } from "./crossing-tables.ts";
import { code, markdownTable } from "./markdown-table.ts";
import { promises, promiseTable } from "./promises.ts";
import { rareErrors } from "./rare-errors.ts";

/** Makes a table; `fenced` shows a part of a file. */
type Table = (fenced: (source: string) => string) => string;

/** The tables by name. */
export const tables: Readonly<Record<string, Table>> = {
  chapters: () => markdownTable(["chapter", "what it shows"], chapters()),
  scalars: () => markdownTable(["kind", "Go", "C", "takes", "gives", "`t.slice` of it takes, gives"], scalarRows()),
  kinds: () => markdownTable(["kind", "meaning"], otherKinds()),
  codes: () =>
    markdownTable(
      ["code", "class", "meaning"],
      errorRows.map(({ code, base, meaning }) => [
        `[\`${code}\`](errors.md#${code.toLowerCase()})`,
        `\`${base}\``,
        meaning,
      ]),
    ),
  errors: (fenced) =>
    errorRows.map(({ code, base, meaning }) => errorSection(code, base, meaning, fenced)).join("\n\n"),
  proof: () => markdownTable(["package", "version", "bound", "of", "share", "program"], proofRows()),
  ...commandTables,
  ...crossingTables,
  ...Object.fromEntries(Object.keys(promises).map((subject) => [`promises-${subject}`, () => promiseTable(subject)])),
  lacks: () => markdownTable(["flag", "Node", "Bun", "Deno"], lackRows()),
  permissions: () => markdownTable(["with", "what the program does", "needs in Deno"], permissionRows()),
};

const root = path.resolve(import.meta.dirname, "..");

function chapters(): string[][] {
  return globSync("docs/tutorial/*.md", { cwd: root })
    .toSorted()
    .map((file) => {
      const [title = "", , subject = ""] = readFileSync(path.join(root, file), "utf8").split("\n");
      return [`[${title.replace(/^# /, "")}](${path.relative("docs", file)})`, subject];
    });
}

function scalarRows(): string[][] {
  const types = readFileSync(path.join(root, "packages/core/src/type.ts"), "utf8");
  return (Object.keys(scalars) as ScalarName[]).map((name) => {
    const { go, c } = scalars[name];
    const body = new RegExp(`^ {2}${name}: \\{([^}]*)\\}`, "m").exec(types)?.[1] ?? "";
    const [takes, gives, sliceIn, sliceOut] = ["in", "out", "sliceIn", "sliceOut"].map(
      (key) => new RegExp(`\\b${key}: ([^;]*)`).exec(body)?.[1]?.trim() ?? "",
    );
    return [`t.${name}`, go, c, takes ?? "", gives ?? "", `${sliceIn}, ${sliceOut}`].map(code);
  });
}

/** The kinds beside the scalar ones, with the words of their own documentation. */
function otherKinds(): string[][] {
  const source = readFileSync(path.join(root, "packages/core/src/t.ts"), "utf8");
  const body = /export interface Types \{\n([\s\S]*?)\n\}\n/.exec(source)?.[1] ?? "";
  return [...body.matchAll(/\/\*\* ((?:(?!\*\/)[\s\S])*) \*\/\n {2}(readonly )?(\w+)[^(:]*(\(([\s\S]*?)\))?:/g)]
    .filter(([, , , name = ""]) => !(name in scalars))
    .map(([, meaning = "", , name, call, parameters = ""]) => {
      const names = [...parameters.matchAll(/(\w+): /g)].map(([, parameter]) => parameter).join(", ");
      return [
        code(`t.${name}${call === undefined ? "" : `(${names})`}`),
        meaning.replaceAll(/\{@link (\w+)\}/g, "`$1`"),
      ];
    });
}

function errorSection(name: string, base: string, meaning: string, fenced: (source: string) => string): string {
  const rare = rareErrors()[name];
  const example = rare === undefined ? "examples/errors/main.ts" : "docs/rare-errors.ts";
  return [
    `## ${name}`,
    `${code(base === "TopherError" && name === "TOPHER_GO_ERROR" ? "GoError" : base)}. ${meaning}`,
    fenced(`${example}#${name}`),
    `\`\`\`text\n${rare ?? printed(name)}\n\`\`\``,
  ].join("\n\n");
}

/** What the example printed. */
function printed(name: string): string {
  const lines = readFileSync(path.join(root, "examples/errors/expected.txt"), "utf8").split("\n");
  const line = lines.find((each) => each.startsWith(`${name} `));
  if (line === undefined) throw new Error(`neither examples/errors nor docs/rare-errors.ts shows ${name}`);
  return line.slice(name.length + 1);
}

/** How much of each proof package is bound, as `npm run proof -- --write` has measured it. */
function proofRows(): string[][] {
  const { packages } = JSON.parse(readFileSync(path.join(root, "docs/proof-shares.json"), "utf8")) as ProofShares;
  const row = (title: string, version: string, bound: number, exported: number, program: string) => {
    const share = Math.floor((1000 * bound) / exported) / 10;
    return [title, version, String(bound), String(exported), `${share} %`, program];
  };
  const all = (member: "bound" | "exported") => packages.reduce((sum, share) => sum + share[member], 0);
  return [
    ...packages.map(({ package: name, version, bound, exported, example }) => {
      const address = version === "" ? name : `${name}@${version}`;
      const program = `[${example}](../examples/${example}/main.ts)`;
      return row(`[${code(name)}](https://pkg.go.dev/${address})`, version || "Go's own", bound, exported, program);
    }),
    row("all", "", all("bound"), all("exported"), ""),
  ];
}

/** What programs do with native code, and the permission for it. */
function permissionRows(): string[][] {
  const grants = { library: "`--allow-ffi=<the library's file>`", all: "`--allow-ffi`" } as const;
  return Object.entries({ "`open`": openedUses, "generated modules": generatedUses }).flatMap(([by, uses]) =>
    Object.entries(uses).map(([what, need]) => [by, what, grants[need]]),
  );
}

/** What each adapter lacks, with its own words. */
function lackRows(): string[][] {
  const cells = ["node", "bun", "deno"].map((runtime) => {
    const host = readFileSync(path.join(root, `packages/${runtime}/src/host.ts`), "utf8");
    const lacks = /export const lacks[^=]*= \{([\s\S]*?)\n?\};/.exec(host)?.[1] ?? "";
    return (flag: string) => {
      const found = new RegExp(`(process\\.arch !== "(\\w+)" && \\{\\s*)?${flag}:\\s*"([^"]*)"`).exec(lacks);
      if (found === null) return "yes";
      const [, , only, reason] = found;
      return only === undefined ? `no: ${reason}` : `on ${only} yes; elsewhere no: ${reason}`;
    };
  });
  return flags.map((flag) => [code(flag), ...cells.map((cell) => cell(flag))]);
}
