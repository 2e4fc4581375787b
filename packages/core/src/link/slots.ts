import type { NativeFunction } from "../adapter.ts";
import { GoError } from "../go-error.ts";

const batch = 256;
const patience = 64;

/** The errors and other thrown values of JavaScript that Go has at the moment, so that they come back as the same object. */
export class Slots {
  readonly #waiting = new Map<number, unknown>();
  readonly #dropped: NativeFunction | undefined;
  #last = 0;
  #afterAsking = 0;

  /** @param dropped `topher_dropped_slots` */
  constructor(dropped: NativeFunction | undefined) {
    this.#dropped = dropped;
  }

  /** The number of values that wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Puts a value into a slot of its own. */
  put(value: unknown): number {
    if (this.#waiting.size >= this.#afterAsking + patience) this.sweep();
    this.#last = (this.#last % 0x3fff_ffff) + 1;
    this.#waiting.set(this.#last, value);
    return this.#last;
  }

  /** What waits in a slot; where nothing does, an error of the message. */
  get(slot: number, message: string): unknown {
    return this.#waiting.has(slot) ? this.#waiting.get(slot) : new GoError(message);
  }

  /** Forgets what Go has no longer. */
  sweep(): void {
    const slots = new Uint32Array(batch);
    for (let n = batch; n === batch;) {
      n = this.#dropped === undefined ? 0 : Number(this.#dropped(slots, batch));
      for (let i = 0; i < n; i++) this.#waiting.delete(slots[i]!);
    }
    this.#afterAsking = this.#waiting.size;
  }
}
