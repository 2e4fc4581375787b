// Random arguments, wrong ones and right ones, to everything that is bound: the generated fixtures and the hand-written one. A call gives a
// value, or throws an error with a code, an error of Go, or what one of its arguments has thrown. It never throws an error of the engine or of
// topher's own code, never takes what the declared type forbids, never hangs and never ends the process.
//
//   node conformance/fuzz/arguments.ts --seed 7 --variant features --calls 5000 --outcomes outcomes.txt
//
// Each library runs in a process of its own, as a process has one Go runtime; what calls gave is summed up in a digest, which has to be the same in
// every runtime. `--outcomes FILE` writes what is summed up, to be compared with diff. A call that ended its process is named by its number:
// `--stop N` prints that call and makes no other after it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import process from "node:process";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { errorRows, GoError, GoReader, GoWriter, Handle } from "topher";
import { inParallel } from "../../scripts/parallel.ts";
import { moreThan, settled, withMore, type Counts } from "../kit/counts.ts";
import { programArgs } from "../stress/command.ts";
import { kind } from "../stress/kind.ts";
import { long, phase, seed, stress, variant, type Figures } from "../stress/program.ts";
import { Random } from "../stress/random.ts";
import { fitsFixture, fixtureArgument, fixtureTargets, type FixtureTarget } from "./arguments-fixture.ts";
import { fits, fitsAll, type Verdict } from "./arguments-judge.ts";
import { targetsOf, type Target } from "./arguments-targets.ts";
import { named } from "./arguments-types.ts";
import { anything, called, isMine, right, throwsByItself, type Made, type Supply } from "./arguments-values.ts";

const { values: own } = parseArgs({
  strict: false,
  options: { outcomes: { type: "string" }, calls: { type: "string" }, stop: { type: "string" } },
});
const outcomesFile = typeof own.outcomes === "string" ? own.outcomes : undefined;
const stop = own.stop === undefined ? undefined : Number(own.stop);
const total = Number(own.calls ?? (long ? 1_000_000 : 12_000));

const door2 = new URL("../../dist/door2/", import.meta.url);
const scratch = fileURLToPath(new URL("../../.cache/fuzz/", import.meta.url));
/** The seconds after which a call hangs. */
const patience = 60;
/** Asynchronous calls that are awaited together, and the seconds that they may take. */
const batch = 64;
const settling = 20;

// Packages keep what they were given last, and Go errors until its collector runs: those counts may differ a little, but never grow with the calls.
const kept = 64;
const left = { kept, errors: kept, handles: kept, callbacks: kept, streams: kept, abandonedChannels: Infinity };

// ---- The parent: a process for each library, and a watchdog outside of it.

async function runAll(): Promise<Figures> {
  const libraries = ["fixture", ...(await generated())];
  const sums: Record<string, number> = { libraries: libraries.length };
  const digest = createHash("sha256");
  if (outcomesFile !== undefined) rmSync(outcomesFile, { force: true });
  const weights = await Promise.all(libraries.map(weightOf));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const runs = libraries.map((library, i) => ({ library, calls: Math.ceil((total * weights[i]!) / all) }));
  // What is written to one file is written in turn.
  const atOnce = outcomesFile === undefined ? availableParallelism() : 1;
  const allFigures = await inParallel(runs, ({ library, calls }) => runChild(library, calls), atOnce);
  for (const [i, library] of libraries.entries()) {
    const figures = allFigures[i]!;
    for (const [name, value] of Object.entries(figures)) {
      if (typeof value === "number") sums[name] = (sums[name] ?? 0) + value;
    }
    digest.update(`${library} ${figures["digest"]}\n`);
  }
  return { ...sums, digest: digest.digest("hex").slice(0, 16) };
}

// `abort` ends the process or waits for ever by design; in `concurrent` most of what is bound waits for something that another call does. Of
// these only calls are made that have to be refused.
const harmful = new Set(["abort", "concurrent"]);

