import { getBorderCharacters, table } from "table";
import type { DescribedContender, DescribedSuite } from "./results.ts";

/** A suite's contenders and cases: the rounds that each gets, or a letter that stands for the reason why it gets none. */
export function listing({ name, title, cases, contenders }: DescribedSuite): string {
  const reasons: string[] = [];
  const letter = (reason: string) => {
    if (!reasons.includes(reason)) reasons.push(reason);
    return letterOf(reasons.indexOf(reason));
  };
  const cell = (contender: DescribedContender, each: string) => {
    const reason = contender.missing ?? contender.without[each];
    return reason === undefined ? String(contender.rounds[each]) : letter(reason);
  };
  const rows = contenders.map((contender) => [contender.name, ...cases.map((each) => cell(contender, each.name))]);
  const head = ["", ...cases.map((each) => each.name.replace(":", "\n:"))];
  const drawn = table([head, ...rows], {
    border: getBorderCharacters("void"),
    columnDefault: { alignment: "right", paddingLeft: 0, paddingRight: 1 },
    columns: [{ alignment: "left" }],
    drawHorizontalLine: () => false,
  });
  return [`${name}: ${title}`, "", drawn, ...reasons.map((reason, at) => `${letterOf(at)}  ${reason}`), ""].join("\n");
}

function letterOf(at: number): string {
  const letter = String.fromCodePoint("a".codePointAt(0)! + (at % 26));
  return letter.repeat(1 + Math.floor(at / 26));
}
