// Counts the cases of a suite for one contender of topher's, in whatever runtime runs this file.
//
//   <runtime> program.ts <contender> <suite> <library or module>
//
// Prints one line of JSON for each case: { "case": …, "counts": … }.
import { passed, stats, watched } from "../counting.ts";
import process from "node:process";
import type { SuiteName } from "../cases/index.ts";
import type { Program } from "../sample.ts";
import { countedCases, type Counted } from "./cases.ts";
import { collectAll, goMemory } from "./collector.ts";
import { varies } from "./room.ts";

type Figures = Readonly<Record<string, number>>;

const [contender, suite, library] = process.argv.slice(2) as [string, SuiteName, string];

const { open, close } = (await import(`../contenders/${contender}.ts`)) as Program<unknown>;
const go = await goMemory(library);
for (const each of countedCases[suite] ?? []) {
  const functions = watched((await open(library, each.name)) as object) as never;
  await each.check(functions);
  const count = counting(each, functions);
  await count(); // what is made once is there after it
  await collectAll(go);
  const before = stats();
  const counts = await agreed(each.name, count);
  await collectAll(go);
  console.log(JSON.stringify({ case: each.name, counts: { ...counts, ...growth(before) } }));
}
await close?.();

/** Counts so many operations and twice as many: what the looking itself costs is in both. */
function counting({ operation, per = 1, background }: Counted, functions: never): () => Promise<Figures> {
  const once = operation(functions);
  const times = async (count: number): Promise<Figures> => {
    const before = now();
    for (let i = 0; i < count; i++) {
      const answer = once();
      if (answer instanceof Promise) await answer; // no turn of the event loop is between the others
    }
    const { copies = 0, looks = 0, ...rest } = difference(now(), before);
    return { ...rest, ...(background === true ? { looks } : { copies }) };
  };
  const usual = per === 1 ? 16 : 4;
  return async () => divided(difference(await times(2 * usual), await times(usual)), usual * per);
}

/** The first figures that come a second time; of those that depend on what goroutines do just then, the one in the middle of more. */
async function agreed(name: string, count: () => Promise<Figures>): Promise<Figures> {
  const all: Figures[] = [];
  for (let most = 3; all.length < most;) {
    const figures = await count();
    if (all.some((each) => JSON.stringify(each) === JSON.stringify(figures))) return figures;
    all.push(figures);
    if (Object.keys(figures).some((figure) => varies(name, figure))) most = 7;
  }
  return Object.fromEntries(
    Object.keys(all[0]!).map((figure) => {
      const values = all.map((each) => each[figure]!).toSorted((a, b) => a - b);
      if (!varies(name, figure) && values[0] !== values.at(-1)) {
        throw new Error(`${name}: ${figure} has to be the same each time, and came as ${values.join(", ")}`);
      }
      return [figure, values[values.length >> 1]!];
    }),
  );
}

function now(): Figures {
  const [goAllocations, goBytes] = go.allocations();
  return { ...passed, goAllocations, goBytes };
}

function difference(after: Figures, before: Figures): Figures {
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]!]));
}

function divided(figures: Figures, by: number): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Math.round((value / by) * 1000) / 1000]),
  );
}

/** What is held now and was not before: function pointers, which are never freed, handles, and everything else. */
function growth(before: ReturnType<typeof stats>): Figures {
  const { trampolines = 0, handles = 0, ...rest } = difference({ ...stats() }, { ...before });
  return { trampolines, handles, held: Object.values(rest).reduce((sum, each) => sum + each, 0) };
}
