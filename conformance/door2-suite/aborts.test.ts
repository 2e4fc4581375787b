// What ends the process, and what it says: Go's words, then one line of topher's; and the end that it would have without it.
import assert from "node:assert/strict";
import { test } from "node:test";
import process from "node:process";
import { abortedBy } from "../kit/aborted.ts";
import { runProgram } from "../kit/program.ts";

/** How Go ends a process. */
interface Expected {
  /** What Go prints before the stacks. */
  readonly says: string | RegExp;
  /** The functions of the stack that comes first, the innermost first; left out where that is a matter of luck. */
  readonly stack?: readonly string[];
  /** What was in flight, as topher's line says it. */
  readonly flight: string | RegExp;
}

const nil =
  "panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=… addr=… pc=…]";
const overflow =
  "runtime: goroutine stack exceeds 268435456-byte limit\nruntime: sp=… stack=[…, …]\nfatal error: stack overflow";
const map = /^fatal error: concurrent map (writes|read and map write)$/;

const ends: Readonly<Record<string, Expected>> = {
  "a panic": {
    says: "panic: out of reach",
    stack: ["abort.PanicElsewhere.func1"],
    flight: "in flight: abort.PanicElsewhere (thread 1)",
  },
  "a panic in a task's goroutine": {
    says: "panic: out of reach",
    stack: ["abort.PanicElsewhere.func1"],
    flight: "in flight: 1 task of abort.PanicElsewhere",
  },
  "a panic beside tasks": {
    says: "panic: out of reach",
    stack: ["abort.PanicElsewhere.func1"],
    flight: "in flight: abort.PanicElsewhere (thread 1), 3 tasks of abort.Wait, 1 task of abort.Deadlock",
  },
  "a panic beside more than a line has": {
    says: "panic: out of reach",
    flight: /^in flight: abort\.PanicElsewhere \(thread 1\)(, [13] tasks? of abort\.\w+){4}, and 2 more$/,
  },
  "a panic with nothing in flight": {
    says: "panic: out of reach",
    stack: ["abort.PanicLater.func1"],
    flight: "nothing was in flight",
  },
  "a panic with an error": {
    says: "panic: wrapped: refused: not today",
    stack: ["abort.PanicErrorElsewhere.func1"],
    flight: "in flight: abort.PanicErrorElsewhere (thread 1)",
  },
  "a panic with a megabyte": {
    says: /^panic: x{10000}/, // what follows is lost where nobody has read by then
    flight: "in flight: abort.PanicHugeElsewhere (thread 1)",
  },
  "a panic in a panic": {
    says: "panic: the first\n\tpanic: the second",
    stack: ["abort.PanicTwice.deferwrap1", "abort.PanicTwice"],
    flight: "in flight: abort.PanicTwiceElsewhere (thread 1)",
  },
  "a nil pointer": {
    says: nil,
    stack: ["abort.Nil", "abort.NilElsewhere.func1"],
    flight: "in flight: abort.NilElsewhere (thread 1)",
  },
  "a closed channel": {
    says: "panic: close of closed channel",
    stack: ["abort.CloseTwice"],
    flight: "in flight: abort.CloseTwiceElsewhere (thread 1)",
  },
  "a stack without end, in a goroutine": {
    says: overflow,
    flight: "in flight: abort.OverflowElsewhere (thread 1)",
  },
  "a stack without end": { says: overflow, flight: "in flight: abort.Overflow (thread 1, where it failed)" },
  "a stack without end, in a callback": {
    says: overflow,
    flight: "in flight: abort.Overflow (thread 1, where it failed)",
  },
  "memory that may not be read": {
    says: "unexpected fault address …\nfatal error: fault\n[signal SIGSEGV: segmentation violation code=… addr=… pc=…]",
    stack: ["abort.Fault"],
    flight: "in flight: abort.Fault (thread 1, where it failed)",
  },
  "a lock that is not locked": {
    says: "fatal error: sync: unlock of unlocked mutex",
    stack: ["abort.Unlock"],
    flight: "in flight: abort.Unlock (thread 1, where it failed)",
  },
  "more memory than there is": {
    says: /fatal error: (runtime: )?(out of memory|cannot allocate memory)$/,
    flight: "in flight: abort.Make (thread 1, where it failed)",
  },
  "memory that a limit ends": {
    says: /fatal error: (runtime: )?(out of memory|cannot allocate memory)/,
    flight: "in flight: abort.Exhaust (thread 1, where it failed)",
  },
  Goexit: {
    says: /^topher: abort.Goexit called runtime.Goexit/,
    flight: "in flight: abort.Goexit (thread 1, where it failed)",
  },
  "Goexit in a callback": {
    says: /^topher: func\(\) called runtime.Goexit/,
    flight: "in flight: func() (thread 1, where it failed)",
  },
  "a map written twice": { says: map, flight: /^in flight: abort\.MapRace \(thread 1(, where it failed)?\)$/ },
  "a map written by two tasks": { says: map, flight: "in flight: 2 tasks of abort.WriteMap" },
  "a map written by two workers": {
    says: map,
    flight: /^in flight: abort\.WriteMap \(thread [23], where it failed\), abort\.WriteMap \(thread [23]\)$/,
  },
  "a panic with os/signal listening": {
    says: "panic: out of reach",
    stack: ["abort.PanicElsewhere.func1"],
    flight: "in flight: abort.PanicElsewhere (thread 1)",
  },
  "a panic after os/signal has listened": {
    says: "panic: out of reach",
    stack: ["abort.PanicElsewhere.func1"],
    flight: "in flight: abort.PanicElsewhere (thread 1)",
  },
  "a panic with a listener for SIGABRT": {
    says: "panic: out of reach",
    stack: ["abort.PanicElsewhere.func1"],
    flight: "in flight: abort.PanicElsewhere (thread 1)",
  },
};

