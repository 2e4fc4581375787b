// Types that contain themselves: slices, maps, structs, classes and funcs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { same } from "topher";
import * as t from "../../dist/door2/whole/trees/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "./kit.ts";

/** Something in something, and so on. */
function nested<T>(depth: number, last: T, wrap: (inner: T) => T): T {
  let value = last;
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
}

test("echoTree takes a slice of slices of itself", () => {
  for (const tree of [[], [[]], [[], [[], [[[]]]], []]] as t.Tree[]) assert.deepEqual(t.echoTree(tree), tree);
  assert.equal(t.leaves([[], [[], []], [[[]]]]), 4);
  assert.equal(t.leaves([]), 1);
  assert.equal(t.Tree.depth([[], [[]]]), 2);
});

test("echoTree names the element that is wrong", () => {
  refuses(
    "TOPHER_TYPE",
    () => t.echoTree([[], [5 as never]]),
    /^trees\.echoTree: parameter 1 \(t\)\[1\]\[0\] must be .*got number 5$/,
  );
  refuses("TOPHER_TYPE", () => t.echoTree({} as never), /^trees\.echoTree: parameter 1 \(t\) must be/);
});

test("echoTree refuses a tree that contains itself", () => {
  const tree: t.Tree = [[]];
  tree[0]!.push(tree);
  refuses("TOPHER_CYCLE", () => t.echoTree(tree), /^trees\.echoTree: parameter 1 \(t\)/);
  const twice: t.Tree = [];
  assert.deepEqual(t.echoTree([twice, twice]), [[], []], "the same one twice is no cycle");
});

test("echoTree takes 900 levels, and refuses more than 1,000", () => {
  const tree = nested<t.Tree>(900, [], (inner) => [inner]);
  assert.equal(t.Tree.depth(tree), 900);
  assert.deepEqual(t.echoTree(tree), tree);
  refuses("TOPHER_DEPTH", () => t.echoTree(nested<t.Tree>(1100, [], (inner) => [inner])), /^trees\.echoTree: /);
  assert.deepEqual(t.echoTree([[]]), [[]]);
});

test("deepTree and roundTree are refused on the way out", () => {
  assert.equal(t.leaves(t.deepTree(900)), 1);
  refuses("TOPHER_DEPTH", () => t.deepTree(1100), /^trees\.deepTree\b/);
  refuses("TOPHER_CYCLE", () => t.roundTree(), /^trees\.roundTree\b/);
});

test("echoDir takes a map of maps of itself", () => {
  const dir: t.Dir = { a: {}, b: { c: { d: {} }, ["__proto__"]: {} } };
  assert.deepEqual(t.echoDir(dir), dir);
  assert.equal(t.countDirs(dir), 6);
  const round: t.Dir = {};
  round["self"] = round;
  refuses("TOPHER_CYCLE", () => t.echoDir(round), /^trees\.echoDir: parameter 1 \(d\)/);
  refuses("TOPHER_CYCLE", () => t.roundDir(), /^trees\.roundDir\b/);
  refuses(
    "TOPHER_TYPE",
    () => t.echoDir({ a: { b: 5 as never } }),
    /^trees\.echoDir: parameter 1 \(d\).*a.*b.* must be/,
  );
});

test("echoLink takes structs that point to the next one", () => {
  const links: t.Link = { value: 1, next: { value: 2, next: { value: 3, next: null } } };
  assert.deepEqual(t.echoLink(links), links);
  assert.deepEqual(t.echoLink({ next: {} } as t.LinkInput), { value: 0, next: { value: 0, next: null } });
  assert.equal(t.sumLinks(links), 6);
  assert.equal(t.sumLinks(null), 0);
  assert.deepEqual(t.makeLinks(2), { value: 0, next: { value: 1, next: null } });
  assert.equal(t.makeLinks(0), null);
});

test("doubleLinks writes back into all of them", () => {
  const last = { value: 3, next: null };
  const links: t.Link = { value: 1, next: { value: 2, next: last } };
  t.doubleLinks(links);
  assert.deepEqual(links, { value: 2, next: { value: 4, next: { value: 6, next: null } } });
});

test("links that point to themselves are refused in both directions", () => {
  const link: t.Link = { value: 1, next: null };
  link.next = link;
  refuses("TOPHER_CYCLE", () => t.echoLink(link), /^trees\.echoLink: parameter 1 \(l\)/);
  refuses("TOPHER_CYCLE", () => t.roundLink(), /^trees\.roundLink\b/);
  refuses("TOPHER_DEPTH", () => t.makeLinks(2000), /^trees\.makeLinks\b/);
});

test("echoElement takes structs in slices, maps and pointers of themselves", () => {
  const leaf: t.Element = { name: "leaf", children: [], named: {}, other: [] };
  const element: t.Element = {
    name: "root",
    children: [leaf, { ...leaf, name: "two", children: [leaf] }],
    named: { first: leaf },
    other: [leaf, null],
  };
  assert.deepEqual(t.echoElement(element), element);
  assert.equal(t.printElement(element), "root(leaf)(two(leaf))[leaf]{leaf}");
  assert.equal(t.printElement({ name: "x", children: [{}] } as t.ElementInput), "x()");
  refuses(
    "TOPHER_UNKNOWN_FIELD",
    () => t.echoElement({ children: [{ nam: "x" } as never] } as never),
    /^trees\.echoElement: parameter 1 \(e\)\.children\[0\]\.nam is not a field of the struct\. The nearest is name$/,
  );
  const round: t.Element = { ...leaf, children: [] };
  round.children.push(round);
  refuses("TOPHER_CYCLE", () => t.echoElement(round), /^trees\.echoElement: /);
});

test("echoEven takes structs that contain one another", () => {
  const even: t.Even = { n: 0, odds: [{ n: 1, evens: { two: { n: 2, odds: [] } } }] };
  assert.deepEqual(t.echoEven(even), even);
});

test("echoForest takes a map of slices of itself", () => {
  const forest: t.Forest = { a: [{}, { b: [] }], c: [] };
  assert.deepEqual(t.echoForest(forest), forest);
});

test("echoGroup takes types that contain themselves in a struct that does", () => {
  const group: t.Group = {
    name: "g",
    tree: [[], [[]]],
    dirs: [{ a: {} }],
    inner: { name: "i", tree: [], dirs: [], inner: null },
  };
  assert.deepEqual(t.echoGroup(group), group);
  assert.deepEqual(t.echoGroup({}), { name: "", tree: [], dirs: [], inner: null });
});

test("Twig is a class that may well go round", () => {
  const root = t.newTwig("root");
  const leaf = root.grow("a").grow("b");
  assert.equal(leaf.path(), "root/a/b");
  assert.ok(same(leaf.parent!.parent!, root));
  assert.equal(root.parent, null);
  assert.ok(same(root.twigs[0]!.twigs[0]!, leaf));
  root.twigs[0]!.twigs = [];
  assert.equal(leaf.parent!.twigs.length, 0);
});

test("follow calls a func type that takes and gives itself", () => {
  const seen: number[] = [];
  const chain: t.Chain = (self, n) => {
    seen.push(n);
    assert.equal(self, chain);
    return n < 3 ? self : null;
  };
  assert.equal(t.follow(chain, 10), 4);
  assert.deepEqual(seen, [0, 1, 2, 3]);
  assert.equal(t.follow(null, 10), 0);
});

test("anyRound is refused on the way out", () => {
  refuses("TOPHER_CYCLE", () => t.anyRound(), /^trees\.anyRound\b/);
});

nothingLeft(() => t.collect());
