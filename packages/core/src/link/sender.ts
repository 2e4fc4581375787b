import { errorOf, type Coded } from "../errors.ts";
import { Refusal } from "../wire/refusal.ts";
import type { Call } from "./call.ts";
import type { Streams } from "./streams.ts";

/** Writes one value; generated for each type of channels. */
export type WriteElement = (call: Call, value: any) => void;

interface Waiting {
  /** Keeps who sends from being collected while it waits. */
  readonly owner: object;
  readonly value: unknown;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

// As what is generated calls each value, and what it is to a program that sends one.
const place = "a value";
const parameter = "parameter 1 (value)";

// How many values Go has room for when a record tells so.
const batch = 48;

/** Gives values to a channel of Go, in order, as it has room for them. */
export class Sender {
  readonly #streams: Streams;
  readonly #stream: number;
  readonly #name: string;
  readonly #write: WriteElement;
  #queue: Waiting[] = [];
  /** How many more may be given at once. */
  #room = 0;
  /** True while nothing is known but that a record will tell. */
  #expecting: boolean;
  #feeding = false;
  /** True once Go was asked for room. */
  #fed = false;
  #ended = false;
  #over = false;

  /**
   * @param name begins the messages: `channel.send`
   * @param expecting true where a record tells of the first room
   */
  constructor(streams: Streams, stream: number, name: string, write: WriteElement, expecting: boolean) {
    this.#streams = streams;
    this.#stream = stream;
    this.#name = name;
    this.#write = write;
    this.#expecting = expecting;
  }

  /** True where Go has closed the channel, or has it no longer. */
  get gone(): boolean {
    return this.#over && !this.#ended;
  }

  /** Gives a value. The promise is resolved when Go has it. */
  send(value: unknown, owner: object): Promise<void> {
    if (this.#ended || this.#over) return Promise.reject(closedError(this.#name));
    return new Promise((resolve, reject) => {
      if (this.#queue.length === 0) this.#streams.hold();
      this.#queue.push({ value, owner, resolve, reject });
      this.#feed();
    });
  }

  /** Closes the channel when Go has all that was sent before. */
  close(): void {
    if (this.#ended || this.#over) return;
    this.#ended = true;
    this.#feed();
  }

  /**
   * Closes it also where it was closed before. Go has got it again, which is the same channel where Go had it still; else Go has made
   * another one.
   */
  closeAgain(): void {
    if (!this.#ended) this.close();
    else if (this.#over) this.#end();
  }

  /** Takes that Go has room, or wants nothing any more. */
  ready(): void {
    if (this.#over || this.#feeding) return;
    // But for the first one, a record says that there is room for a batch, or that nobody takes any more: what waits can go at once.
    this.#room = this.#fed && this.#queue.length > 0 ? batch : 0;
    this.#expecting = false;
    this.#hasRoom();
    this.#feed();
  }

  /** Takes that nobody takes values any more. */
  leave(): void {
    if (this.#over) return;
    this.#over = true;
    const queue = this.#queue;
    if (queue.length > 0) this.#streams.letGo();
    this.#queue = [];
    for (const { reject } of queue) reject(closedError(this.#name));
  }

  // What a value runs while it is written may send again.
  #feed(): void {
    if (this.#feeding || this.#expecting) return;
    this.#feeding = true;
    try {
      const before = this.#queue.length;
      while (this.#queue.length > 0 && this.#hasRoom()) this.#some(this.#queue.slice(0, this.#room));
      if (this.#over || this.#queue.length > 0) return;
      if (before > 0) this.#streams.letGo();
      if (this.#ended) this.#end();
    } finally {
      this.#feeding = false;
    }
  }

  #hasRoom(): boolean {
    if (this.#over || this.#expecting) return false;
    if (this.#room === 0) {
      try {
        this.#take([]);
      } catch (error) {
        for (const { reject } of this.#queue.splice(0)) reject(error);
        this.#streams.letGo();
        this.#over = true;
      }
    }
    return this.#room > 0 && !this.#over;
  }

  // Gives the first of the queue. Where one of several values is refused, each goes alone.
  #some(some: readonly Waiting[]): void {
    let error: unknown;
    try {
      this.#take(some.map(({ value }) => value));
      if (this.#over) return;
    } catch (thrown) {
      if (some.length > 1) {
        for (const each of some) if (this.#hasRoom()) this.#some([each]);
        return;
      }
      error = thrown;
    }
    this.#queue.splice(0, some.length);
    for (const { resolve, reject } of some) {
      if (error === undefined) resolve();
      else reject(error);
    }
  }

  #take(values: readonly unknown[]): void {
    const { open, room } = this.#streams.feed(this.#stream, this.#name, values, (call, value) => {
      writeSent(call, this.#write, value);
    });
    this.#fed = true;
    this.#room = room;
    this.#expecting = open && room === 0;
    if (!open) this.leave();
  }

  #end(): void {
    this.#over = true;
    this.#streams.end(this.#stream, this.#name, null);
  }
}

function writeSent(call: Call, write: WriteElement, value: unknown): void {
  try {
    write(call, value);
  } catch (error) {
    if (error instanceof Refusal && error.path.startsWith(place)) {
      error.path = parameter + error.path.slice(place.length);
    }
    throw error;
  }
}

/** The error of a channel that was closed. */
export function closedError(name: string): Error & Coded {
  return errorOf("TOPHER_CLOSED", `${name}: the channel was closed, or nobody can receive from it any more`);
}
