import { blocksOf } from "./prose.ts";

/** A measured number in prose of which nothing says where it comes from. */
export interface Unsourced {
  readonly line: number;
  readonly number: string;
}

/**
 * Finds the measured numbers of a document: times, rates, memory and factors, in digits or in words. A figure marker, or a source in the same
 * paragraph, item or section, says where one comes from; see sources.ts.
 */
export function unsourcedNumbers(markdown: string): Unsourced[] {
  return blocksOf(markdown)
    .filter(({ sources }) => sources.length === 0)
    .flatMap(({ line, text }) =>
      [...text.matchAll(measured)].map((match) => ({
        line: line + text.slice(0, match.index).split("\n").length - 1,
        number: match[0].replaceAll(/\s+/g, " "),
      })),
    );
}

const digits = String.raw`(?:\d[\d,.]*(?:[eE]\d+)?|10[⁰¹²³⁴⁵⁶⁷⁸⁹]+)`;
const words =
  "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred|thousand|million|(?:a )?few|several)";
const number = `(?:${digits}|${words})`;
const time = "(?:ns|µs|μs|us|ms|s|sec|(?:nano|micro|milli)?seconds?|minutes?|hours?)";
const memory = "(?:[KMGT]i?B|(?:kilo|mega|giga|kibi|mebi|gibi)bytes?|bytes? (?:per|each|for each))";
const rate = "(?:[kMG]?/s|(?:a|per|each) second)";
const unit = `(?:${time}|${memory}|${rate})`;
const part = "(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|hundredths?|thousandths?)";
const compared =
  "(?:as|what|that|the|its|their|those|more|less|faster|slower|cheaper|longer|shorter|larger|smaller|higher|lower)";
const whole = "(?:time|cost|size|memory|speed|price|rate|length)";

/** What counts as measured. */
const measured = new RegExp(
  String.raw`(?<![\w.,$#^-])(?:${[
    // 80 ns, 1.5GiB, a hundred microseconds, 300,000 a second, 5,000 calls per second
    `${digits}[ -]?${unit}`,
    `${words}[ -]${unit}`,
    String.raw`${number} \w+ (?:a|per) (?:second|minute)`,
    // 30 %, thirty percent
    `${number} ?(?:%|percent)`,
    // 2.5 ×, 3x
    `${digits} ?[×x]`,
    // three times as fast, twice the time, half as much, a third longer
    String.raw`${number} times (?:${compared}|[\w.]+['’]s)`,
    "(?:twice|half) (?:as|what)",
    `(?:twice|half|a third|a quarter) (?:of )?(?:the|its|their|that) ${whole}`,
    `(?:a|one|two) ${part} (?:more|less|faster|slower|cheaper|longer|shorter|larger|smaller)`,
    // half a second, a fraction of a microsecond, tens of milliseconds, a third of the time, a second or two
    `half an? ${unit}`,
    `(?:a|an|one|two|three|four)[ -]${part} of (?:the|its|their|that|what|an? ${unit})`,
    `(?:fractions?|tens|tenths|hundreds|hundredths|thousands|thousandths|millions) of (?:an? )?${unit}`,
    "(?:tens|hundreds|thousands|millions) of times",
    "an? (?:(?:nano|micro|milli)second|second or two|minute or two|hour)",
    "orders? of magnitude",
  ]
    .join("|")
    // Paragraphs have lines, and words at their ends.
    .replaceAll(/ (?!\?)/g, (space, at: number, text: string) =>
      text[at - 1] === "[" ? space : String.raw`\s+`,
    )})(?![\w/])`,
  "giu",
);
