// Objects that stay in Go: handles with methods and accessors.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic, Handle, same } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const gone = "the handle was released and stands for nothing any more";
const account = (owner: string): f.Account => f.newAccount(owner);

test("newAccount gives an object of its class", () => {
  const ann = account("ann");
  assert.ok(ann instanceof f.Account && ann instanceof Handle);
  assert.equal(ann.owner(), "ann");
  assert.equal(f.Account.name, "Account");
});

test("Account.new and Account.must are the functions that make one", () => {
  assert.equal(f.Account.new, f.newAccount);
  assert.equal(f.Account.must, f.mustAccount);
  assert.throws(() => f.Account.must(""), GoPanic);
});

test("Account has methods with arguments, results and errors", () => {
  const ann = account("ann");
  assert.equal(ann.deposit(5), 5n);
  assert.equal(ann.deposit(2n ** 40n), 2n ** 40n + 5n);
  assert.equal(ann.withdraw(5), undefined);
  assert.throws(
    () => ann.withdraw(2n ** 50n),
    (error) => error instanceof GoError && error.message === "insufficient funds",
  );
  assert.deepEqual(ann.history(), ["deposit 5", `deposit ${2n ** 40n}`]);
});

test("Account is printed as Go prints it", () => {
  const ann = account("ann");
  ann.deposit(7);
  assert.equal(ann.string(), "ann: 7");
  assert.equal(String(ann), "ann: 7");
  assert.equal(`${ann}`, "ann: 7");
});

test("Account.transfer takes another object", () => {
  const [ann, bob] = [account("ann"), account("bob")];
  ann.deposit(10);
  ann.transfer(bob, 4);
  assert.deepEqual([ann.balance(), bob.balance()], [6n, 4n]);
  ann.transfer(ann, 6);
  assert.equal(f.totalBalance([ann, bob, ann]), 16n);
});

test("Account.self gives an object of its own for the same value", () => {
  const ann = account("ann");
  const again = ann.self();
  assert.notEqual(again, ann);
  assert.ok(same(ann, again) && same(again, ann) && same(ann, ann));
  assert.ok(!same(ann, account("ann")));
  ann[Symbol.dispose]();
  assert.equal(again.owner(), "ann");
});

test("findAccount gives null for nil, isNilAccount takes it", () => {
  assert.equal(f.findAccount("nobody"), null);
  assert.equal(f.findAccount("x")?.owner(), "x");
  assert.equal(f.isNilAccount(null), true);
  assert.equal(f.isNilAccount(account("x")), false);
});

test("openAccount throws TOPHER_NIL where Go returns neither an account nor an error", () => {
  refuses("TOPHER_NIL", () => f.openAccount("nobody"), /^features\.openAccount/);
  assert.equal(f.openAccount("x").owner(), "x");
});

test("openAccount throws its error, beside which there is nothing", () => {
  assert.equal(f.openAccount("x").owner(), "x");
  assert.throws(
    () => f.openAccount(""),
    (error) => error instanceof GoError && GoError.is(error, f.errEmpty),
  );
});

test("totalBalance takes null where Go takes nil, and Go decides", () => {
  assert.throws(() => f.totalBalance([null]), GoPanic);
  assert.throws(() => account("x").transfer(null, 0), GoPanic);
  assert.equal(f.totalBalance([]), 0n);
});

test("totalBalance refuses what is no account", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["totalBalance"]!([account("x"), {}]),
    "features.totalBalance: parameter 1 (accounts)[1] must be a features.Account, got an object",
  );
  refuses(
    "TOPHER_TYPE",
    () => call["isNilAccount"]!(new f.Box()),
    "features.isNilAccount: parameter 1 (a) must be a features.Account, got an object of class Box",
  );
  refuses("TOPHER_TYPE", () => call["isNilAccount"]!(undefined), /must be a features\.Account, got undefined$/);
});

test("a method refuses another this", () => {
  const { owner } = f.Account.prototype;
  refuses(
    "TOPHER_TYPE",
    () => owner.call({} as never),
    "features.Account.owner: this must be a features.Account, got an object",
  );
  refuses(
    "TOPHER_TYPE",
    () => owner.call(new f.Box() as never),
    /this must be a features\.Account, got an object of class Box$/,
  );
  refuses("TOPHER_TYPE", () => owner.call(Object.create(f.Account.prototype)), /this must be a features\.Account/);
});

test("a method refuses a wrong number of arguments", () => {
  refuses(
    "TOPHER_ARITY",
    () => (account("x").deposit as any).call(account("x")),
    "features.Account.deposit: takes 1 argument, got 0",
  );
});

