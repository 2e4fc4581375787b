// What ends the process in a library that was opened with hand-written signatures: Go's words, then one line of topher's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { abortedBy, type Aborted } from "../kit/aborted.ts";
import { runProgram } from "../kit/program.ts";

const faults: Readonly<Record<string, Pick<Aborted, "says" | "stack">>> = {
  overflows: {
    says: "runtime: goroutine stack exceeds 268435456-byte limit\nruntime: sp=… stack=[…, …]\nfatal error: stack overflow",
    stack: ["main.endless"],
  },
  goexits: {
    says: "runtime: mp.lockedInt = 1\nfatal error: runtime.Goexit called in a thread that was not created by the Go runtime",
    stack: [],
  },
  panics: { says: "panic: not recovered", stack: ["main.panics"] },
  panicsElsewhere: { says: "panic: in a goroutine", stack: ["main.panicsElsewhere.gowrap1"] },
};

for (const [symbol, { says, stack }] of Object.entries(faults)) {
  test(`${symbol} ends the process by SIGABRT, and topher says where to read on`, () => {
    const ended = runProgram("aborts-by-hand", { args: [symbol] });
    assert.equal(ended.stdout, "");
    const aborted = abortedBy("libaborts.so", "main", ended);
    assert.deepEqual(
      { ...aborted, stack: aborted.stack.slice(0, 1) },
      { by: "SIGABRT", says, stack, flight: undefined },
    );
  });
}

test("panics ends the process without that line where TOPHER_ABORT_LINE is 0", () => {
  const ended = runProgram("aborts-by-hand", { args: ["panics"], env: { TOPHER_ABORT_LINE: "0" } });
  assert.equal(ended.signal, "SIGABRT");
  assert.match(ended.stderr, /^panic: not recovered/);
  assert.doesNotMatch(ended.stderr, /topher: /);
});

test("exits ends the process with its code, and nothing of JavaScript runs", () => {
  const { status, stdout, stderr } = runProgram("aborts-by-hand", { args: ["exits"] });
  assert.deepEqual({ status, stdout, stderr }, { status: 3, stdout: "", stderr: "" });
});
