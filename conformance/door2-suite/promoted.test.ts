// Fields and methods of what a struct embeds: a pointer, a struct that embeds one, an interface, a struct that is not exported.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoPanic, same } from "topher";
import * as n from "../../dist/door2/whole/nodes/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "./kit.ts";

test("Doc has the fields and methods of what its pointer points to", () => {
  const doc = n.newDoc("title");
  assert.deepEqual([doc.id, doc.title, doc.upper()], [1, "title", "title!"]);
  doc.id = 5;
  assert.equal(doc.base!.id, 5);
  assert.ok(same(doc.tag("a"), doc.base!));
  doc.base!.tag("b");
  assert.deepEqual(doc.tags(), ["a", "b"]);
});

test("Doc panics in Go where its pointer is nil", () => {
  const doc = new n.Doc({ title: "empty" });
  assert.equal(doc.base, null);
  assert.throws(() => doc.id, GoPanic);
  assert.throws(() => doc.tags(), GoPanic);
  assert.throws(() => (doc.id = 1), GoPanic);
  doc.base = new n.Base({ id: 3 });
  assert.equal(doc.id, 3);
});

test("Page has what is two levels deep, and its own method where both have one", () => {
  const page = n.newPage("title", 7);
  assert.deepEqual([page.id, page.title, page.number], [2, "title", 7]);
  assert.deepEqual([page.upper(), page.doc.upper()], ["page title!", "title!"]);
  page.tag("x");
  assert.deepEqual(page.doc.base!.tags(), ["x"]);
  page.title = "other";
  assert.equal(page.doc.title, "other");
  refuses("TOPHER_TYPE", () => ((page as any).title = 5), /^nodes\.Page\.title must be a string/);
});

test("Scaled has the methods of the interface that it embeds, and hides one", () => {
  const scaled = n.newScaled(n.newCircle(1), 10);
  assert.deepEqual([scaled.area(), scaled.name(), n.both(scaled)], [30, "circle", "circle 30"]);
  const mine: n.Shape = { area: () => 2, name: () => "mine" };
  scaled.shape = mine;
  assert.deepEqual([scaled.area(), scaled.name(), n.both(scaled)], [20, "mine", "mine 20"]);
  assert.equal(scaled.shape, mine);
  scaled.shape = null;
  assert.throws(() => scaled.name(), GoPanic);
});

test("Clicker has what a struct that is not exported has", () => {
  const clicker = n.newClicker("x");
  assert.deepEqual([clicker.increment(), clicker.increment(), clicker.count, clicker.label], [1, 2, 2, "x"]);
  clicker.count = 10;
  assert.equal(clicker.increment(), 11);
});

nothingLeft(() => n.collect());
