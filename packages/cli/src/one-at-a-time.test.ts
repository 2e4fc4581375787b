import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";
import { folderWith } from "./run-cli.test-kit.ts";

test("oneAtATime works once, and the others wait until it is done", async () => {
  const folder = folderWith({});
  const file = path.join(folder, "made");
  let times = 0;
  const work = async () => {
    times += 1;
    await new Promise((done) => setTimeout(done, 150));
    writeFileSync(file, "");
  };
  const one = async () => {
    await oneAtATime(path.join(folder, "lock"), () => existsSync(file), work);
    expect(existsSync(file)).toBe(true);
  };
  await Promise.all([one(), one(), one()]);
  expect(times).toBe(1);
  expect(existsSync(path.join(folder, "lock"))).toBe(false);
});

test("oneAtATime goes on where the one that worked has failed", async () => {
  const folder = folderWith({});
  const lock = path.join(folder, "lock");
  const failing = oneAtATime(
    lock,
    () => false,
    () => Promise.reject(new Error("no compiler")),
  );
  let worked = false;
  const waiting = oneAtATime(
    lock,
    () => worked,
    async () => void (worked = true),
  );
  await expect(failing).rejects.toThrow("no compiler");
  await waiting;
  expect(worked).toBe(true);
});

test.each([
  ["the lock of a process that has ended", "2147483646"],
  ["a lock of which nobody gives a sign of life, whoever has its id now", String(process.pid)],
])("oneAtATime takes %s", { timeout: 20_000 }, async (_, id) => {
  const lock = path.join(folderWith({ lock: id }), "lock");
  let worked = false;
  await oneAtATime(
    lock,
    () => worked,
    async () => void (worked = true),
  );
  expect(worked).toBe(true);
});

test("oneAtATime waits for one that works for long", { timeout: 30_000 }, async () => {
  const lock = path.join(folderWith({}), "lock");
  let times = 0;
  const work = async () => {
    await new Promise((done) => setTimeout(done, 7000));
    times += 1;
  };
  const one = () => oneAtATime(lock, () => times > 0, work);
  await Promise.all([one(), one()]);
  expect(times).toBe(1);
});
