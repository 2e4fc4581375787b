// Objects that are closed, released, collected and extended.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, Handle, stats } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { collectUntil } from "../kit/collect.ts";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "./kit.ts";

const gone = "the handle was released and stands for nothing any more";

test("File is closed when it is disposed of, once", () => {
  const before = f.closedFiles();
  const file = f.openFile("x");
  assert.equal(file.name(), "x");
  file[Symbol.dispose]();
  file[Symbol.dispose]();
  assert.equal(f.closedFiles(), before + 1);
  refuses("TOPHER_HANDLE_RELEASED", () => file.name(), `features.File.name: ${gone}`);
});

test("File throws what Close returns, and is released all the same", () => {
  const before = stats().handles;
  const file = f.openFile("stuck");
  assert.throws(
    () => file[Symbol.dispose](),
    (error) => error instanceof GoError && error.message === "stuck",
  );
  assert.ok(Handle.isReleased(file));
  assert.ok(stats().handles <= before + 1, "the error alone may be left");
});

test("File is not closed by the collector", async () => {
  const before = stats().handles;
  const closed = f.closedFiles();
  (() => {
    for (let i = 0; i < 100; i++) f.openFile("x");
  })();
  assert.equal(stats().handles, before + 100);
  await collectUntil(() => stats().handles <= before);
  assert.ok(stats().handles <= before);
  assert.equal(f.closedFiles(), closed);
});

test("10,000 objects are released one by one", () => {
  const before = stats().handles;
  for (let i = 0; i < 10_000; i++) f.newAccount("x")[Symbol.dispose]();
  assert.equal(stats().handles, before);
});

test("a class can be extended", () => {
  class Named extends f.Box {
    readonly title = "mine";
  }
  const box = new Named({ width: 2, height: 3 });
  assert.deepEqual([box.area(), box.title, box instanceof f.Box], [6, "mine", true]);
});

test("Promise, Thing and Error are named like globals, which stay what they are", async () => {
  const promise = new f.Promise({ map: "m" });
  assert.deepEqual([promise.map, promise.date(), promise.then_], ["m", "date", ""]);
  assert.equal(await globalThis.Promise.resolve(1), 1);
});

nothingLeft();