/** The generated libraries that are called by chance. */
async function generated(): Promise<string[]> {
  return readdirSync(door2)
    .filter((name) => existsSync(new URL(`${name}/topher.json`, door2)))
    .toSorted();
}

// A library gets calls by what it has to call; the hand-written fixture as much as the largest of them.
async function weightOf(library: string): Promise<number> {
  if (library === "fixture") return 60_000;
  return modulesOf(library).reduce((sum, folder) => sum + readFileSync(new URL("index.d.ts", folder)).length, 0);
}

function modulesOf(library: string): URL[] {
  const folder = new URL(`${library}/`, door2);
  const { packages } = JSON.parse(readFileSync(new URL("topher.json", folder), "utf8")) as {
    packages?: readonly { module: string }[];
  };
  return (packages ?? [{ module: "index.js" }]).map(({ module }) => new URL("./", new URL(module, folder)));
}

async function runChild(library: string, calls: number): Promise<Figures> {
  phase(library);
  mkdirSync(scratch, { recursive: true });
  const progress = path.join(scratch, `${process.pid}-${library}`);
  writeFileSync(progress, "");
  const args = ["--seed", String(seed), "--variant", library, "--calls", String(calls)];
  if (outcomesFile !== undefined) args.push("--outcomes", outcomesFile);
  const child = spawn(process.execPath, programArgs(kind, fileURLToPath(import.meta.url), args), {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TOPHER_FUZZ_PROGRESS: progress },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr = (stderr + text).slice(-8000)));
  let at = -1;
  let since = performance.now();
  let hung = false;
  const watchdog = setInterval(() => {
    const now = reached(progress);
    if (now !== at) {
      at = now;
      since = performance.now();
    } else if (performance.now() - since > patience * 1000) {
      hung = true;
      child.kill("SIGKILL");
    }
  }, 500);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve([code, signal]));
  });
  clearInterval(watchdog);
  const last = reached(progress);
  rmSync(progress, { force: true });
  const figures = /^figures (.*)$/m.exec(stdout)?.[1];
  if (code === 0 && figures !== undefined) return JSON.parse(figures) as Figures;
  const how = hung ? `hung for ${patience} seconds` : `ended with ${code ?? signal}`;
  const again = [...programArgs(kind, "conformance/fuzz/arguments.ts", args), "--stop", String(last)].join(" ");
  throw new Error(`${library}: ${how} at call ${last}\n${stderr}\n(again: ${process.execPath} ${again})`);
}

function reached(progress: string): number {
  const bytes = readFileSync(progress);
  return bytes.length < 8 ? -1 : Number(bytes.readBigInt64LE(0));
}

// ---- The child: the calls of one library.

let litter = (): void => {};

interface Caller {
  readonly targets: readonly { readonly onlyWrong: boolean }[];
  /** Prepares call i: what it is, and what makes it; one of the asynchronous forms only where there are tasks. */
  prepare(i: number, tasks: boolean): Prepared;
  /** Has Go's collector run, or makes garbage for it where the library has nothing that does so. */
  litter(): void;
  /** Takes a value that a call gave. */
  keep(value: unknown): void;
  /** Lets one go at once. */
  drop(value: unknown): void;
  /** Lets go of what a task gave, unless a call gave it as well. */
  dropLater(value: unknown): void;
  /** Lets everything go. */
  end(): void;
}

interface Prepared {
  readonly name: string;
  readonly labels: string;
  /** What was made as anything at all. */
  readonly odd: readonly unknown[];
  readonly verdict: Verdict;
  readonly asynchronous: boolean;
  /** True where the value says something of collectors and goroutines. */
  readonly counts: boolean;
  /** True where the value is of no use to other calls. */
  readonly zero: boolean;
  readonly run: () => unknown;
}

