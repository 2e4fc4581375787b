import { Refusal } from "../wire/refusal.ts";
import type { Call } from "./call.ts";
import { isPromise, needsPromise } from "./promises.ts";

/**
 * How Go calls a target, in two steps so that JavaScript can wait in between; generated for each func type and interface. `call` reads the
 * arguments and gives what the target returns, `reply` writes it; it is absent where nothing is wanted. `operation` is the index of the
 * method of an interface, else 0.
 */
export type Run = readonly [
  call: (call: any, target: any, operation: number) => unknown,
  reply?: (call: any, value: any, operation: number) => void,
];

/** Writes a value of an iterable; generated for each type of iterators. */
export type WriteValue = (call: any, value: any) => void;

/** What JavaScript gave to Go so that Go calls it: a function, or one of the subclasses. */
export class Target<R = Run> {
  readonly of: unknown;
  readonly run: R;
  /** Where it was passed, for messages. */
  readonly at: string;
  /** Its number. */
  id = 0;
  /** How often calls and answers that have begun give it. */
  given = 0;
  /** True once Go has got the number; a kept one is then forgotten when Go says that it dropped it. */
  sent = false;
  /** The next target of the same value, with another `run`. */
  next: Target<any> | undefined;

  constructor(of: unknown, run: R, at: string) {
    this.of = of;
    this.run = run;
    this.at = at;
  }

  /** Reads what Go wants of it, the first of the arguments. */
  operation(_call: Call): number {
    return 0;
  }

  /** Reads the other arguments and calls the target. What it gives, or what the promise that it gives comes to, is for `reply`. */
  call(call: Call, operation: number): unknown {
    return (this.run as Run)[0](call, this.of, operation);
  }

  /** Writes the answer. */
  reply(call: Call, value: unknown, operation: number): void {
    (this.run as Run)[1]?.(call, value, operation);
  }
}

/** An object that stands for an interface. */
export class ObjectTarget extends Target {
  override operation(call: Call): number {
    return call.readUint32();
  }
}

/** A class of targets. */
export type TargetClass<R = any> = new (of: unknown, run: R, at: string) => Target<R>;

/** Answers a call of Go that waits for the answer on this thread, so that nothing can be awaited. */
export function serve(target: Target<any>, call: Call): void {
  const operation = target.operation(call);
  const value = target.call(call, operation);
  call.reply();
  try {
    target.reply(call, value, operation);
  } catch (error) {
    throw error instanceof Refusal && isPromise(value) ? needsPromise(value) : error;
  }
}
