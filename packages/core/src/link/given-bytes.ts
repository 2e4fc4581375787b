import type { Companion } from "./companion.ts";
import type { Ready } from "./inbox.ts";
import type { Streams } from "./streams.ts";

/** What moves bytes between Go and a source or a target of JavaScript's that tasks were given. */
export abstract class GivenBytes implements Ready, Companion {
  readonly number: number;
  protected readonly streams: Streams;
  /** The source or the target. */
  protected readonly of: object;
  /** Where it was given, with which messages begin. */
  protected readonly at: string;
  /** The tasks that it was given to and that have not settled. */
  protected tasks = 0;
  /** True once Go and JavaScript have nothing to do with each other here. */
  protected ended = false;
  /** True once Go has got it; another call may give it again. */
  #given = false;

  constructor(streams: Streams, of: object, at: string) {
    this.streams = streams;
    this.of = of;
    this.at = at;
    this.number = streams.add(this);
  }

  abstract ready(): void;

  begin(): void {
    this.#given = true;
    this.tasks++;
  }

  forget(): void {
    if (!this.#given) this.finish();
  }

  protected finish(): void {
    this.ended = true;
    this.streams.remove(this.number);
  }
}
