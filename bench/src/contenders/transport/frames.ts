// The client of bench/child's binary frames: many requests in flight, each with an id. See bench/child/frames.go for the protocol.
import { Buffer } from "node:buffer";
import { startChild } from "./child.ts";
import { PayloadReader } from "./payload-reader.ts";
import { PayloadWriter } from "./payload-writer.ts";

export { close } from "./child.ts";

/** What a request puts into its payload. */
export type Write = (payload: PayloadWriter) => void;

/** What is made of the payload of an answer. */
export type Read<T> = (payload: PayloadReader) => T;

/** What belongs to a request beside its payload. */
export interface Extra {
  /** Memory that the payload of the answer is put into as it comes. The reader has nothing left then. */
  readonly into?: ArrayBufferView;
  /** What Go calls back while the request is running. */
  readonly callback?: (x: number) => number;
}

/** A Go process that answers requests. */
export interface Frames {
  /** Asks the function of that name, and gives what `read` makes of the answer. */
  call<T>(name: string, write: Write, read: Read<T>, extra?: Extra): Promise<T>;
  /** The same for those who want no promise; an error ends the program. */
  send(name: string, write: Write, done: Read<void>): void;
}

interface Waiting extends Extra {
  done(payload: PayloadReader): void;
  failed(error: Error): void;
}

const headLength = 9;
const callbackValue = 255;
const status = { result: 0, error: 1, callback: 2 } as const;

/** Starts the program and waits until it says which functions it has. */
export async function openFrames(program: string): Promise<Frames> {
  const waiting = new Map<number, Waiting>();
  const names = new Promise<string>((resolve, reject) => {
    waiting.set(0, { done: (payload) => resolve(payload.text(payload.left)), failed: reject });
  });
  const { input, output } = startChild(program, "frames", (error) => {
    for (const each of waiting.values()) each.failed(error);
    waiting.clear();
  });
  const writer = new PayloadWriter();
  let planned = false;
  // What is asked in one turn goes out together.
  const flush = () => {
    planned = false;
    const pieces = writer.take();
    if (pieces.length > 1) input.cork();
    for (const each of pieces) input.write(each);
    if (pieces.length > 1) input.uncork();
  };
  const frame = (id: number, kind: number, write: Write) => {
    const head = writer.reserve(headLength);
    const before = writer.length;
    write(writer);
    head.setUint32(0, writer.length - before + headLength - 4, true);
    head.setUint32(4, id, true);
    head.setUint8(8, kind);
    if (!planned) queueMicrotask(flush);
    planned = true;
  };
  output.on(
    "data",
    assembled({
      intoOf: (id) => waiting.get(id)?.into,
      take(id, kind, payload) {
        const request = waiting.get(id)!;
        if (kind === status.callback) {
          const value = request.callback!(payload.f64());
          return frame(id, callbackValue, (to) => to.f64(value));
        }
        waiting.delete(id);
        if (kind === status.result) request.done(payload);
        else request.failed(new Error(payload.text(payload.left)));
      },
    }),
  );
  const numbers = new Map((await names).split("\n").map((name, number) => [name, number]));
  let last = 0;
  const start = (name: string, write: Write, request: Waiting) => {
    last = (last + 1) >>> 0;
    const number = numbers.get(name);
    if (number === undefined) throw new Error(`${program} has no function ${name}`);
    waiting.set(last, request);
    frame(last, number, write);
  };
  return {
    call: <T>(name: string, write: Write, read: Read<T>, extra: Extra = {}) =>
      new Promise<T>((resolve, failed) => {
        start(name, write, { done: (payload) => resolve(read(payload)), failed, ...extra });
      }),
    send: (name, write, done) => start(name, write, { done, failed: rethrow }),
  };
}

interface Receiver {
  intoOf(id: number): ArrayBufferView | undefined;
  take(id: number, kind: number, payload: PayloadReader): void;
}

/** Makes frames of the chunks that it is given. A frame within a chunk is read where it is; a larger one is put together. */
function assembled({ intoOf, take }: Receiver): (chunk: Buffer) => void {
  const reader = new PayloadReader(false);
  const bodyReader = new PayloadReader(true);
  let rest: Buffer | undefined;
  let large: { id: number; kind: number; body: Buffer; filled: number; outside: boolean } | undefined;
  return (chunk) => {
    const buffer = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
    rest = undefined;
    let at = 0;
    if (large !== undefined) {
      const { id, kind, body, filled, outside } = large;
      at = buffer.copy(body, filled);
      large.filled += at;
      if (large.filled < body.length) return;
      large = undefined;
      take(id, kind, bodyReader.over(body).within(0, outside ? 0 : body.length));
    }
    reader.over(buffer);
    while (buffer.length - at >= headLength) {
      const begin = at + headLength;
      const head = reader.within(at, begin);
      const length = head.u32() - (headLength - 4);
      const id = head.u32();
      const kind = buffer[at + 8]!;
      const view = kind === status.result ? intoOf(id) : undefined;
      const end = begin + length;
      if (end <= buffer.length) {
        const payload = reader.within(begin, end);
        if (view !== undefined) payload.into(view);
        at = end;
        take(id, kind, payload);
      } else {
        const body =
          view === undefined
            ? Buffer.allocUnsafe(length)
            : Buffer.from(view.buffer as ArrayBuffer, view.byteOffset, length);
        large = { id, kind, body, filled: buffer.copy(body, 0, begin), outside: view !== undefined };
        return;
      }
    }
    if (at < buffer.length) rest = buffer.subarray(at);
  };
}

function rethrow(error: Error): never {
  throw error;
}