for (const [what, { says, stack, flight }] of Object.entries(ends)) {
  test(`a process with ${what} ends by SIGABRT, and says why`, () => {
    const ended = runProgram("aborts", { args: [what] });
    const aborted = abortedBy(`abort.${process.platform}-${process.arch}.so`, "abort", ended);
    assert.equal(aborted.by, "SIGABRT");
    matches(aborted.says, says);
    if (stack !== undefined) assert.deepEqual(aborted.stack, stack);
    matches(aborted.flight!, flight);
    assert.equal(ended.stdout, "", "JavaScript's exit handlers do not run");
  });
}

/** Ends of which Go says nothing, or that are none of Go's doing: by what, and what is on standard error. */
const silent: Readonly<Record<string, readonly [by: number | string, stderr: RegExp]>> = {
  "os.Exit": [3, /^$/],
  "os.Exit in a task": [3, /^$/],
  "log.Fatal": [1, /^abort: no way on\n$/],
  SIGKILL: ["SIGKILL", /^$/],
  // Here a runtime may say something itself.
  "SIGABRT by Go's own hand": ["SIGABRT", /^(?!.*topher: )/s],
  "kill with SIGABRT": ["SIGABRT", /^(?!.*topher: )/s],
  abort: ["SIGABRT", /^(?!.*topher: )/s],
};

for (const [what, [by, stderr]] of Object.entries(silent)) {
  test(`a process with ${what} ends as without topher`, () => {
    const ended = runProgram("aborts", { args: [what] });
    assert.equal(ended.signal ?? ended.status, by);
    assert.match(ended.stderr, stderr);
    assert.equal(ended.stdout, "");
  });
}

test("a deadlock in a synchronous call is silent: Go looks for none in a library", () => {
  const ended = runProgram("aborts", { args: ["a deadlock"], timeout: 2000 });
  assert.equal(ended.signal, "SIGKILL");
  assert.equal(ended.stderr, "");
});

test("a deadlock in a task is rejected in time, and neither other calls nor the end of the process wait for it", () => {
  const { status, stdout, stderr } = runProgram("aborts", { args: ["a deadlock in a task"] });
  const said = "TOPHER_GO_ERROR 2\nJavaScript's exit handlers have run\n";
  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: said, stderr: "" });
});

test("TOPHER_ABORT_LINE=0 leaves the end of the process to Go alone", () => {
  const ended = runProgram("aborts", { args: ["a panic"], env: { TOPHER_ABORT_LINE: "0" } });
  assert.equal(ended.signal, "SIGABRT");
  assert.match(ended.stderr, /^panic: out of reach/);
  assert.doesNotMatch(ended.stderr, /topher: /);
});

function matches(text: string, expected: string | RegExp): void {
  if (typeof expected === "string") assert.equal(text, expected);
  else assert.match(text, expected);
}
