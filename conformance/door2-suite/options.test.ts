// Functional options: of a class, of what is not exported, and as an interface.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Handle } from "topher";
import * as f from "../../dist/door2/whole/funcs/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

test("configure takes options of Go", () => {
  assert.equal(f.configure(), " 0 []");
  assert.equal(f.configure(f.withName("n"), f.withLevel(3), f.withName("m")), "m 3 []");
});

test("configure takes options of JavaScript, which get the object itself", () => {
  assert.equal(
    f.configure(
      f.withName("n"),
      (o) => {
        assert.ok(o instanceof f.Options);
        assert.equal(o.name, "n");
        o.level = 7;
        o.addExtra("a");
      },
      (o) => o!.addExtra("b"),
    ),
    "n 7 [a b]",
  );
});

test("an option of Go can be called by JavaScript", () => {
  const options = new f.Options({ name: "before" });
  f.withName("after")!(options);
  f.withLevel(2)!(options);
  assert.deepEqual([options.name, options.level], ["after", 2]);
  refuses("TOPHER_TYPE", () => (f.withName("x") as any)({ name: "" }), /must be a funcs\.Options, got an object$/);
});

test("configure throws what an option throws, and refuses what is none", () => {
  const mine = new Error("mine");
  assert.equal(
    thrownBy(() =>
      f.configure(() => {
        throw mine;
      }),
    ),
    mine,
  );
  refuses(
    "TOPHER_TYPE",
    () => call["configure"]!(null, {}),
    /^funcs\.configure: .*\(options\)\[1\] must be a function/,
  );
});

test("paint takes options whose type is not exported as they are", () => {
  const [color, width] = [f.withColor("red"), f.withWidth(5)];
  assert.ok((color as unknown) instanceof Handle);
  assert.equal(f.paint(color, width), "red 5");
  assert.equal(f.paint(color, f.withColor("blue")), "blue 0");
  assert.equal(f.paint(null, width), "none 5");
  assert.equal(f.paint(), "none 0");
});

test("paint refuses a function of JavaScript and another handle", () => {
  refuses("TOPHER_TYPE", () => call["paint"]!(() => {}), /^funcs\.paint: .*must be a .*handle/);
  refuses("TOPHER_TYPE", () => call["paint"]!(new f.Options()), /^funcs\.paint: /);
  refuses("TOPHER_TYPE", () => call["paint"]!(f.wide()), /^funcs\.paint: /);
});

test("an option that was released is refused", () => {
  const color = f.withColor("red") as unknown as Handle;
  color[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => f.paint(color as never), /^funcs\.paint: .*\(all\)\[0\]/);
});

test("choose takes handles of an interface whose method is not exported", () => {
  assert.equal(f.choose(f.wide()), "100");
  assert.equal(f.choose(), "0");
  refuses("TOPHER_TYPE", () => call["choose"]!({ apply() {} }), /^funcs\.choose: .*\(choices\)\[0\] must be/);
});

nothingLeft(() => f.collect());
