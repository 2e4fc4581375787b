// Children end all the time while Go code runs on its own stacks, on this thread and on others. Some runtimes hear of it by SIGCHLD, with a
// handler that they register when the first child is started: long after the library was opened, and without any listener of the program's.
import assert from "node:assert/strict";
import { exec, fork, spawn, spawnSync } from "node:child_process";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { makeBell, openFixture, work } from "./fixture.ts";
import { long, phase, random, stress } from "./program.ts";

const total = long ? 1000 : 100;
const atATime = 4;

/** A way to start a child, which calls back when it has ended as it should. */
type Start = (done: (error: unknown) => void) => void;

const fails = (code: number | null): unknown => (code === 0 ? undefined : new Error(`a child ended with ${code}`));

/** The ways, and how many children each starts: a runtime takes its time to start. */
const ways: Readonly<Record<string, { readonly start: Start; readonly children: number }>> = {
  spawn: {
    children: total,
    start: (done) =>
      void spawn("true", { stdio: "ignore" })
        .on("error", done)
        .on("exit", (code) => done(fails(code))),
  },
  "spawn with pipes": {
    children: total,
    start(done) {
      const child = spawn("cat", { stdio: ["pipe", "pipe", "ignore"] });
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
      child
        .on("error", done)
        .on("close", (code) => done(said === "to a cat" ? fails(code) : new Error(`cat said ${said}`)));
      child.stdin.end("to a cat");
    },
  },
  exec: {
    children: total / 2,
    start: (done) =>
      void exec("echo $((40 + 2))", (error, stdout) =>
        done(error ?? (stdout === "42\n" ? undefined : new Error(stdout))),
      ),
  },
  fork: {
    children: total / 10,
    start(done) {
      const child = fork(fileURLToPath(new URL("child.ts", import.meta.url)), {
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      let answer: unknown;
      child.on("message", (message) => {
        answer = message;
        child.disconnect();
      });
      child
        .on("error", done)
        .on("exit", (code) => done(answer === 42 ? fails(code) : new Error(`a fork said ${String(answer)}`)));
      child.send(41);
    },
  },
};

await stress(async () => {
  const go = openFixture();
  // Goroutines that are always busy, on threads of Go's own.
  const bell = makeBell(go, () => {});
  for (let i = 0; i < 8; i++) go.wakeRingAsync(bell.id, 1_000_000_000, 500);

  phase("the first child");
  const first = new Promise<unknown>((resolve) => ways["spawn"]!.start(resolve));
  assert.equal(go.signalsRepair(), 0, "handlers without SA_ONSTACK at once after the first spawn()");
  assert.equal(await first, undefined);

  const figures: Record<string, number> = {};
  for (const [name, { start, children }] of Object.entries(ways)) {
    phase(`children that end while Go works: ${name}`);
    let started = 0;
    let ended = 0;
    const failures: unknown[] = [];
    while (ended < children) {
      while (started < children && started - ended < atATime) {
        started++;
        start((error) => {
          if (error !== undefined) failures.push(error);
          ended++;
        });
      }
      for (let i = 0; i < 2; i++) work(go, random, 400, 16);
      await setImmediate();
    }
    assert.deepEqual(failures, [], name);
    figures[name] = children;
  }

  phase("children that are waited for");
  for (let i = 0; i < total / 10; i++) {
    assert.equal(spawnSync("true").status, 0);
    work(go, random, 400, 16);
  }
  figures["spawnSync"] = total / 10;
  assert.equal(go.signalsRepair(), 0, "handlers without SA_ONSTACK at the end");
  bell[Symbol.dispose]();
  return figures;
});
