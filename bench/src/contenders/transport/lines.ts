// The client of bench/child's lines of JSON: many requests in flight, each with an id. See bench/child/lines.go for the messages.
import { Buffer } from "node:buffer";
import { startChild } from "./child.ts";

export { close } from "./child.ts";

/** A Go process that answers requests. */
export interface Lines {
  /** Asks the method of that name; `callback` is what Go calls back while the request is running. */
  call<T>(method: string, params: unknown, callback?: (x: number) => number): Promise<T>;
  /** The same for those who want no promise; an error ends the program. */
  send(method: string, params: unknown, done: (result: unknown) => void): void;
}

interface Waiting {
  done(result: unknown): void;
  failed(error: Error): void;
  readonly callback?: ((x: number) => number) | undefined;
}

/** A line from Go: one of the three. */
interface Line {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly call?: JsonNumber;
}

/** A number where JSON has one; text for the others, and for -0, which JSON.stringify makes 0. */
export type JsonNumber = number | "NaN" | "Infinity" | "-Infinity" | "-0";

/** Starts the program and waits until it says that it is ready. */
export async function openLines(program: string): Promise<Lines> {
  const waiting = new Map<number, Waiting>();
  const ready = new Promise<unknown>((done, failed) => void waiting.set(0, { done, failed }));
  const { input, output } = startChild(program, "json", (error) => {
    for (const each of waiting.values()) each.failed(error);
    waiting.clear();
  });
  let lines: string[] = [];
  // What is asked in one turn goes out together.
  const flush = () => {
    const all = lines;
    lines = [];
    input.write(all.length === 1 ? all[0]! : all.join(""));
  };
  const write = (message: unknown) => {
    if (lines.length === 0) queueMicrotask(flush);
    lines.push(`${JSON.stringify(message)}\n`);
  };
  output.on(
    "data",
    split((text) => {
      const { id, result, error, call } = JSON.parse(text) as Line;
      const request = waiting.get(id)!;
      if (call !== undefined) return write({ id, value: toJsonNumber(request.callback!(Number(call))) });
      waiting.delete(id);
      if (error === undefined) request.done(result);
      else request.failed(new Error(error));
    }),
  );
  await ready;
  let last = 0;
  const start = (method: string, params: unknown, request: Waiting) => {
    const id = ++last;
    waiting.set(id, request);
    write({ id, method, params });
  };
  return {
    call: <T>(method: string, params: unknown, callback?: (x: number) => number) =>
      new Promise<T>((resolve, failed) => {
        start(method, params, { done: (result) => resolve(result as T), failed, callback });
      }),
    send: (method, params, done) => start(method, params, { done, failed: rethrow }),
  };
}

/** What a number is in a message. */
export function toJsonNumber(x: number): JsonNumber {
  if (Number.isFinite(x) && !Object.is(x, -0)) return x;
  return (Object.is(x, -0) ? "-0" : String(x)) as JsonNumber;
}

/** Makes lines of the chunks that it is given: the ends of lines are looked for in bytes, and the text of a line is made once. */
function split(take: (line: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  return (chunk) => {
    let at = 0;
    for (;;) {
      const end = chunk.indexOf(newline, at);
      if (end === -1) break;
      if (parts.length === 0) take(chunk.toString("utf8", at, end));
      else {
        const line = Buffer.concat([...parts, chunk.subarray(at, end)]);
        parts = [];
        take(line.toString());
      }
      at = end + 1;
    }
    if (at < chunk.length) parts.push(chunk.subarray(at));
  };
}

const newline = 10;

function rethrow(error: Error): never {
  throw error;
}
