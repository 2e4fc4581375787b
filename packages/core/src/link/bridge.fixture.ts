// A bridge over functions of a test instead of a library's: what the other side would see of the bytes, and its calls back.
import type { Adapter, NativeBlock, NativeFunction, NativeFunctions } from "../adapter.ts";
import { Frame } from "../frame.ts";
import { fakeMemory } from "../memory.fixture.ts";
import type { Thread } from "../open.ts";
import type { AnyCodec } from "../wire/any-codec.ts";
import { codecOf } from "../wire/shape.fixture.ts";
import { Bridge } from "./bridge.ts";
import type { Call } from "./call.ts";

/** The other side. */
export interface OtherSide {
  readonly bridge: Bridge;
  /** Released handles, in order. */
  readonly released: number[];
  /** Numbers that were dropped and are told at the next question. */
  readonly dropped: number[];
  /** What the bytes are that a call has written, as far as `write` goes. */
  written(write: (call: Call) => void): number[];
  /** Passes what `write` writes to the other side, in a call that does nothing with it, or what `native` does. */
  pass(write: (call: Call) => void, native?: (at: number) => number): void;
  /** Reads results that `write` has put there. */
  results<T>(write: (codec: AnyCodec) => void, read: (call: Call) => T): T;
  /** Calls a target. What it throws is thrown. */
  call(id: number, write?: (codec: AnyCodec) => void): AnyCodec;
  /** The codec over the arena at an offset. */
  codec(at: number): AnyCodec;
}

export function otherSide(native: NativeFunctions = {}): OtherSide {
  let dispatch: NativeFunction = () => 0;
  const released: number[] = [];
  const dropped: number[] = [];
  const adapter = {
    wide: "number",
    callback(_: unknown, target: NativeFunction) {
      dispatch = target;
      return { pointer: 8, close() {} };
    },
  } as unknown as Adapter;
  const memory = fakeMemory();
  const blocks = new Map<number | bigint, Uint8Array<ArrayBuffer>>();
  let pushed = new Uint8Array();
  const allocate = (size: number): NativeBlock => {
    const block = memory.allocate(size);
    blocks.set(block.address, block.bytes);
    return block;
  };
  const thread = { adapter, frame: new Frame({ ...memory, allocate }) } as Thread;
  const bridge = new Bridge(thread, {
    topher_attach: () => {},
    topher_push_arena: (address: number) => (pushed = blocks.get(address)!),
    topher_pop_arena: () => {},
    topher_release: (id: number) => released.push(id),
    topher_same: (a: number, b: number) => (a === b ? 1 : 0),
    topher_dropped_slots(into: Uint32Array, most: number) {
      const some = dropped.splice(0, most);
      into.set(some);
      return some.length;
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
    codec,
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
    call(id, write = () => {}) {
      const { active } = arena;
      const at = Math.max(64, arena.header[2]!);
      write(codec(at));
      const answer = dispatch(id, at) as number;
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
