// Contenders: a kind in a runtime, and the command that takes one sample of it.
import { existsSync } from "node:fs";
import path from "node:path";
import { runtimes, type Runtime, type RuntimeName } from "../../scripts/runtimes.ts";
import { kindOf, kinds, type KindName } from "./kinds.ts";

/** Something that does what the cases of a suite ask for. */
export interface Contender {
  /** `topher/node24`, `c`: the kind, and the runtime where it has one. */
  readonly name: string;
  readonly kind: KindName;
  readonly title: string;
  readonly runtime?: RuntimeName;
  /** Why it cannot run here, where it cannot. */
  readonly missing?: string;
  /** Why it has not got a case; undefined where it has. */
  without(name: string): string | undefined;
  /** The command that measures a case for some milliseconds and prints a sample as JSON. */
  command(name: string, budget: number): readonly [string, ...string[]];
}

/** How a suite runs a kind: as a program in a runtime, or as a command of its own. */
export type Entry = InRuntime | Alone;

interface Shared {
  /** Cases that it does not have: by their whole name, or the part before the colon; each with the reason. */
  readonly without?: Readonly<Record<string, string>>;
  /** Why the kind is missing on this machine, where it is. */
  missing?(): string | undefined;
}

interface InRuntime extends Shared {
  /** The file in contenders/, such as `calls/koffi`; where runtimes differ, one for each. */
  readonly file: string | Readonly<Partial<Record<RuntimeName, string>>>;
  /** What it opens: a library, a module, a program. */
  readonly opens: string;
  /** What Deno has to allow beside native calls and reading. */
  readonly allow?: readonly string[];
}

interface Alone extends Shared {
  /** The command that is given a case, the budget and what it opens. */
  readonly command: () => readonly [string, ...string[]];
  readonly opens: string;
}

/** What a suite says of kinds: how it runs them, or why it does not. Kinds that make no sense in it are left out. */
export type Entries = Readonly<Partial<Record<KindName, Entry | string>>>;

const sample = path.join(import.meta.dirname, "sample.ts");

/** The contenders of a suite, with these versions of Node, in the order of the table of kinds. */
export function contendersOf(entries: Entries, nodes: readonly string[]): Contender[] {
  const wanted = runtimesWith(nodes);
  return (Object.keys(kinds) as KindName[]).flatMap((name): Contender[] => {
    const entry = entries[name];
    if (entry === undefined) return [];
    const { runs, only } = kindOf(name);
    if (runs === "alone") return [alone(name, entry)];
    const there = only === undefined ? wanted : wanted.filter(({ name }) => only(name));
    // A kind of another version of Node is measured there, whatever versions the others are measured in.
    return (there.length > 0 ? there : runtimes.filter(({ name }) => only?.(name))).map((runtime) =>
      inRuntime(name, entry, runtime),
    );
  });
}

/** The runtimes that are asked for. */
export function runtimesWith(nodes: readonly string[]): Runtime[] {
  const wanted = runtimes.filter(({ name }) => !name.startsWith("node") || nodes.includes(name.slice("node".length)));
  const unknown = nodes.find((version) => !wanted.some(({ name }) => name === `node${version}`));
  if (unknown !== undefined) throw new Error(`there is no Node ${unknown} in scripts/runtimes.ts`);
  return wanted;
}

function inRuntime(kind: KindName, entry: Entry | string, runtime: Runtime): Contender {
  const { title } = kindOf(kind);
  const own = typeof title === "string" ? title : title[runtime.name];
  const shared = { name: `${kind}/${runtime.name}`, kind, title: `${runtime.title}, ${own}`, runtime: runtime.name };
  if (typeof entry === "string") return absent(shared, entry);
  if ("command" in entry) throw new Error(`${kind} runs in a runtime, so it has a file`);
  const file = typeof entry.file === "string" ? entry.file : entry.file[runtime.name];
  if (file === undefined) return absent(shared, `there is no ${own} in ${runtime.title}`);
  if (!existsSync(runtime.binary)) return absent(shared, `${runtime.title} is not installed: npm run setup says why`);
  return {
    ...shared,
    ...missing(entry),
    without: reasons(entry),
    command: (name, budget) => [
      runtime.binary,
      ...flags(runtime, kind),
      ...runtime.program(sample, entry.allow),
      file,
      name,
      String(budget),
      entry.opens,
    ],
  };
}

function alone(kind: KindName, entry: Entry | string): Contender {
  const { title } = kindOf(kind);
  if (typeof title !== "string") throw new Error(`${kind} runs alone, so it has one title`);
  const shared = { name: kind, kind, title };
  if (typeof entry === "string") return absent(shared, entry);
  if (!("command" in entry)) throw new Error(`${kind} runs alone, so it has a command`);
  return {
    ...shared,
    ...missing(entry),
    without: reasons(entry),
    command: (name, budget) => [...entry.command(), name, String(budget), entry.opens],
  };
}

function absent(shared: Omit<Contender, "missing" | "without" | "command">, reason: string): Contender {
  return {
    ...shared,
    missing: reason,
    without: () => undefined,
    command() {
      throw new Error(`${shared.title} is missing: ${reason}`);
    },
  };
}

function missing(entry: Entry): { readonly missing?: string } {
  const reason = entry.missing?.();
  return reason === undefined ? {} : { missing: reason };
}

function reasons({ without = {} }: Entry): Contender["without"] {
  return (name) => without[name] ?? without[name.split(":")[0]!];
}

/** What a runtime needs for a kind beside its usual arguments. */
function flags(runtime: Runtime, kind: KindName): string[] {
  return kind === "node-ffi" && runtime.name.startsWith("node") ? ["--experimental-ffi", "--no-warnings"] : [];
}

/** Why a command cannot run, where it is not in PATH. */
export function notInPath(command: string): string | undefined {
  const found = (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, command)));
  return found ? undefined : `${command} is not in PATH`;
}
