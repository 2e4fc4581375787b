// Bells: goroutines ring, and JavaScript hears it on its event loop.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fn, open, t, wake } from "topher";
import { openDescriptors } from "../kit/descriptors.ts";
import { libraryUrl } from "../kit/library.ts";
import { resultOf, runProgram } from "../kit/program.ts";
import { refuses } from "../kit/refuses.ts";
import { until } from "../kit/until.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const lib = open(libraryUrl("fixture"), {
  wakeRingAsync: fn([t.i64, t.int, t.int], t.void),
  wakeRing: fn([t.i64], t.bool),
  wakeRinging: fn([], t.int),
  wakeRung: fn([], t.int),
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("wake gives a bell whose id is a bigint", () => {
  const bell = wake(lib, () => {});
  assert.equal(typeof bell.id, "bigint");
  assert.ok(bell.id > 0n);
  bell[Symbol.dispose]();
});

test("wake hears a ring of the same thread, not at once but soon", async () => {
  let heard = 0;
  const bell = wake(lib, () => heard++);
  bell.ref();
  assert.equal(lib.wakeRing(bell.id), true);
  assert.equal(heard, 0);
  assert.ok(await until(() => heard > 0));
  bell[Symbol.dispose]();
});

test("wake hears a goroutine again and again", async () => {
  let heard = 0;
  const bell = wake(lib, () => heard++);
  bell.ref();
  for (let i = 1; i <= 5; i++) {
    lib.wakeRingAsync(bell.id, 1, 0);
    assert.ok(await until(() => heard >= i), `ring ${i} was not heard`);
  }
  bell[Symbol.dispose]();
});

test("wake hears the last of many rings, which may share a run", async () => {
  let heard = 0;
  let after = 0;
  const bell = wake(lib, () => {
    heard++;
    if (lib.wakeRinging() === 0) after++;
  });
  bell.ref();
  const before = lib.wakeRung();
  for (let i = 0; i < 4; i++) lib.wakeRingAsync(bell.id, 5000, 0);
  assert.ok(await until(() => lib.wakeRung() - before === 20_000));
  assert.ok(await until(() => after > 0 || lib.wakeRing(bell.id) === false));
  assert.ok(heard >= 1 && heard <= 20_000, `${heard} runs`);
  bell[Symbol.dispose]();
});

test("wake lets rings that nobody could hear yet share a run", async () => {
  let heard = 0;
  const bell = wake(lib, () => heard++);
  bell.ref();
  for (let i = 0; i < 1000; i++) lib.wakeRing(bell.id);
  assert.ok(await until(() => heard > 0));
  await pause(50);
  assert.ok(heard <= 2, `${heard} runs for rings within one turn`);
  bell[Symbol.dispose]();
});

test("wake hears nothing after it was disposed of, and the ringer is told", async () => {
  let heard = 0;
  const bell = wake(lib, () => heard++);
  bell.ref();
  lib.wakeRingAsync(bell.id, 1_000_000, 100);
  assert.ok(await until(() => heard > 0));
  bell[Symbol.dispose]();
  const then = heard;
  assert.equal(lib.wakeRing(bell.id), false);
  assert.ok(await until(() => lib.wakeRinging() === 0), "the goroutine rings on");
  await pause(30);
  assert.equal(heard, then);
  bell[Symbol.dispose]();
});

test("wake can be disposed of inside its own run", async () => {
  let heard = 0;
  const bell = wake(lib, () => {
    heard++;
    bell[Symbol.dispose]();
  });
  bell.ref();
  lib.wakeRingAsync(bell.id, 1000, 100);
  assert.ok(await until(() => heard > 0 && lib.wakeRinging() === 0));
  assert.equal(heard, 1);
});

test("wake keeps 20 bells apart", async () => {
  const heard = Array.from({ length: 20 }, () => 0);
  const bells = heard.map((_, i) => wake(lib, () => heard[i]!++));
  for (const bell of bells) bell.ref();
  assert.equal(new Set(bells.map(({ id }) => id)).size, 20);
  for (const i of [3, 17]) lib.wakeRing(bells[i]!.id);
  assert.ok(await until(() => heard[3]! > 0 && heard[17]! > 0));
  assert.deepEqual(
    heard.flatMap((count, i) => (count > 0 ? [i] : [])),
    [3, 17],
  );
  for (const bell of bells) bell[Symbol.dispose]();
});

for (const id of [0n, -1n, 1n, 12_345n, 2n ** 63n - 1n]) {
  test(`wakeRing is false for ${id}, which is no bell's id`, () => assert.equal(lib.wakeRing(id), false));
}

test("wake does not use an id again", () => {
  const ids = new Set<bigint>();
  for (let i = 0; i < 100; i++) {
    const bell = wake(lib, () => {});
    ids.add(bell.id);
    bell[Symbol.dispose]();
  }
  assert.equal(ids.size, 100);
});

test("wake hears what was rung before it was referenced", async () => {
  let heard = 0;
  const bell = wake(lib, () => heard++);
  lib.wakeRing(bell.id);
  bell.ref();
  assert.ok(await until(() => heard > 0));
  bell[Symbol.dispose]();
});

test("wake hears again after it was unreferenced and referenced", async () => {
  let heard = 0;
  const bell = wake(lib, () => heard++);
  for (let i = 1; i <= 10; i++) {
    bell.ref();
    bell.ref();
    bell.unref();
    bell.ref();
    lib.wakeRing(bell.id);
    assert.ok(await until(() => heard >= i), `round ${i} was not heard`);
    bell.unref();
  }
  bell[Symbol.dispose]();
});

test("wake hears a ring while it is unreferenced and something else keeps the process alive", async () => {
  let heard = 0;
  const bell = wake(lib, () => heard++);
  lib.wakeRingAsync(bell.id, 1, 0);
  assert.ok(await until(() => heard > 0));
  bell[Symbol.dispose]();
});

test("wake closes its descriptors", async () => {
  const round = async (): Promise<void> => {
    const bells = Array.from({ length: 50 }, () => wake(lib, () => {}));
    for (const bell of bells) bell.ref();
    for (const bell of bells) lib.wakeRing(bell.id);
    await pause(20);
    for (const bell of bells) bell[Symbol.dispose]();
  };
  await round();
  assert.ok(await until(() => openDescriptors() < 100), `${openDescriptors()} descriptors are open`);
  const before = openDescriptors();
  for (let i = 0; i < 3; i++) await round();
  assert.ok(await until(() => openDescriptors() <= before + 2), `${before} descriptors became ${openDescriptors()}`);
});

test("wake refuses what is not a library", () => {
  for (const value of [null, undefined, {}, 1]) refuses("TOPHER_TYPE", () => wake(value as never, () => {}));
});

test("wake refuses a library without the guard", () => {
  assert.deepEqual(resultOf("wake-foreign"), { code: "TOPHER_UNSUPPORTED" });
});

test("wake lets the process end by itself while a goroutine rings", () => {
  const { status, signal, stdout, milliseconds } = runProgram("wake-exit", { args: ["unref"] });
  assert.equal(status, 0, `ended by ${signal}: ${stdout}`);
  assert.ok(milliseconds < 10_000);
});

test("wake keeps the process alive while it is referenced", () => {
  const { status, stdout } = runProgram("wake-exit", { args: ["ref"] });
  assert.equal(status, 0);
  assert.match(stdout, /^heard/m);
});

nothingLeft();
