// The package regexp: RE2 syntax, whose time grows with the length of the text and not with the wit of the pattern.
import { GoError } from "topher";
import { compile, mustCompile, quoteMeta } from "./regexp-js/index.js";

const date = mustCompile(`(?P<year>\\d{4})-(?P<month>\\d{2})-(?P<day>\\d{2})`);
const text = "Go 1 came on 2012-03-28, generics on 2022-03-15.";
console.log(date.findAllString(text, -1).join(" "));
console.log(date.subexpNames().join(","), date.findStringSubmatch(text).join(","));
console.log(date.replaceAllString(text, "${day}.${month}.${year}"));

// A JavaScript function as the replacement.
console.log(date.replaceAllStringFunc(text, (found) => new Date(found).toUTCString().slice(0, 16)));

// Positions are bytes of UTF-8, as everywhere in Go.
const [at = 0, end = 0] = mustCompile("ö+").findStringIndex("schööön");
console.log(at, end, new TextDecoder().decode(new TextEncoder().encode("schööön").subarray(at, end)));

// Nested repetition against text that almost matches: a backtracking engine would be busy for longer than the universe is old.
console.log(mustCompile(`^(a+)+$`).matchString("a".repeat(5000) + "!"));

console.log(quoteMeta("1+1=2?"));
try {
  compile("a(b");
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}
