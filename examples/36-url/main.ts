// The package net/url: a struct with methods is a class, a map with methods keeps them beside it.
import { GoError } from "topher";
import { joinPath, parse, parseQuery, queryEscape, URL as GoURL, userPassword, Values } from "./url-js/index.js";

const page = parse("https://go.dev/doc/../pkg/net/url/?q=a+b&q=c#Values");
if (page === null) throw new Error("unreachable: a nil beside a nil error would have thrown");
console.log(page.scheme, page.hostname(), page.path, page.fragment);

// url.Values is a map, so it is an object here. Its methods take it first.
const query = page.query();
console.log(query["q"]?.join(" and "), Values.get(query, "q"), Values.has(query, "z"));
Values.add(query, "z", "1/2");
console.log(Values.encode(query));

console.log(String(page.resolveReference(parse("../http/?x=1"))));
console.log(joinPath("https://example.com/a/", "../b", "c d"), queryEscape("1 + 1 = 2 & more"));

// A literal of Go's: fields by name, the rest is zero. user is a handle of another class.
const login = new GoURL({
  scheme: "https",
  host: "example.com:8080",
  path: "/admin",
  user: userPassword("me", "pass word"),
});
console.log(login.string(), login.port(), login.user?.username(), login.user?.password().join(" "));
console.log(login.redacted());
login[Symbol.dispose]();

// Go is strict where the browsers' URL repairs.
for (const wrong of ["http://[::1", "https://example.com:port/", "%zz"]) {
  try {
    parse(wrong);
  } catch (error) {
    if (error instanceof GoError) console.log(error.message);
  }
}
try {
  parseQuery("a=1;b=2");
} catch (error) {
  console.log((error as Error).message);
}