async function runOne(library: string, calls: number): Promise<Figures> {
  const caller = library === "fixture" ? fixtureCaller() : await generatedCaller(library);
  litter = () => caller.litter();
  const report = new Report();
  const progress = process.env["TOPHER_FUZZ_PROGRESS"];
  const file = progress === undefined ? undefined : openSync(progress, "r+");
  const reach = new BigInt64Array(1);
  const place = new Uint8Array(reach.buffer);
  const onlyWrong = caller.targets.filter((target) => target.onlyWrong).length;
  phase(`${library}: ${caller.targets.length} targets, ${onlyWrong} of them with wrong arguments only`);
  const warmUp = Math.ceil(calls / 5);
  let before: Counts | undefined;
  let tasks: Promise<unknown>[] = [];
  const pending = new Map<number, Prepared>();
  for (let i = 0; i < calls; i++) {
    reach[0] = BigInt(i);
    if (file !== undefined) writeSync(file, place, 0, 8, 0);
    const alone = i < calls / 2; // what comes after depends on tasks, and is not summed up
    const prepared = caller.prepare(i, !alone);
    if (stop === i) process.stderr.write(`call ${i}: ${prepared.name}(${prepared.labels})\n`);
    const later = report.run(i, prepared, caller, alone);
    if (later !== undefined) {
      pending.set(i, prepared);
      tasks.push(later.finally(() => pending.delete(i)));
    }
    if (tasks.length >= batch || i === warmUp || i === calls - 1) {
      const given = await inTime(Promise.all(tasks));
      if (given === undefined)
        report.fault(i, prepared, `before it these have not settled in ${settling} s: ${shown(pending)}`);
      // In the order of the calls, as the order in which they come is another in every runtime.
      else for (const value of given) caller.dropLater(value);
      tasks = [];
    }
    if (i % 256 === 0) await setImmediate();
    if (i === warmUp) before = await settled(litter);
    if (stop === i) break;
  }
  caller.end();
  if (file !== undefined) closeSync(file);
  report.check(library);
  if (before !== undefined && stop === undefined) await checkCounts(before, library);
  return {
    calls: report.calls,
    functions: caller.targets.length,
    "with wrong arguments only": onlyWrong,
    ...report.figures(),
  };
}

async function inTime<T>(all: Promise<T>): Promise<T | undefined> {
  const ended = new AbortController();
  const late = sleep(settling * 1000, undefined, { signal: ended.signal, ref: true }).catch(() => undefined);
  const result = await Promise.race([all, late]);
  ended.abort();
  return result;
}

function shown(pending: ReadonlyMap<number, Prepared>): string {
  return Array.from(pending, ([i, { name, labels }]) => `${i} ${name}(${labels})`).join("; ");
}

function fixtureCaller(): Caller {
  const targets = fixtureTargets();
  return {
    targets,
    prepare(i) {
      const random = randomOf(i);
      return drawn(
        () => random.pick(targets),
        (target) => prepareFixture(target, random),
      );
    },
    litter: () => {},
    keep: () => {},
    drop: () => {},
    dropLater: () => {},
    end: () => {},
  };
}

/** The call of a target, of which only those that have to be refused are made where others are harmful. */
function drawn<T extends { readonly onlyWrong: boolean }>(pick: () => T, prepare: (target: T) => Prepared): Prepared {
  for (;;) {
    const target = pick();
    for (let tries = target.onlyWrong ? 20 : 1; tries > 0; tries--) {
      const prepared = prepare(target);
      if (!target.onlyWrong || prepared.verdict === false) return prepared;
    }
  }
}

function prepareFixture(target: FixtureTarget, random: Random): Prepared {
  const supply: Supply = { ...noHandles, scope: emptyScope, random, asynchronous: false, odd: [] };
  const args = arity(target.args.length, random).map((at) =>
    at < target.args.length ? fixtureArgument(target.args[at]!, supply) : anything(supply),
  );
  const values = args.map(({ value }) => value);
  const verdicts = values.map((value, at) => (at < target.args.length ? fitsFixture(target.args[at]!, value) : false));
  return {
    name: target.name,
    labels: args.map(({ label }) => label).join(", "),
    odd: supply.odd,
    verdict: values.length !== target.args.length || verdicts.includes(false) ? false : undefined,
    asynchronous: false,
    counts: target.counts,
    zero: false,
    run: () => target.call(values),
  };
}

