// Makes a library that fails smaller, as long as it fails.
import type { Runtime } from "../../../scripts/runtimes.ts";
import { checkLibrary, writeFiles, type Failure } from "./check.ts";
import type { Declaration } from "./declaration.ts";
import type { Library } from "./generate.ts";
import { printLibrary } from "./print.ts";

const longest = 180_000;

/** Leaves declarations out while the failure stays, for three minutes at most, and writes what is left to the folder. */
export async function shrink(
  library: Library,
  failure: Failure,
  folder: string,
  runtimes: readonly Runtime[],
): Promise<number> {
  const end = performance.now() + longest;
  const all = library.packages.map(({ declarations }) => declarations);
  const needed = runtimes.filter(({ name }) => name === failure.stage);
  const only = (kept: ReadonlySet<Declaration>): void =>
    library.packages.forEach((owner, i) => (owner.declarations = all[i]!.filter((each) => kept.has(each))));
  const fails = async (kept: ReadonlySet<Declaration>): Promise<boolean> => {
    if (kept.size === 0) return false;
    only(kept);
    writeFiles(folder, printLibrary(library));
    const { failures } = await checkLibrary(folder, needed);
    return failures.some(({ stage, text }) => stage === failure.stage && kindOf(text) === kindOf(failure.text));
  };

  let kept = new Set(all.flat());
  const named = all.flat().filter((each) => failure.ids.some((id) => isAbout(id, each)));
  for (const start of [named.slice(0, 1), named]) {
    const closed = closure(start);
    if (start.length > 0 && (await fails(closed))) {
      kept = closed;
      break;
    }
  }
  for (
    let size = Math.ceil(kept.size / 2);
    size >= 1 && performance.now() < end;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let i = 0; i < kept.size && performance.now() < end;) {
      const list = [...kept];
      const dropped = new Set(list.slice(i, i + size));
      const rest = new Set(
        list.filter((each) => !dropped.has(each) && ![...closure([each])].some((need) => dropped.has(need))),
      );
      if (rest.size < kept.size && (await fails(rest))) kept = rest;
      else i += size;
    }
  }
  only(kept);
  writeFiles(folder, printLibrary(library));
  library.packages.forEach((owner, i) => (owner.declarations = all[i]!));
  return kept.size;
}

/** What is wrong, without the names and the numbers of one library. */
export function kindOf(text: string): string {
  const code = /error (TS\d+)/.exec(text)?.[1];
  return (
    code ??
    text
      .split("\n")[0]!
      .replace(/\d+|p\d+\S*|"[^"]*"|\S*\/\S*/g, "")
      .slice(0, 40)
  );
}

function isAbout(id: string, declaration: Declaration): boolean {
  const name = `${declaration.owner.alias}.${declaration.names.go}`;
  const own = [name, ...declaration.symbols().map((symbol) => `${declaration.owner.alias}.${symbol}`)];
  return own.some(
    (each) => id === each || id.startsWith(`${each}.`) || id.startsWith(`${each} `) || id.startsWith(`${each}[`),
  );
}

/** Declarations with all that they need. */
function closure(start: readonly Declaration[]): Set<Declaration> {
  const kept = new Set<Declaration>();
  const add = (declaration: Declaration): void => {
    if (kept.has(declaration)) return;
    kept.add(declaration);
    for (const each of declaration.needs()) add(each);
  };
  for (const each of start) add(each);
  return kept;
}