test("a released object refuses everything, everywhere", () => {
  const ann = account("ann");
  assert.equal(Handle.isReleased(ann), false);
  ann[Symbol.dispose]();
  ann[Symbol.dispose]();
  assert.equal(Handle.isReleased(ann), true);
  refuses("TOPHER_HANDLE_RELEASED", () => ann.owner(), `features.Account.owner: ${gone}`);
  refuses("TOPHER_HANDLE_RELEASED", () => ann.deposit(1), `features.Account.deposit: ${gone}`);
  refuses("TOPHER_HANDLE_RELEASED", () => f.isNilAccount(ann), `features.isNilAccount: parameter 1 (a): ${gone}`);
  refuses(
    "TOPHER_HANDLE_RELEASED",
    () => f.totalBalance([null, ann]),
    `features.totalBalance: parameter 1 (accounts)[1]: ${gone}`,
  );
  refuses(
    "TOPHER_HANDLE_RELEASED",
    () => account("x").transfer(ann, 1),
    `features.Account.transfer: parameter 1 (to): ${gone}`,
  );
  refuses("TOPHER_HANDLE_RELEASED", () => same(ann, ann), `same: ${gone}`);
  refuses("TOPHER_HANDLE_RELEASED", () => String(ann));
});

test("a released object's place in Go is not the next one's", () => {
  for (let i = 0; i < 100; i++) {
    const old = account("old");
    old[Symbol.dispose]();
    const young = account("young");
    refuses("TOPHER_HANDLE_RELEASED", () => old.owner());
    assert.equal(young.owner(), "young");
    young[Symbol.dispose]();
  }
});

test("new Account makes Go's zero value", () => {
  const nobody = new f.Account();
  assert.deepEqual([nobody.owner(), nobody.balance(), nobody.history()], ["", 0n, []]);
  refuses(
    "TOPHER_UNKNOWN_FIELD",
    () => new (f.Account as any)({ owner: 1 }),
    'features.Account: "owner" is no field that can be set',
  );
});

test("new Shape sets the given fields", () => {
  const shape = new f.Shape({ name: "s", center: { x: 1 }, sides: [1, 2], inner: new f.Box({ width: 3 }) });
  assert.deepEqual([shape.name, shape.center, shape.sides], ["s", { x: 1, y: 0 }, Float64Array.of(1, 2)]);
  assert.deepEqual([shape.inner.width, shape.inner.height, shape.parent], [3, 0, null]);
  assert.equal(shape.perimeter(), 3);
});

test("new Shape refuses unknown fields and wrong values", () => {
  refuses(
    "TOPHER_UNKNOWN_FIELD",
    () => new (f.Shape as any)({ nam: "x" }),
    'features.Shape: "nam" is no field that can be set. The nearest is name',
  );
  refuses("TOPHER_TYPE", () => new (f.Shape as any)({ name: 5 }), "features.Shape.name must be a string, got number 5");
  refuses(
    "TOPHER_TYPE",
    () => new (f.Shape as any)(5),
    "features.Shape: the fields must be an object with name, center, sides, parent, inner, got number 5",
  );
});

test("new Shape reads its fields as a struct does: of another Shape, by getters, inherited, not where they are undefined", () => {
  const original = new f.Shape({
    name: "original",
    center: { x: 1, y: 2 },
    sides: [3],
    inner: new f.Box({ width: 4 }),
  });
  original.parent = original;
  const copy = new f.Shape(original);
  assert.ok(!same(copy, original) && same(copy.parent!, original));
  assert.deepEqual([copy.name, copy.center, copy.sides], ["original", { x: 1, y: 2 }, Float64Array.of(3)]);
  copy.inner.width = 5;
  assert.deepEqual([copy.inner.width, original.inner.width], [5, 4]);
  class Fields {
    get name(): string {
      return "of a getter";
    }
  }
  assert.equal(new f.Shape(new Fields()).name, "of a getter");
  assert.equal(new f.Shape(Object.create({ name: "inherited" })).name, "inherited");
  assert.equal(new f.Shape(Object.create({ name: "inherited", other: 1 })).name, "inherited");
  const none = new f.Shape({ name: undefined, sides: undefined, parent: undefined, inner: undefined });
  assert.deepEqual([none.name, none.sides, none.parent], ["", new Float64Array(), null]);
  class Better extends f.Shape {}
  assert.equal(new Better(new Better({ name: "better" })).name, "better");
});

