// Children end all the time while Go code runs on its own stacks. Some runtimes hear of it by SIGCHLD, with a handler that they
// register when the first child is started: long after the library was opened, and without any listener of the program's.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { setImmediate } from "node:timers/promises";
import { openFixture, work } from "./fixture.ts";
import { long, phase, random, stress } from "./program.ts";

await stress(async () => {
  const go = openFixture();
  const total = long ? 2000 : 200;
  let started = 0;
  let ended = 0;
  const start = (): void => {
    started++;
    const child = spawn("true", { stdio: "ignore" });
    child.on("exit", (code) => {
      assert.equal(code, 0);
      ended++;
    });
  };
  phase("the first child");
  start();
  assert.equal(go.signalsRepair(), 0, "handlers without SA_ONSTACK at once after the first spawn()");
  phase("children that end while Go works");
  while (ended < total) {
    while (started < total && started - ended < 4) start();
    for (let i = 0; i < 2; i++) work(go, random, 400, 16);
    await setImmediate();
  }
  phase("children that are waited for");
  for (let i = 0; i < total / 20; i++) {
    assert.equal(spawnSync("true").status, 0);
    work(go, random, 400, 16);
  }
  assert.equal(go.signalsRepair(), 0, "handlers without SA_ONSTACK at the end");
  return { children: ended };
});
