// A profiler of the runtime's own, which interrupts the process with SIGPROF or by other signals up to ten thousand times a second, while Go
// runs on small and large stacks, calls JavaScript, and goroutines work: from the start of the process, and begun after loading.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { Session } from "node:inspector";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { makeBell, openFixture, step, work, type Fixture } from "./fixture.ts";
import { kind } from "./kind.ts";
import { long, phase, random, runVariant, stress, variant } from "./program.ts";
import { callback } from "topher";

const milliseconds = long ? 20_000 : 1500;
/** Microseconds between two samples. */
const interval = 100;

/** The flags that profile a process from its start, into a folder. */
const flags: Readonly<Record<typeof kind, (folder: string) => string[]>> = {
  node: (folder) => ["--cpu-prof", `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${interval}`],
  bun: (folder) => ["--cpu-prof", `--cpu-prof-dir=${folder}`],
  deno: (folder) => ["--cpu-prof", `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${interval}`],
};

if (variant === "") await stress(parent);
else await stress(variant === "from the start" ? () => busy(openFixture()) : afterwards);

async function parent(): Promise<Record<string, number | string>> {
  const folder = mkdtempSync(path.join(tmpdir(), "profiles-"));
  try {
    phase("from the start");
    const start = await runVariant("from the start", { flags: flags[kind](folder) });
    assert.ok(readdirSync(folder).length > 0, "there is no profile");
    phase("begun after loading");
    const late = await runVariant("begun after loading");
    return {
      "calls, from the start": start["calls"]!,
      "calls, begun later": late["calls"]!,
      samples: late["samples"]!,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function afterwards(): Promise<Record<string, number | string>> {
  const go = openFixture();
  const session = new Session();
  session.connect();
  const post = (method: string, params: object = {}): Promise<any> =>
    new Promise((resolve, reject) => {
      session.post(method, params, (error, result) => (error === null ? resolve(result) : reject(error)));
    });
  await post("Profiler.enable");
  await post("Profiler.setSamplingInterval", { interval });
  await post("Profiler.start");
  const figures = await busy(go);
  const { profile } = await post("Profiler.stop");
  session.disconnect();
  assert.ok(profile.samples.length > 0, "the profile is empty");
  return { ...figures, samples: profile.samples.length };
}

async function busy(go: Fixture): Promise<{ calls: number }> {
  const bell = makeBell(go, () => {});
  const handle = callback(step, (i) => i + 1);
  for (let i = 0; i < 8; i++) go.wakeRingAsync(bell.id, 1_000_000_000, 500);
  const descend = (depth: number): number => go.callbackNested(descend, depth - 1);
  let calls = 0;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    work(go, random, 300, random.pick([8, 16, 1500]));
    assert.equal(go.callbackNested(descend, 20), 20);
    assert.equal(go.callbackTimes(handle, 3), 6);
    calls++;
    if (calls % 10 === 0) await setImmediate();
  }
  handle[Symbol.dispose]();
  bell[Symbol.dispose]();
  return { calls };
}
