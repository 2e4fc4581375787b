// The package strings of Go's standard library: functions, a callback, an iterator, and a writer of Go.
import { Builder, cut, equalFold, fields, lines, map, newReplacer, splitSeq } from "./strings-js/index.js";

const poem = `Whose woods these are I think I know.
His house is in the village though;`;

// Results that Go returns together are a tuple.
const [before, after, found] = cut("user=gopher", "=");
console.log(found, before, after);
console.log(fields("  three \t little words ").join("|"), equalFold("Straße", "STRAẞE"));

// Go calls this function for each character, and waits for its answer.
const rot13 = (rune: number): number => {
  const letter = rune | 0x20;
  if (letter < 97 || letter > 122) return rune;
  return rune + (letter < 110 ? 13 : -13);
};
console.log(map(rot13, "Hello, Gopher!"), "->", map(rot13, map(rot13, "Hello, Gopher!")));

// An iterator of Go is an iterable: leaving the loop stops Go's.
for (const line of lines(poem)) console.log(JSON.stringify(line));
for (const word of splitSeq(poem, " ")) {
  if (word === "these") break;
  console.log("before these:", word);
}

// A value of Go where Go wants an io.Writer: the replacer writes into the builder, and nothing crosses but two handles.
const html = newReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;");
const builder = new Builder();
html.writeString(builder, "if a < b && b > c");
builder.writeRune(0x1f389);
console.log(builder.string(), builder.len());
builder[Symbol.dispose]();
html[Symbol.dispose]();