test("new Shape refuses what a struct refuses", () => {
  const rule = "features.Shape: the fields must be an object with name, center, sides, parent, inner, got ";
  for (const [value, got] of [
    [null, "null"],
    [[], "an array of 0"],
    [new Map([["name", "x"]]), "an object of class Map"],
    [new Date(), "an object of class Date"],
    [f.makeShape, "a function"],
    [new f.Box(), "an object of class Box"],
  ] as const) {
    refuses("TOPHER_TYPE", () => new (f.Shape as any)(value), rule + got);
  }
  refuses(
    "TOPHER_TYPE",
    () => new (f.Account as any)(account("x")),
    "features.Account: the fields must be an object without fields, got an object of class Account",
  );
  const released = new f.Shape();
  released[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => new f.Shape(released), `features.Shape.name: ${gone}`);
  refuses(
    "TOPHER_UNKNOWN_FIELD",
    () => new (f.Shape as any)({ ["x".repeat(1e6)]: 1 }),
    /^features\.Shape: "x{40}…" is/,
  );
});

test("new Shape lets the error of a getter through", () => {
  const mine = new Error("mine");
  const fields = Object.create({
    get sides() {
      throw mine;
    },
  });
  assert.equal(
    thrownBy(() => new f.Shape(fields)),
    mine,
  );
});

test("accessors read and write fields in Go", () => {
  const shape = f.makeShape("a");
  shape.name = "b";
  shape.center = { y: 2 };
  shape.sides = [1, 2, 3];
  assert.deepEqual([shape.name, shape.center, shape.sides], ["b", { x: 0, y: 2 }, Float64Array.of(1, 2, 3)]);
  assert.equal(f.nameOf(shape), "b");
});

test("accessors refuse wrong values by the field's name", () => {
  const shape: any = f.makeShape("a");
  refuses("TOPHER_TYPE", () => (shape.name = 5), "features.Shape.name must be a string, got number 5");
  refuses(
    "TOPHER_UNKNOWN_FIELD",
    () => (shape.center = { z: 1 }),
    "features.Shape.center.z is not a field of the struct. The nearest is x",
  );
  refuses(
    "TOPHER_TYPE",
    () => (shape.parent = new f.Box()),
    "features.Shape.parent must be a features.Shape, got an object of class Box",
  );
  refuses("TOPHER_TYPE", () => (shape.inner = null), "features.Shape.inner must be a features.Box, got null");
});

test("a value that is read from a field is a copy", () => {
  const shape = f.makeShape("a");
  shape.center.x = 5;
  shape.sides = [1];
  shape.sides.fill(9);
  assert.deepEqual([shape.center, shape.sides], [{ x: 0, y: 0 }, Float64Array.of(1)]);
});

test("an object that is read from a field is a live reference", () => {
  const shape = f.makeShape("a");
  const { inner } = shape;
  inner.width = 5;
  inner.grow(1);
  assert.deepEqual([shape.inner.width, shape.inner.height, shape.inner.area()], [6, 4, 24]);
  assert.ok(same(inner, shape.inner));
  shape[Symbol.dispose]();
  inner.grow(1);
  assert.equal(inner.width, 7);
});

test("an object that is written into a field by value is copied", () => {
  const shape = f.makeShape("a");
  const box = new f.Box({ width: 9 });
  shape.inner = box;
  box.width = 1;
  assert.equal(shape.inner.width, 9);
  assert.ok(!same(shape.inner, box));
});

test("a pointer in a field is the same object, or null", () => {
  const [child, parent] = [f.makeShape("child"), f.makeShape("parent")];
  child.parent = parent;
  assert.ok(same(child.parent!, parent));
  parent.name = "renamed";
  assert.equal(child.parent.name, "renamed");
  child.parent = null;
  assert.equal(child.parent, null);
});

test("Shape.rename gives its receiver, Shape.touch changes what is hidden", () => {
  const shape = f.makeShape("a");
  const again = shape.rename("b");
  assert.ok(same(shape, again));
  assert.deepEqual([shape.touch(), again.touch()], [1, 2]);
});

test("nameOf takes a struct by value, never null", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["nameOf"]!(null),
    "features.nameOf: parameter 1 (s) must be a features.Shape, got null",
  );
});

test("Circle has the fields and methods of the struct that it embeds", () => {
  const circle = new f.Circle({ shape: f.makeShape("z"), radius: 2 });
  assert.deepEqual([circle.name, circle.diameter(), circle.inner.area()], ["z", 4, 6]);
  circle.name = "y";
  assert.equal(circle.shape.name, "y");
  assert.ok(same(circle.rename("x"), circle.shape));
  assert.equal(circle.touch(), 1);
});

nothingLeft();
