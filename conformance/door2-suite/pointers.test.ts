// Pointers to values: null, and what Go changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

test("move writes what Go changed into the same object", () => {
  const point = { x: 1, y: 2 };
  assert.equal(f.move(point, 10, 20), undefined);
  assert.deepEqual(point, { x: 11, y: 22 });
});

test("move adds the fields that were absent", () => {
  const point = { x: 1 };
  call["move"]!(point, 1, 2);
  assert.deepEqual(point, { x: 2, y: 2 });
});

test("move refuses a frozen object before the call", () => {
  refuses(
    "TOPHER_FROZEN",
    () => f.move(Object.freeze({ x: 1, y: 1 }), 1, 1),
    /^features\.move: parameter 1 \(p\) must be an object that Go's changes can be written back to, got an object$/,
  );
});

test("move refuses undefined, where null is nil", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["move"]!(undefined, 1, 1),
    "features.move: parameter 1 (p) must be an object or null, got undefined",
  );
  assert.equal(f.isNilPoint(null), true);
  assert.equal(f.isNilPoint({ x: 0, y: 0 }), false);
});

test("move writes nothing back where the call is refused", () => {
  const point = { x: 1, y: 1 };
  refuses("TOPHER_TYPE", () => call["move"]!(point, 1, "x"));
  assert.deepEqual(point, { x: 1, y: 1 });
});

test("birthday writes back, and gives an object of its own", () => {
  const person = f.echoPerson({ name: "x", age: 3, friend: { name: "y" } });
  const got = f.birthday(person);
  assert.equal(person.age, 4);
  assert.deepEqual(got, person);
  assert.notEqual(got, person);
});

test("birthday gives null for null", () => assert.equal(f.birthday(null), null));

test("firstPoint gives a copy or null", () => {
  assert.equal(f.firstPoint([]), null);
  assert.deepEqual(f.firstPoint([{ x: 1 }, { x: 2 }]), { x: 1, y: 0 });
});

test("echoPointers takes the same object twice", () => {
  const point = { x: 1, y: 2 };
  assert.deepEqual(f.echoPointers([point, null, point]), [point, null, point]);
});

test("echoOptional and echoOptionalText tell nil from zero", () => {
  for (const n of [null, 0, -7]) assert.equal(f.echoOptional(n), n);
  for (const text of [null, "", "x"]) assert.equal(f.echoOptionalText(text), text);
});

test("echoOptional and echoOptionalText refuse other values", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["echoOptional"]!("x"),
    /^features\.echoOptional: parameter 1 \(n\) must be a safe integer/,
  );
  refuses("TOPHER_RANGE", () => f.echoOptional(1.5));
  refuses("TOPHER_TYPE", () => call["echoOptionalText"]!(5), /must be a string, got number 5$/);
  refuses("TOPHER_TYPE", () => call["echoOptional"]!(undefined));
});

test("chain gives a list, chainLength takes one", () => {
  assert.equal(f.chain(0), null);
  assert.deepEqual(f.chain(2), { value: 1, next: { value: 2, next: null } });
  assert.equal(f.chainLength(f.chain(500)), 500);
  assert.equal(f.chainLength(null), 0);
});

test("chainLength writes back into the objects of the list", () => {
  const list = f.chain(3)!;
  const second = list.next;
  f.chainLength(list);
  assert.deepEqual(list, f.chain(3));
  assert.deepEqual(second!.value, 2);
});

test("chainLength refuses a cycle", () => {
  const node: { value: number; next: any } = { value: 1, next: null };
  node.next = { value: 2, next: node };
  refuses("TOPHER_CYCLE", () => f.chainLength(node), /^features\.chainLength: parameter 1 \(n\)\.next.* holds itself/);
});

test("chain and chainLength refuse more than 1,000 levels", () => {
  let node: any = null;
  for (let i = 0; i < 2000; i++) node = { value: i, next: node };
  refuses("TOPHER_DEPTH", () => f.chainLength(node), /deeper than 1000 levels$/);
  refuses("TOPHER_DEPTH", () => f.chain(2000), /deeper than 1000 levels$/);
  assert.equal(f.chainLength(f.chain(5)), 5);
});

nothingLeft();
