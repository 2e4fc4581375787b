import { constants } from "node:os";
import type { ExitCode } from "./exit-code.ts";

/** The signals that end a command which would go on for ever. */
export const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export type EndingSignal = (typeof endingSignals)[number];

/** A signal has ended a command, after it put everything away. */
export class Interrupted extends Error {
  /** As a shell tells it: 128 and the signal's number. */
  readonly exitCode: ExitCode;
  readonly signal: EndingSignal;

  constructor(signal: EndingSignal) {
    super(`Ended by ${signal}`);
    this.signal = signal;
    this.name = "Interrupted";
    this.exitCode = (128 + constants.signals[signal]) as ExitCode;
  }
}

/**
 * Calls `hear` when the shell in which npm has started this process ends, which tells it nothing: npm hands SIGTERM on to the shell alone.
 * Started otherwise, a process may well outlive its parent, and that is what `nohup` is for.
 *
 * @returns what ends the watch
 */
export function onPackageRunnerGone(hear: () => void): () => void {
  if (process.env["npm_lifecycle_event"] === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    hear();
  }, 200).unref();
  return () => clearInterval(timer);
}
