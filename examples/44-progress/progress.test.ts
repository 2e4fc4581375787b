// Progress of checksums, compared with node:crypto: what is reported, in which order, and how a report ends the work.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { GoError, stats } from "topher";
import { files, type Progress } from "./progress-js/index.js";

const piece = 256 << 10;
const folder = mkdtempSync(path.join(tmpdir(), "topher-progress-"));
const contents = [0, 1, piece, 3 * piece + 7, 20 * piece].map((size) => randomBytes(size));
const names = contents.map((content, i) => {
  const name = path.join(folder, `file-${i}`);
  writeFileSync(name, content);
  return name;
});
after(() => rmSync(folder, { recursive: true }));

const expected = contents.map((content) => createHash("sha256").update(content).digest("hex"));

async function nothingLeft(): Promise<void> {
  const end = performance.now() + 5000;
  while (stats().tasks > 0 && performance.now() < end) await sleep(5);
  assert.equal(stats().tasks, 0);
}

test("every piece of every file is reported, in its file's order", async () => {
  const reports = new Map<string, Progress[]>(names.map((name) => [name, []]));
  const sums = await files(names, (report) => {
    reports.get(report.file)!.push(report);
  });
  assert.deepEqual(sums, expected);
  for (const [i, name] of names.entries()) {
    const size = contents[i]!.length;
    const pieces = Array.from({ length: Math.floor(size / piece) }, (_, at) => (at + 1) * piece);
    assert.deepEqual(
      reports.get(name)!.map(({ done }) => done),
      [...pieces, size],
    );
    assert.ok(reports.get(name)!.every(({ total }) => total === size));
  }
  await nothingLeft();
});

test("a file waits for the promise of its report, the others do not", async () => {
  const under = new Map<string, number>();
  let most = 0;
  const sums = await files(names, async ({ file }) => {
    assert.equal(under.get(file) ?? 0, 0);
    under.set(file, 1);
    most = Math.max(
      most,
      [...under.values()].reduce((sum, each) => sum + each, 0),
    );
    await sleep(2);
    under.set(file, 0);
  });
  assert.deepEqual(sums, expected);
  assert.ok(most > 1, `${most} at once`);
});

test("what a report throws is the error of the task, the same object, and ends the others", async () => {
  const enough = new Error("enough");
  let after = 0;
  await assert.rejects(
    files(names, ({ file, done }) => {
      if (file === names[4] && done === 3 * piece) throw enough;
      if (done > 15 * piece) after++;
    }),
    (error) => error === enough,
  );
  assert.equal(after, 0);
  await nothingLeft();
});

test("a rejected promise of a report is the error of the task", async () => {
  const enough = { code: "ENOUGH" };
  // oxlint-disable-next-line prefer-promise-reject-errors
  await assert.rejects(
    files(names, () => Promise.reject(enough)),
    (error) => error === enough,
  );
  await nothingLeft();
});

test("a signal ends it between two reports", async () => {
  const controller = new AbortController();
  let reports = 0;
  const task = files(
    [names[4]!],
    () => {
      if (++reports === 3) controller.abort();
    },
    { signal: controller.signal },
  );
  await assert.rejects(task, (error) => error === controller.signal.reason);
  await nothingLeft();
  assert.ok(reports <= 4, `${reports} reports`);
});

test("a file that does not exist is an error of Go", async () => {
  await assert.rejects(
    files([...names, path.join(folder, "nothing")], () => {}),
    (error) => error instanceof GoError && /no such file/.test(error.message),
  );
});

test("840 reports from 40 goroutines are all heard", async () => {
  let reports = 0;
  const sums = await files(
    Array.from({ length: 40 }, () => names[4]!),
    () => {
      reports++;
    },
  );
  assert.deepEqual(new Set(sums), new Set([expected[4]]));
  assert.equal(reports, 40 * 21);
  await nothingLeft();
});