const noHandles = { handle: () => undefined, anyHandle: () => undefined };
const emptyScope = { exports: {}, declared: { functions: new Map(), members: new Map(), bases: new Map() } } as never;

async function generatedCaller(library: string): Promise<Caller> {
  const targets: Target[] = [];
  for (const folder of modulesOf(library)) {
    targets.push(...(await targetsOf(folder, path.basename(fileURLToPath(folder)), harmful.has(library))));
  }
  const synchronous = targets.filter(({ asynchronous }) => !asynchronous);
  const pool = new Pool();
  return {
    targets,
    prepare(i, tasks) {
      const random = randomOf(i);
      const all = tasks ? targets : synchronous;
      const pick = (): Target => {
        const target = random.pick(all);
        return target.slow && random.next() < 0.98 ? pick() : target;
      };
      return drawn(pick, (target) => prepare(target, random, pool));
    },
    litter: litterOf(targets),
    keep: (value) => pool.take(value),
    drop: (value) => pool.drop(value as Handle),
    dropLater: (value) => pool.dropLater(value),
    end: () => pool.empty(),
  };
}

// Errors and functions of JavaScript stay until Go's collector has run: what runs it is found by its comment, or else what makes bytes.
function litterOf(targets: readonly Target[]): () => void {
  const sizes = [4_000_000];
  const makes = ({ goTypes, result, of, call }: Target): boolean => {
    if (of !== undefined || goTypes.join() !== "int" || result !== "Uint8Array") return false;
    try {
      return (call(undefined, sizes) as Uint8Array).length === sizes[0];
    } catch {
      return false; // its number is no size
    }
  };
  const collector = targets.find(({ collects, asynchronous }) => collects && !asynchronous);
  const { call } = collector ?? targets.find(makes) ?? { call: () => {} };
  return () => void call(undefined, collector === undefined ? sizes : []);
}

function prepare(target: Target, random: Random, pool: Pool): Prepared {
  const { params, goTypes, scope, asynchronous, of, call } = target;
  const supply: Supply = {
    scope,
    random,
    asynchronous,
    odd: [],
    handle: (name) => pool.of(scope.exports[name]),
    anyHandle: () => pool.any(random),
  };
  const hostile = random.next() < 0.6;
  const args = places(target, random).map((at): Made => {
    const param = params[at] ?? params.at(-1);
    const isTime = target.timed && at === params.length - 1; // without it the task would never be over
    if (param === undefined) return anything(supply);
    const type = param.rest && param.type.kind === "array" ? param.type.of : param.type;
    if (hostile && !isTime && random.next() < 0.5) {
      const made = anything(supply);
      if (made.value !== null || !called(type, scope)) return made;
    }
    return right(type, param.rest ? undefined : goTypes[at], supply);
  });
  const values = args.map(({ value }) => value);
  const receiver = of === undefined ? undefined : receiverOf(of, random, supply);
  const verdict = fitsAll(params, goTypes, values, scope);
  return {
    name: target.name,
    labels: `${receiver === undefined ? "" : `on ${receiver.label}: `}${args.map(({ label }) => label).join(", ")}`,
    odd: supply.odd,
    verdict: receiver !== undefined && !receiver.right ? false : verdict,
    asynchronous,
    counts: target.counts,
    zero: target.zero,
    run: () => call(receiver?.value, values),
  };
}

function receiverOf(name: string, random: Random, supply: Supply): Made & { readonly right: boolean } {
  const found = random.next() < 0.9 ? supply.handle(name) : undefined;
  const made = found === undefined ? anything(supply) : { label: name, value: found };
  return { ...made, right: fits(named(name), made.value, supply.scope) !== false };
}

function places({ params, exact }: Target, random: Random): number[] {
  if (exact) return params.map((_, at) => at);
  return arity(params.some(({ rest }) => rest) ? params.length + random.between(-1, 2) : params.length, random);
}

