// What the programs in TypeScript say, in the words of those in Go.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import process from "node:process";
import { GoError, Handle, stats, type GoAny, type GoWriter } from "topher";
import { collect } from "../../stress/program.ts";

type Show<T> = (value: T) => string;

let heards: string[] = [];
let printed = "";
/** What is alive once all packages are there. */
let before: string | undefined;

/** Runs a case and prints what it says. */
export async function check(id: string, body: (say: (text: string) => void) => Promise<void>): Promise<void> {
  before ??= live();
  const lines: string[] = [];
  heards = [];
  try {
    await body((text) => void lines.push(text));
  } catch (error) {
    lines.push(`throws outside of a call ${(error as Error)?.stack ?? String(error)}`.replaceAll("\n", " "));
  }
  printed += `${id}\t${lines.join(" | ")} | heard ${strings(heards)}\n`;
  if (printed.length > 60_000) await flush();
}

/** Waits until nothing of the cases is alive, and ends the output. */
export async function done(collectors: readonly (() => void)[]): Promise<void> {
  let now = live();
  for (let i = 0; i < 1000 && now !== before; i++) {
    collect();
    collectors[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
    now = live();
  }
  printed += `alive\t${now === before ? "nothing" : `${now}, and ${before} at the beginning`}\n`;
  await flush();
}

function flush(): Promise<void> {
  const text = printed;
  printed = "";
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/** All that is counted and can be given back. */
function live(): string {
  const { trampolines: _, ...rest } = stats();
  return JSON.stringify(rest);
}

/** Notes what a function that Go calls was given. */
export function heard(...parts: readonly string[]): void {
  heards.push(strings(parts));
}

export function boolean(v: boolean): string {
  assert.equal(typeof v, "boolean");
  return String(v);
}

export function integer(v: number): string {
  assert.equal(typeof v, "number");
  return String(v);
}

export function big(v: bigint): string {
  assert.equal(typeof v, "bigint");
  return String(v);
}

const bits = new DataView(new ArrayBuffer(8));

export function float(v: number): string {
  assert.equal(typeof v, "number");
  if (Number.isNaN(v)) return "NaN";
  bits.setFloat64(0, v);
  return bits.getBigUint64(0).toString(16);
}

export function text(v: string): string {
  assert.equal(typeof v, "string");
  const shown = [...v].map((c) => (/[ -~]/.test(c) && !'"\\|'.includes(c) ? c : `<${c.codePointAt(0)!.toString(16)}>`));
  return `"${shown.join("")}"`;
}

export function date(v: Date): string {
  assert.ok(v instanceof Date);
  return String(v.getTime());
}

export function failure(v: Error | null): string {
  if (v === null) return "nil";
  assert.ok(v instanceof Error);
  return `error ${text(v.message)}`;
}

/** What a call has thrown. */
export function failed(error: unknown, is?: GoError): string {
  if (!(error instanceof GoError)) return `fails ${String(error)}`.replaceAll("\n", " ");
  const tail = is === undefined ? "" : ` is ${GoError.is(error, is)}`;
  return `throws ${text(error.message)} ${error.goType}${tail}`;
}

export function dynamic(v: GoAny): string {
  if (v === null) return "nil";
  switch (typeof v) {
    case "boolean":
      return String(v);
    case "number":
      return float(v);
    case "bigint":
      return `${v}n`;
    case "string":
      return text(v);
  }
  if (v instanceof Date) return `time ${date(v)}`;
  if (v instanceof Uint8Array) return `uint8${list(v, float)}`;
  if (v instanceof Int32Array) return `int32${list(v, float)}`;
  if (v instanceof Float64Array) return `float64${list(v, float)}`;
  if (Array.isArray(v)) return list(v, dynamic);
  assert.equal(Object.getPrototypeOf(v), Object.prototype);
  return entries(Object.entries(v) as [string, GoAny][], text, dynamic);
}

/** A value that is an object of a class. */
export function of<T extends object>(v: T, type: { readonly prototype: object }): T {
  assert.equal(Object.getPrototypeOf(v), type.prototype);
  return v;
}

export function strings(parts: readonly string[]): string {
  return `[${parts.join(", ")}]`;
}

export function list<T>(v: Iterable<T>, show: Show<T>): string {
  return strings(Array.from(v, (each) => show(each)));
}

export function entries<K, V>(v: Iterable<readonly [K, V]>, key: Show<K>, value: Show<V>): string {
  const parts = Array.from(v, ([k, each]) => `${key(k)}: ${value(each)}`);
  return `{${parts.toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y))).join(", ")}}`;
}

export function properties<V>(v: Record<string, V>): [string, V][] {
  assert.ok(v !== null && typeof v === "object");
  return Object.entries(v);
}

/** The fields of a struct, which has no other ones. */
export function fields(v: object, shown: readonly (readonly [name: string, text: string])[]): string {
  assert.deepEqual(Object.keys(v).toSorted(), shown.map(([name]) => name).toSorted());
  return `(${shown.map(([, text]) => text).join(", ")})`;
}

/** The fields of a class. */
export function object(v: Handle, shown: readonly string[]): string {
  assert.ok(v instanceof Handle);
  return `(${shown.join(", ")})`;
}

export function opaque(v: Handle | null): string {
  assert.ok(v instanceof Handle);
  return "opaque";
}

/** What a call gives, or throws. */
export function attempt(call: () => string): string {
  try {
    return call();
  } catch (error) {
    return `throws ${text((error as Error).message)}`;
  }
}

export function written(v: GoWriter): string {
  v.write("wörter");
  return "7nil";
}

export function encoded(v: string): Uint8Array {
  return new TextEncoder().encode(v);
}

export function decoded(v: Uint8Array): string {
  return text(new TextDecoder().decode(v));
}

/** All that a channel gives. */
export async function received<T>(v: AsyncIterable<T>, show: Show<T>): Promise<string> {
  const parts: string[] = [];
  for await (const each of v) parts.push(show(each));
  return strings(parts);
}
