// Names that are hard on one of the two languages, and how the mapping lowers them: written from docs/mapping.md, not from the generator.
import type { Random } from "../../stress/random.ts";

const plain = ["Alpha", "Bravo", "Count", "Delta", "Echo", "Field", "Green", "Hotel", "Item", "Join", "Kilo", "Limit"];

/** Names of functions, methods, fields, constants and variables. */
const members = [
  "Delete New Default Class Function Await Async Then Constructor ToString ValueOf HasOwnProperty Prototype Arguments Eval Undefined Null True",
  "This Super Import Export Typeof Instanceof In Of Let Static Yield Enum Implements Interface Package Private Protected Public Void With Debugger",
  "GlobalThis NaN Infinity Name Length Caller Apply Bind Call Symbol URL Url ID Id HTTPServer XMLHttpRequest X ABC A1 A_B A__ Get Set Link Lib",
  "Header Handle View Vars Begin End Released Options Context Result Return Next Throw Size Größe Ünï Éa Ñ Ωmega Жук X名前 Xⸯ İstanbul Ǆ Ꙗb Toⅷ",
  "IsPrototypeOf ToLocaleString ToJSON PropertyIsEnumerable Do While For If Switch Case Try Catch Finally Const Var Type From As Of Abstract Readonly",
  "String Close Read Write Len Less Is As Unwrap Format MarshalJSON Lock Context_ Do Scan",
]
  .flatMap((line) => line.split(" "))
  .filter((name) => /^\p{Lu}[\p{L}\p{Nd}_]*$/u.test(name));

/** Names of types. */
const types = [
  "Object Map Promise Array Record Date Error Symbol Uint8Array Float64Array BigInt64Array Task TaskOptions Handle GoError GoAny GoAnyInput Channel",
  "ReceiveChannel GoReader GoWriterInput Readonly ReadonlyMap Iterable AsyncIterable PromiseLike Function String Number Boolean BigInt Async FromGo",
  "AsyncInput Proxy Reflect JSON Math Node Point Tree Grüße Ωmega X名前 URL Url View Disposable Infinity NaN Class Delete Partial Any Never Unknown",
  "Undefined Null Void Import Export Default Arguments Eval Then Constructor Prototype Link Lib Vars T K V S Input Ω Xⸯ GoContext ReadonlyArray",
].flatMap((line) => line.split(" "));

/** Names of parameters and results: whatever Go allows, its predeclared names too. */
const params = [
  "a b xs delete class function await async arguments eval this new in of let static yield void with null true undefined typeof instanceof throw",
  "try catch finally do while super extends export implements private protected public enum debugger options context args error string int len nil",
  "v r w at err out result größe 名前 self constructor then __proto__ toString globalThis NaN Infinity _ Symbol Object append make panic any iota",
  "lib link header handle value values index request resolve reject Promise Uint8Array goto_ p signal name message x1 ⸯ",
].flatMap((line) => line.split(" "));

/** Names of package clauses: words of JavaScript, of Go's universe, and of what generated code imports. */
const packages = [
  "delete class function await async arguments eval this new null undefined typeof void with static let yield int string error any len append r w v",
  "time wire host errors runtime bridge context reflect fmt math unsafe_ topher main_ init_ util größe node object promise go_ cgo c x1 handle",
].flatMap((line) => line.split(" "));

/** What stands behind json: in a tag, as it is between the back quotes of Go source, and the name that it is. */
const tags: readonly (readonly [source: string, name: string])[] = [
  ["delete", "delete"],
  ["a-b", "a-b"],
  ["a b,omitempty", "a b"],
  ["-", ""],
  ["-,", "-"],
  [",omitempty", ""],
  ["__proto__", "__proto__"],
  ["constructor", "constructor"],
  ["then", "then"],
  ["ключ", "ключ"],
  ["1", "1"],
  ["it's", "it's"],
  ['a\\"b', 'a"b'],
  ["a\\\\b", "a\\b"],
  ["a\\nb", "a\nb"],
  ["toString", "toString"],
  ["hasOwnProperty", "hasOwnProperty"],
  ["\\u2028", "\u2028"],
  ["*/", "*/"],
  ["${x}", "${x}"],
  ["async", "async"],
  ["valueOf", "valueOf"],
  ["😀", "😀"],
  ["%d", "%d"],
  ["prototype", "prototype"],
];

export const pools = { members, types, params, packages, tags } as const;

/** A name of a pool, sometimes one without any malice. */
export function nameOf(random: Random, pool: "members" | "types"): string {
  return random.between(0, 3) === 0 ? random.pick(plain) + random.between(0, 99) : random.pick(pools[pool]);
}

/** What TypeScript calls an exported function, constant, variable, field or method. */
export function lowered(name: string): string {
  const runes = [...name];
  let n = runes.findIndex((rune) => !/[\p{Lu}\p{Lt}]/u.test(rune));
  if (n < 0) n = runes.length;
  if (n > 1 && n < runes.length && /\p{Ll}/u.test(runes[n]!)) n--;
  return safe(spelled(runes.map((rune, i) => (i < n ? [...rune.toLowerCase()][0]! : rune)).join("")));
}

/** A name of Go as JavaScript can write it. */
export function spelled(name: string): string {
  return [...name].map((rune) => (/[\p{ID_Continue}$]/u.test(rune) ? rune : "_")).join("");
}

/** Names that mean something on every object get a trailing underscore. */
export function safe(name: string): string {
  return ["then", "constructor", "__proto__"].includes(name) ? `${name}_` : name;
}

/** And async and what every object has, where they are members of a class. */
export function memberOfClass(name: string): string {
  return name === "async" || name in {} ? `${name}_` : name;
}

/** A property of an expression, whatever its name. */
export function property(name: string): string {
  return `[${JSON.stringify(name).replaceAll("\u2028", "\\u2028")}]`;
}
