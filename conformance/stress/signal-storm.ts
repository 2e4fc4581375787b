// Signals arrive all the time while Go code runs on its own stacks, for handlers registered before and after the library was
// opened. A handler without SA_ONSTACK writes over the goroutine that it interrupts, so the storm is survived only if each one
// was mended.
//
// --variant unmended takes the mending away from one handler and is expected to crash sooner or later: it shows that the storm bites.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { makeBell, openFixture, work, type Fixture } from "./fixture.ts";
import { long, phase, random, stress, variant } from "./program.ts";

/** Absent where nobody listens: what comes of such a signal is not heard, and does no harm. */
type Listen = ((signal: NodeJS.Signals) => void) | undefined;

const deno = (globalThis as { Deno?: { addSignalListener(signal: string, handler: () => void): void } }).Deno;
// As it was before the library was opened.
const addUnmended = deno?.addSignalListener;
const heard = new Map<string, number>();
const count = (signal: string): void => void heard.set(signal, (heard.get(signal) ?? 0) + 1);

// A signal has one handler in a process, so each way to listen has signals of its own; none of these ends a process that listens.
const onProcess = (signal: NodeJS.Signals): void => void process.on(signal, () => count(signal));
const prepended = (signal: NodeJS.Signals): void => void process.prependListener(signal, () => count(signal));
const ways: { name: string; signal: NodeJS.Signals; when: "before" | "after"; listen: Listen }[] = [
  { name: "process.on", signal: "SIGUSR2", when: "before", listen: onProcess },
  { name: "process.on", signal: "SIGINT", when: "before", listen: onProcess },
  { name: "process.on", signal: "SIGWINCH", when: "after", listen: onProcess },
  { name: "process.on", signal: "SIGTERM", when: "after", listen: onProcess },
  { name: "process.on", signal: "SIGUSR1", when: "after", listen: onProcess },
  { name: "process.prependListener", signal: "SIGHUP", when: "after", listen: prepended },
  { name: "nobody", signal: "SIGPIPE", when: "after", listen: undefined },
  { name: "nobody", signal: "SIGURG", when: "after", listen: undefined },
  { name: "nobody", signal: "SIGCHLD", when: "after", listen: undefined },
];
if (deno !== undefined) {
  const onDeno = (signal: NodeJS.Signals): void => deno.addSignalListener(signal, () => count(signal));
  ways.push({ name: "Deno.addSignalListener", signal: "SIGCONT", when: "before", listen: onDeno });
  ways.push({ name: "Deno.addSignalListener", signal: "SIGIO", when: "after", listen: onDeno });
}

await stress(async () => {
  // The sender is started before the library is opened: Node registers a handler for SIGCHLD with the first child.
  const sender = startSender();
  for (const { when, listen, signal } of ways) if (when === "before") listen?.(signal);
  const go = openFixture();
  assert.equal(go.signalsRepair(), 0, "handlers that open() left without SA_ONSTACK");
  // Goroutines whose small stacks lie beside the caller's, on threads of Go's own.
  const bell = makeBell(go, () => {});
  for (let i = 0; i < 32; i++) go.wakeRingAsync(bell.id, 1_000_000_000, 500);
  const figures: Record<string, number> = {};
  const count = variant === "unmended" ? 50_000 : long ? 100_000 : 10_000;
  if (variant === "unmended") {
    phase("handlers that nobody mends");
    listenUnmended("SIGWINCH");
    await storm(go, sender, "SIGWINCH", count);
    sender.stop();
    bell[Symbol.dispose]();
    return { unmended: "survived" };
  }

  for (const { name, when, listen, signal } of ways) {
    if (when === "before" || listen === undefined) continue;
    listen(signal);
    assert.equal(go.signalsRepair(), 0, `handlers without SA_ONSTACK at once after ${name}("${signal}")`);
    await Promise.resolve();
    assert.equal(go.signalsRepair(), 0, `handlers without SA_ONSTACK soon after ${name}("${signal}")`);
  }
  // What the two assertions above would find if nobody mended.
  listenUnmended("SIGALRM");
  figures.unmended = go.signalsRepair();
  assert.ok(figures.unmended >= 1, "a handler that nobody mended is seen by topher_signals_repair");

  for (const { name, when, listen, signal } of ways) {
    phase(`${signal} to ${name}, registered ${when} open()`);
    await storm(go, sender, signal, count);
    if (listen === undefined) continue;
    const times = heard.get(signal) ?? 0;
    assert.ok(times >= 1, `${signal} was heard`);
    figures[`${signal} heard`] = times;
  }
  sender.stop();
  bell[Symbol.dispose]();
  return { "signals each way": count, ways: ways.length, ...figures };
});

/** Works until the sender has sent its volley. */
async function storm(go: Fixture, sender: Sender, signal: string, count: number): Promise<void> {
  const volley = { over: false };
  // A small stack has little room below what is in use, so that a signal frame on it does harm; a large one moves when it grows.
  const depth = random.pick([8, 16, 1500]);
  const sent = sender.send(signal, count).then(() => (volley.over = true));
  while (!volley.over) {
    for (let i = 0; i < 8; i++) work(go, random, 400, depth);
    await setImmediate();
    // The library looks for such handlers once a second; Deno's stays mended.
    if (variant === "unmended" && deno === undefined) listenUnmended("SIGWINCH");
  }
  await sent;
  for (let i = 0; i < 20; i++) await setImmediate();
  work(go, random, 100, depth);
}

/** Registers a handler behind the back of what mends handlers. */
function listenUnmended(signal: NodeJS.Signals): void {
  const listener = (): void => count(signal);
  if (addUnmended !== undefined) return addUnmended(signal, listener);
  const hook = process.rawListeners("newListener").at(-1) as (...args: any[]) => void;
  process.removeListener("newListener", hook);
  process.removeAllListeners(signal);
  process.on(signal, listener);
  process.on("newListener", hook);
}

interface Sender {
  send(signal: string, count: number): Promise<void>;
  stop(): void;
}

function startSender(): Sender {
  const node = process.env.TOPHER_STRESS_NODE ?? process.execPath;
  const child = spawn(node, [fileURLToPath(new URL("signal-sender.ts", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async send(signal, count) {
      child.stdin.write(`${process.pid} ${signal} ${count} 20\n`);
      assert.equal((await lines.next()).value, `sent ${signal}`);
    },
    stop: () => child.stdin.end(),
  };
}
