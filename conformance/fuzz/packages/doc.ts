import type { Maker } from "./maker.ts";

/** Lines of comments that are hard on what copies them into another language. */
const lines = [
  "does what its name says.",
  "ends the comment early: */ or not.",
  "holds ${templates}, `code`, ``more`` and a lone ` back quote.",
  "@param x is no tag; {@link Nothing} is no link; <b>this</b> is no HTML.",
  "says \\u0041 and \\ and \\\\ and */ // */.",
  "has “quotes”, naïve words, 名前 and 😀.",
  "mentions [Object], [Nothing.Here] and [a link].",
  "\u2028 separates lines in JavaScript alone.",
  "//topher:ignore is no directive here.",
  "% %d %s %% %!",
  "<!-- --> ]]> </script>",
  "go:generate echo no",
];

/** More than one paragraph, as Go formats it. */
const blocks = [
  '//\n//\tcode := `x` + "*/"\n//',
  "//\n// # A heading\n//",
  "//\n//   - one\n//   - two\n//\n// Deprecated: use something else */.",
  "//\n// [a link]: https://example.org/*/x?y=${z}",
];

/** The comment of a declaration: empty, or lines that begin with //. */
export function docOf(make: Maker): string {
  if (make.chance(50)) return "";
  const first = make.times(1, 2, () => `// It ${make.random.pick(lines)}`);
  return [...first, ...(make.chance(25) ? [make.random.pick(blocks)] : [])].join("\n");
}
