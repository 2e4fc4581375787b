// A bridge over functions of a test instead of a library's: what the other side would see of the bytes, its calls back, and its mailbox.
import type { Adapter, NativeFunction, NativeFunctions } from "../adapter.ts";
import { Frame } from "../frame.ts";
import { fakeMemory } from "../memory.fixture.ts";
import type { Thread } from "../open.ts";
import type { AnyCodec } from "../wire/any-codec.ts";
import { codecOf } from "../wire/shape.fixture.ts";
import { Bridge } from "./bridge.ts";
import type { Call } from "./call.ts";

/** In what a call returns, and in the sum of a task: the handles stand behind the message once more. */
export const handles = 32;

/** Puts handles behind a message. What it gives is the end, for the header. */
export function list(codec: AnyCodec, ...those: number[]): number {
  for (const handle of those) codec.float64(handle, "");
  codec.uint32(those.length, "");
  return codec.position;
}

/** The other side. */
export interface OtherSide {
  readonly bridge: Bridge;
  /** Released handles, in order. */
  readonly released: number[];
  /** Numbers that were dropped and are told at the next question. */
  readonly dropped: number[];
  /** What the program was warned of. */
  readonly warnings: string[];
  /** What the bytes are that a call has written, as far as `write` goes. */
  written(write: (call: Call) => void): number[];
  /** Passes what `write` writes to the other side, in a call that does nothing with it, or what `native` does. */
  pass(write: (call: Call) => void, native?: (at: number) => number): void;
  /** Reads results that `write` has put there. */
  results<T>(write: (codec: AnyCodec) => void, read: (call: Call) => T): T;
  /** Calls a target with the arguments at an offset, and gives what it answers. */
  dispatch(id: number, at: number): number;
  /** Calls a target. What it throws is thrown. */
  call(id: number, write?: (codec: AnyCodec) => void): AnyCodec;
  /** The codec over the arena at an offset. */
  codec(at: number): AnyCodec;
  /** Puts a record into the mailbox, and rings where that was found empty. */
  post(kind: number, write: (codec: AnyCodec) => void): void;
  /** Lets a turn of the event loop pass: what was to be done later, and what is rung for. */
  turn(): void;
  /** True where the bell keeps the process alive, once all that is due has been done. */
  readonly held: boolean;
}

export function otherSide(native: NativeFunctions = {}): OtherSide {
  let dispatch: NativeFunction = () => 0;
  const released: number[] = [];
  const dropped: number[] = [];
  const warnings: string[] = [];
  const mailbox: Uint8Array<ArrayBuffer>[] = [];
  let asleep = true;
  let rung = false;
  let held = false;
  let onWake = (): void => {};
  let due: (() => void)[] = [];
  const adapter = {
    wide: "number",
    later: (run: () => void) => due.push(run),
    warn: (code: string, message: string) => warnings.push(`${code} ${message}`),
    wake(_: number, run: () => void) {
      onWake = run;
      return { ref: () => (held = true), unref: () => (held = false), close() {} };
    },
    callback(_: unknown, target: NativeFunction) {
      dispatch = target;
      return { pointer: 8, close() {} };
    },
  } as unknown as Adapter;
  const memory = fakeMemory();
  let pushed = new Uint8Array();
  const thread = { adapter, frame: new Frame(memory) } as Thread;
  const bridge = new Bridge(thread, {
    topher_attach: () => {},
    topher_push_arena: (bytes: Uint8Array<ArrayBuffer>) => (pushed = bytes),
    topher_pop_arena: () => {},
    topher_release: (id: number) => released.push(id),
    topher_same: (a: number, b: number) => (a === b ? 1 : 0),
    topher_dropped_slots(into: Uint32Array, most: number) {
      const some = dropped.splice(0, most);
      into.set(some);
      return some.length;
    },
    topher_wake_open: () => 1,
    topher_listen: () => {},
    topher_report: () => 0,
    topher_live: () => 0,
    topher_take(into: Uint8Array, size: number) {
      let at = 0;
      for (; mailbox.length > 0 && at + mailbox[0]!.length <= size; at += mailbox.shift()!.length)
        into.set(mailbox[0]!, at);
      if (at > 0) return at;
      if (mailbox.length > 0) return -mailbox[0]!.length;
      asleep = size > 0;
      return 0;
    },
    ...native,
  });
  const { arena } = bridge;

  function codec(at: number): AnyCodec {
    const made = codecOf(arena.active.bytes);
    made.position = at;
    return made;
  }

  const side: OtherSide = {
    bridge,
    released,
    dropped,
    warnings,
    codec,
    get held() {
      while (due.length > 0) side.turn();
      return held;
    },
    post(kind, write) {
      const made = codecOf(new Uint8Array(64));
      made.position = 8;
      write(made);
      const record = new Uint8Array((made.position + 7) & ~7);
      record.set(made.memory.subarray(0, made.position));
      new Uint32Array(record.buffer).set([made.position - 8, kind]);
      mailbox.push(record);
      if (asleep) rung = true;
      asleep = false;
    },
    turn() {
      const now = due;
      due = [];
      for (const run of now) run();
      if (!rung) return;
      rung = false;
      onWake();
    },
    written(write) {
      let bytes: number[] = [];
      side.pass((call) => {
        const start = call.position;
        write(call);
        bytes = [...call.memory.subarray(start, call.position)];
      });
      return bytes;
    },
    pass(write, does = () => 0) {
      bridge.call("geo.pass", does, write, () => {});
    },
    results(write, read) {
      const fill = (at: number): number => {
        write(codec(at));
        return 0;
      };
      return bridge.call("geo.give", fill, () => {}, read);
    },
    dispatch: (id, at) => dispatch(id, at) as number,
    call(id, write = () => {}) {
      const { active } = arena;
      const free = arena.header[2]!;
      const at = Math.max(64, free);
      const written = codec(at);
      write(written);
      arena.header[2] = written.position;
      const answer = dispatch(id, at) as number;
      arena.header[2] = free;
      if ((answer & 4) === 0) throw new Error("no answer");
      const elsewhere = (answer & 1) !== 0;
      const made = codecOf(elsewhere ? pushed : active.bytes);
      made.position = elsewhere ? 64 : at;
      if ((answer & 2) === 0) return made;
      throw bridge.inSlot(made.readUint32(), made.readString());
    },
  };
  return side;
}
