// What a first look leaves out, by rules that it prints.
import type { Case } from "./cases/case.ts";
import type { Contender } from "./contenders.ts";
import { kindOf, type KindName } from "./kinds.ts";

/** Kinds that a first look measures in all runtimes. */
const everywhere: readonly KindName[] = ["topher", "ffi"];

/** Kinds in a runtime that it measures in heavy cases: all but topher in the first runtime. */
const inHeavy: readonly KindName[] = ["topher", "ffi", "javascript"];

/** The rules, as they are printed. */
export const quickRule: string = `left out by --quick: ${[
  "of a case in several sizes, all but the smallest and the largest",
  `kinds other than ${everywhere.join(", ")} in all runtimes but their first`,
  `of cases whose calls take long, kinds in a runtime other than ${inHeavy.join(", ")}, and all but topher in all runtimes but the first`,
].join("; ")}`;

/** Why a first look does not measure a case of a contender, where it does not. */
export function leftOutByQuick(
  contender: Contender,
  { name, heavy }: Case,
  { cases, contenders }: { readonly cases: readonly Case[]; readonly contenders: readonly Contender[] },
): string | undefined {
  const { kind } = contender;
  const sizes = cases.filter((each) => withoutSize(each.name) === withoutSize(name));
  if (sizes.slice(1, -1).some((each) => each.name === name)) {
    return `left out by --quick: ${sizes[0]!.name} and ${sizes.at(-1)!.name} stand for it`;
  }
  if (kind === "topher" || kindOf(kind).runs === "alone") return undefined;
  if (heavy === true && !inHeavy.includes(kind)) return "left out by --quick: calls of this case take long";
  if (heavy !== true && everywhere.includes(kind)) return undefined;
  const first = contenders.find((each) => each.kind === kind && each.missing === undefined);
  return first === undefined || first === contender ? undefined : `left out by --quick: ${first.name} stands for it`;
}

/** What cases that differ in size have in common. */
function withoutSize(name: string): string {
  return name.split(":", 1)[0]!;
}
