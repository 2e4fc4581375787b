import type { Call } from "./call.ts";

/** Reads arguments, calls a target and writes its results; generated for each func type, interface and type of iterators. */
export type Run = (call: Call, target: any) => void;

/** What JavaScript gave to Go so that Go calls it: a function, or one of the subclasses. */
export class Target {
  readonly of: unknown;
  readonly run: Run;
  /** Where it was passed, for messages. */
  readonly at: string;
  /** Its number. */
  id = 0;
  /** True once Go has got the number; a kept one is then forgotten when Go says that it dropped it. */
  sent = false;
  /** The next target of the same value, with another `run`. */
  next: Target | undefined;

  constructor(of: unknown, run: Run, at: string) {
    this.of = of;
    this.run = run;
    this.at = at;
  }

  /** Answers one call of Go. */
  serve(call: Call): void {
    this.run(call, this.of);
  }
}

/** A class of targets. */
export type TargetClass = new (of: unknown, run: Run, at: string) => Target;
