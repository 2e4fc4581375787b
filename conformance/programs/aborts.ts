// Ends its process by what Go does, or does not survive, and prints what came of a call where it went on.
//
//   node conformance/programs/aborts.ts <case>
import process from "node:process";
import { Worker, isMainThread, workerData } from "node:worker_threads";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "topher";
import * as a from "../../dist/door2/abort/index.js";

const oneMoment = 200;

/** Calls are in flight, of which a goroutine's fault is none. */
function begin(): void {
  for (let i = 0; i < 3; i++) void a.wait.async();
  void a.deadlock.async();
}

const cases: Readonly<Record<string, () => unknown>> = {
  // In a goroutine of the user's.
  "a panic": () => a.panicElsewhere("out of reach"),
  "a panic in a task's goroutine": () => a.panicElsewhere.async("out of reach"),
  "a panic beside tasks": () => {
    begin();
    a.panicElsewhere("out of reach");
  },
  "a panic beside more than a line has": () => {
    begin();
    for (const task of [a.receive, a.send, a.sleep, a.join]) void task.async();
    a.panicElsewhere("out of reach");
  },
  "a panic with nothing in flight": async () => {
    a.panicLater("out of reach");
    await sleep(10_000);
  },
  "a panic with an error": () => a.panicErrorElsewhere("not today"),
  "a panic with a megabyte": () => a.panicHugeElsewhere(1 << 20),
  "a panic in a panic": () => a.panicTwiceElsewhere(),
  "a nil pointer": () => a.nilElsewhere(),
  "a closed channel": () => a.closeTwiceElsewhere(),
  "a stack without end, in a goroutine": () => a.overflowElsewhere(),

  // On JavaScript's thread.
  "a stack without end": () => a.overflow(),
  "a stack without end, in a callback": () => a.panicInCallback(() => void a.overflow()),
  "memory that may not be read": () => a.fault(),
  "a lock that is not locked": () => a.unlock(),
  "more memory than there is": () => a.make(2 ** 46),
  "memory that a limit ends": () => a.exhaust(256),
  Goexit: () => a.goexit(),
  "Goexit in a callback": () => a.panicInCallback(() => a.leaver()!()),

  // Two at a time.
  "a map written twice": () => a.mapRace(),
  "a map written by two tasks": () => Promise.all([a.writeMap.async(), a.writeMap.async()]),
  "a map written by two workers": () => {
    for (let i = 0; i < 2; i++) new Worker(new URL(import.meta.url), { workerData: "writes" });
  },

  // Ends that Go prints nothing about.
  "os.Exit": () => a.exit(3),
  "os.Exit in a task": () => a.exit.async(3),
  "log.Fatal": () => a.fatal("no way on"),
  SIGKILL: () => a.kill(),
  "SIGABRT by Go's own hand": () => a.raise(6),

  // Signals that Go code takes over.
  "a panic with os/signal listening": () => {
    a.listen(false);
    a.panicElsewhere("out of reach");
  },
  "a panic after os/signal has listened": () => {
    a.listen(true);
    a.panicElsewhere("out of reach");
  },
  "a panic with a listener for SIGABRT": () => {
    process.on("SIGABRT", () => {});
    a.panicElsewhere("out of reach");
  },

  // SIGABRT that is none of Go's.
  abort: () => process.abort(),
  "kill with SIGABRT": async () => {
    process.kill(process.pid, "SIGABRT");
    await sleep(10_000);
  },

  // What does not return.
  "a deadlock": () => a.deadlock(),
  "a deadlock in a task": async () => {
    const rejected = await a.deadlock.async({ timeout: 50 }).then(() => "it returned", codeOf);
    console.log(rejected, await a.alive.async(1));
  },
};

if (!isMainThread) {
  if (workerData === "writes") a.writeMap();
} else {
  const name = process.argv[2]!;
  process.on("exit", () => console.log("JavaScript's exit handlers have run"));
  await cases[name]!();
  await sleep(oneMoment);
}
