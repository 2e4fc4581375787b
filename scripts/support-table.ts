// npm run support-table: writes what each runtime lacks, and why, into README.md between its two markers.
//
// The adapters' capability flags are the source: the conformance suite writes them to conformance/flags.json as
//   { "<capability>": { "bun": "reason", "deno": "reason" }, … }
// A capability without a reason for a runtime is supported there.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.ts";
import { run } from "./run.ts";
import { runtimes } from "./runtimes.ts";

type Flags = Record<string, Partial<Record<string, string>>>;

const readme = path.join(root, "README.md");
const source = path.join(root, "conformance", "flags.json");
const markers = /(<!-- support:start -->\n)[\s\S]*(<!-- support:end -->)/;

/** Says what is wrong when the README's table is not the one that the flags give. */
export async function checkSupportTable(): Promise<string | undefined> {
  const text = readFileSync(readme, "utf8");
  if (!existsSync(source)) return undefined; // no capability is flagged yet
  return squeezed(text) === squeezed(withTable(text))
    ? undefined
    : "README.md is behind conformance/flags.json: npm run support-table";
}

/** Without the spaces and dashes that the formatter aligns columns with. */
function squeezed(text: string): string {
  return text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");
}

function withTable(text: string): string {
  return text.replace(markers, `$1\n${table(JSON.parse(readFileSync(source, "utf8")) as Flags)}\n\n$2`);
}

function table(flags: Flags): string {
  // The Node versions share one adapter, and so one column.
  const columns = new Map(runtimes.map(({ name, title }) => [name.replace(/\d+$/, ""), title.replace(/ \d+$/, "")]));
  const reasons: string[] = [];
  const rows = Object.entries(flags).map(([capability, lacking]) => {
    const cells = [...columns.keys()].map((column) => {
      const reason = lacking[column];
      if (reason === undefined) return "yes";
      if (!reasons.includes(reason)) reasons.push(reason);
      return `no (${reasons.indexOf(reason) + 1})`;
    });
    return [capability, ...cells];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(["", ...columns.values()]),
    line(["---", ...[...columns].map(() => "---")]),
    ...rows.map(line),
    ...(reasons.length > 0 ? ["", ...reasons.map((reason, index) => `${index + 1}. ${reason}`)] : []),
  ].join("\n");
}

if (import.meta.main) {
  if (!existsSync(source))
    throw new Error("conformance/flags.json does not exist yet: run npm test -- --only conformance");
  writeFileSync(readme, withTable(readFileSync(readme, "utf8")));
  await run("format/readme", "oxfmt", [readme], { check: true });
}
