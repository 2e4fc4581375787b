// When a process ends: pending tasks keep it alive, and nothing else of Go's does; and however it ends, it ends at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram, type Ended } from "../kit/program.ts";

interface Expected {
  /** What the program has seen by its end. */
  readonly seen?: unknown;
  readonly status?: number;
  readonly stderr?: RegExp;
}

/** A program that is right takes less; one that waits for what it should not wait for takes 20 seconds. */
const most = 10_000;

const programs: Readonly<Record<string, Expected>> = {
  nothing: { seen: [] },
  "a task": { seen: [1] },
  "tasks of different lengths": { seen: [10, 100, 200] },
  "a task after a task": { seen: [2] },
  "a task that is aborted": { seen: ["AbortError"] },
  "a task with a timeout": { seen: ["context deadline exceeded"] },
  unref: { seen: [] },
  "unref and ref": { seen: [1] },
  "unref beside another": { seen: [2] },
  "unref that is done in time": { seen: [1] },
  "a kept function": { seen: [] },
  "a kept function that will be called": { seen: [] },
  "a ticker": { seen: [] },
  "a ticker beside a task": { seen: [1] },
  "a callback that waits": { seen: [5] },
  "a channel that is read": { seen: [0, 1, 2] },
  "a channel that nobody reads on": { seen: [0] },
  "a stream that is read": { seen: [30] },
  "a stream that nobody reads on": { seen: ["read"] },
  "an object whose context lives on": { seen: ["x"] },
  "process.exit with tasks in flight": { status: 7 },
  "process.exit in a callback": { status: 7 },
  "an error that nobody catches": { status: 1, stderr: /RangeError.*nobody catches this/ },
  "a rejection that nobody handles": { status: 1, stderr: /division by zero/ },
  "a rejection that is handled": { seen: ["divide 1: division by zero"] },
  "a callback that throws in the background": { seen: [["deferred"]] },
};
for (const [name, { seen, status = 0, stderr }] of Object.entries(programs)) {
  test(`a process with ${name} ends as it should`, () => {
    const ended = runProgram("tasks", { args: [name] });
    assert.equal(ended.signal, null, text(ended));
    assert.equal(ended.status, status, text(ended));
    if (seen !== undefined) assert.deepEqual(JSON.parse(ended.stdout.trimEnd().split("\n").at(-1)!), seen, text(ended));
    if (stderr !== undefined) assert.match(ended.stderr, stderr);
    assert.doesNotMatch(ended.stderr, /fatal error|SIGSEGV|goroutine \d+ \[/);
    assert.ok(ended.milliseconds < most, `it took ${ended.milliseconds} ms`);
  });
}

function text({ stdout, stderr, status, signal }: Ended): string {
  return `ended with ${status ?? signal}\n${stdout}\n${stderr}`;
}