/** The places of the arguments: as many as there are parameters, mostly. */
function arity(wanted: number, random: Random): number[] {
  const off = random.next() < 0.08 ? random.pick([-1, 1, 2]) : 0;
  return Array.from({ length: Math.max(0, wanted + off) }, (_, at) => at);
}

function randomOf(i: number): Random {
  return new Random(Math.imul(seed, 0x9e37_79b1) + i);
}

/** Objects of Go that calls gave: arguments and receivers of later ones. */
class Pool {
  readonly #byClass = new Map<unknown, Handle[]>();
  #released: Handle | undefined;

  of(type: unknown): Handle | undefined {
    return this.#byClass.get(type)?.[0];
  }

  any(random: Random): Made | undefined {
    if (this.#released !== undefined && random.next() < 0.5)
      return { label: "a released handle", value: this.#released };
    if (this.#byClass.size === 0) return undefined;
    const handle = this.of(random.pick([...this.#byClass.keys()]))!;
    return { label: `a handle of ${handle.constructor.name}`, value: handle };
  }

  take(value: unknown, depth = 0): void {
    if (typeof value !== "object" || value === null || depth > 3) return;
    if (value instanceof Handle) return isStream(value) ? this.#release(value) : this.#add(value);
    if (Array.isArray(value)) for (const each of value) this.take(each, depth + 1);
  }

  #add(handle: Handle): void {
    if (Handle.isReleased(handle)) return;
    const type = handle.constructor;
    const list = this.#byClass.get(type) ?? [];
    this.#byClass.set(type, list);
    if (!list.includes(handle)) list.unshift(handle);
    if (list.length > 3) this.#release(list.pop()!);
  }

  drop(handle: Handle): void {
    this.#release(handle);
  }

  // What calls say of a released handle must not depend on what a task gave in time.
  dropLater(value: unknown): void {
    if (!(value instanceof Handle) || this.#byClass.get(value.constructor)?.includes(value) === true) return;
    this.#dispose(value);
  }

  #release(handle: Handle): void {
    this.#released = handle;
    this.#dispose(handle);
  }

  #dispose(handle: Handle): void {
    try {
      handle[Symbol.dispose]();
    } catch {} // its Close has failed, and it is released all the same
  }

  empty(): void {
    for (const list of this.#byClass.values()) for (const handle of list) this.#release(handle);
    this.#byClass.clear();
    this.#released = undefined;
  }
}

// A channel that nobody closes, given to a function that reads it to its end, would keep that for ever.
function isStream(value: Handle): boolean {
  return value instanceof GoReader || value instanceof GoWriter || Symbol.asyncIterator in value || "send" in value;
}

// ---- What calls gave.

const codes = new Set<string>(errorRows.map(({ code }) => code));
const faultsShown = 15;

class Report {
  calls = 0;
  #noted = true;
  readonly #sums = { values: 0, refused: 0, "of Go": 0, "of the arguments": 0 };
  readonly #faults = new Map<string, string>();
  readonly #hash = createHash("sha256");
  #lines: string[] = [];

  /** Makes a call; a promise of what it gives where it is over later. */
  run(i: number, prepared: Prepared, caller: Caller, noted: boolean): Promise<unknown> | undefined {
    this.calls++;
    this.#noted = noted;
    let value: unknown;
    try {
      value = prepared.run();
    } catch (error) {
      if (prepared.asynchronous) this.fault(i, prepared, `an asynchronous form has thrown, ${text(error)}`);
      this.#threw(i, prepared, error);
      return undefined;
    }
    if (!prepared.asynchronous) {
      this.#gave(i, prepared, value);
      if (prepared.zero) caller.drop(value);
      else caller.keep(value);
      return undefined;
    }
    return Promise.resolve(value).then(
      (result) => {
        this.#gave(i, prepared, result);
        return result;
      },
      (error: unknown) => this.#threw(i, prepared, error),
    );
  }

  #gave(i: number, prepared: Prepared, value: unknown): void {
    this.#sums.values++;
    if (prepared.verdict === false) this.fault(i, prepared, `was accepted, and gave ${text(value)}`);
    // Most packages count and keep, and goroutines of theirs do so meanwhile.
    const certain = !prepared.counts && /^(features|fixture)\./.test(prepared.name);
    this.#note(i, prepared, certain ? text(value) : "a value");
  }

  #threw(i: number, prepared: Prepared, error: unknown): void {
    if (isMine(error) || throwsByItself(prepared.odd, error)) {
      this.#sums["of the arguments"]++;
      return this.#note(i, prepared, "what an argument threw");
    }
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (typeof code !== "string" || !codes.has(code) || code === "TOPHER_WIRE") {
      const stack = String((error as Error).stack)
        .split("\n")
        .slice(0, 6)
        .join("\n    ");
      this.fault(i, prepared, `threw an error that is nobody's: ${stack}`);
    } else if (error instanceof GoError) this.#sums["of Go"]++;
    else this.#sums.refused++;
    if (code === "TOPHER_TYPE" && prepared.verdict === true && /: parameter \d+ \(\w+\) must/.test(String(message))) {
      this.fault(i, prepared, `was refused, although all is of the declared type: ${String(message)}`);
    }
    // What Go says may depend on what its goroutines have done before.
    const said =
      error instanceof GoError || code === "TOPHER_CALLBACK_GONE" || code === "TOPHER_GO_PANIC"
        ? ""
        : ` ${String(message)}`;
    this.#note(i, prepared, `${String(code)}${said}`);
  }

  #note(i: number, { name, labels }: Prepared, outcome: string): void {
    if (!this.#noted) return;
    const line = `${i} ${name}(${labels}) → ${outcome}\n`;
    this.#hash.update(line);
    if (outcomesFile !== undefined) this.#lines.push(line);
  }

  fault(i: number, { name, labels }: Prepared, what: string): void {
    const key = `${name} ${what.replace(/\d+/g, "#").slice(0, 80)}`;
    if (!this.#faults.has(key)) this.#faults.set(key, `call ${i}: ${name}(${labels}) ${what}`);
  }

  check(library: string): void {
    if (outcomesFile !== undefined) appendFileSync(outcomesFile, this.#lines.join(""));
    if (this.#faults.size === 0) return;
    const shown = [...this.#faults.values()].slice(0, faultsShown);
    assert.fail(`${library}: ${this.#faults.size} faults (seed ${seed})\n${shown.join("\n")}`);
  }

  figures(): Figures {
    return { ...this.#sums, digest: this.#hash.digest("hex").slice(0, 16) };
  }
}

/** A value as text that is the same in every runtime. */
function text(value: unknown, depth = 0): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (depth > 6) return "…";
  try {
    if (value instanceof Handle) return `a handle of ${value.constructor.name}`;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (value instanceof Date) return `Date ${value.getTime()}`;
    if (Array.isArray(value)) {
      const parts = Array.from(value.slice(0, 20), (each) => text(each, depth + 1));
      const isMap = value.every((each) => Array.isArray(each) && each.length === 2);
      return `[${(isMap ? parts.toSorted() : parts).join(", ")}]`; // maps of Go's have no order
    }
    if (ArrayBuffer.isView(value))
      return `${value.constructor.name}[${[...(value as Uint8Array).subarray(0, 20)].join(", ")}]`;
    if (value instanceof Map) return `Map ${text([...value], depth + 1)}`;
    return `{${Object.entries(value)
      .map(([key, each]) => `${key}: ${text(each, depth + 1)}`)
      .toSorted()
      .join(", ")}}`;
  } catch {
    return "a value that cannot be shown";
  }
}

// ---- What is left in the end.

async function checkCounts(before: Counts, library: string): Promise<void> {
  await settled(litter);
  assert.deepEqual(
    moreThan(withMore(before, left)),
    [],
    `${library}: what more is held than after a fifth of the calls`,
  );
}

if (variant === "") await stress(runAll);
else await stress(() => runOne(variant, total), { left, collectGo: () => litter() });
