// Go's URLs beside the URL of the web, on every address of the CommonMark specification and of this repository's documents.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { parse, parseQuery, queryUnescape, pathUnescape, Values } from "./url-js/index.js";

const { text } = createRequire(import.meta.url)("commonmark-spec") as { text: string };
const docs = path.resolve(import.meta.dirname, "../../docs");
const documents = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));

/** Further ones, for what the documents have too little of. */
const more = [
  "https://user:pass%20word@example.com:8443/a/b;c=1/%E2%82%AC?q=%20x&q=y+z&empty=#frag%20ment",
  "http://[2001:db8::1]:8080/path?a=b",
  "https://xn--bcher-kva.example/b%C3%BCcher/",
  "ftp://files.example/%2Fetc%2Fmotd",
  "https://example.com/?a=1&b=2&a=3&c",
  "http://127.0.0.1/x//y/./z",
];

/** Addresses that the web's URL writes exactly as they were given: what it would repair, Go keeps or refuses. */
const addresses = [
  ...new Set(
    [text, ...documents.map((file) => readFileSync(path.join(docs, file), "utf8")), ...more].flatMap((each) =>
      [...each.matchAll(/\b(?:https?|ftp):\/\/[^\s"'`<>()\\]+/g)].map(([address]) => address),
    ),
  ),
].filter((address) => URL.canParse(address) && new URL(address).href === address);

test("there are addresses of every kind", () => {
  assert.ok(addresses.length > 25, `${addresses.length}`);
  for (const part of ["?", "#", "@", "[", "%"])
    assert.ok(
      addresses.some((each) => each.includes(part)),
      part,
    );
});

test("parse finds the parts that the web's URL finds", () => {
  for (const address of addresses) {
    const ours = parse(address);
    const theirs = new URL(address);
    assert.ok(ours !== null);
    assert.equal(`${ours.scheme}:`, theirs.protocol, address);
    assert.equal(ours.host, theirs.host, address);
    assert.equal(ours.hostname(), theirs.hostname.replaceAll(/[[\]]/g, ""), address);
    assert.equal(ours.port(), theirs.port, address);
    assert.equal(ours.escapedPath(), theirs.pathname, address);
    assert.equal(ours.rawQuery === "" ? "" : `?${ours.rawQuery}`, theirs.search, address);
    assert.equal(ours.fragment === "" ? "" : `#${ours.escapedFragment()}`, theirs.hash, address);
    assert.equal(ours.user?.username() ?? "", decodeURIComponent(theirs.username), address);
    assert.equal(ours.user?.password()[0] ?? "", decodeURIComponent(theirs.password), address);
    assert.equal(ours.string(), address);
    assert.equal(String(ours), theirs.href);
    ours[Symbol.dispose]();
  }
});

test("queries have the values that URLSearchParams finds", () => {
  for (const address of addresses) {
    const { search, searchParams } = new URL(address);
    if (search.includes(";")) {
      assert.throws(() => parseQuery(search.slice(1)), /invalid semicolon separator/);
      continue;
    }
    const ours = parseQuery(search.slice(1));
    assert.deepEqual(Object.keys(ours).toSorted(), [...new Set(searchParams.keys())].toSorted(), address);
    for (const key of searchParams.keys()) {
      assert.deepEqual(ours[key], searchParams.getAll(key), address);
      assert.equal(Values.get(ours, key), searchParams.get(key), address);
    }
  }
});

test("resolveReference goes where the web's URL goes", () => {
  const references = ["../x", "./", "?q", "#f", "/root", "a/b/../c", "//other.example/y", "g;x=1/../y", ""];
  for (const base of ["http://a.example/b/c/d;p?q", "https://b.example/", "https://b.example/x/y/"]) {
    for (const reference of references) {
      const ours = parse(base)?.parse(reference);
      assert.equal(String(ours), new URL(reference, base).href, `${reference} from ${base}`);
    }
  }
});

test("escapes are those of encodeURIComponent where both escape", () => {
  const words = ["a b", "50%", "ü/ö?", "日本語", "1+1=2&x", "\u0000\n"];
  for (const word of words) {
    assert.equal(queryUnescape(encodeURIComponent(word)), word);
    assert.equal(pathUnescape(encodeURIComponent(word)), word);
  }
});
