// What the user sees. Results go to stdout, progress and errors to stderr, so that a pipe gets only results.
import picocolors from "picocolors";
import yoctoSpinner, { type Spinner } from "yocto-spinner";

/** How a command talks. */
export interface Output {
  /** Whether stdout is for a program: nothing but JSON goes there. */
  readonly json: boolean;
  readonly colors: Colors;
  /** What is being done now. */
  step(text: string): void;
  /** A message that stays, on stderr. */
  note(text: string): void;
  /** A part of the result, on stdout. */
  result(text: string): void;
  /** Ends the progress. */
  end(): void;
}

type Colors = Pick<typeof picocolors, "bold" | "cyan" | "dim" | "green" | "red" | "yellow">;

/**
 * Chooses by where stderr goes: a spinner on a terminal, plain lines in CI and pipes, no progress for `--json`.
 *
 * @param quiet - no progress either, because another program writes to the terminal
 */
export function createOutput(json: boolean, quiet = false): Output {
  const onTerminal = process.stderr.isTTY && !process.env["CI"] && process.env["TERM"] !== "dumb";
  const colors = picocolors.createColors(process.stderr.isTTY ? picocolors.isColorSupported : false);
  const progress = json || quiet ? silence : onTerminal ? spinner() : plainLines();
  return {
    json,
    colors,
    step: progress.step,
    note(text) {
      progress.pause();
      process.stderr.write(`${text}\n`);
      progress.resume();
    },
    result(text) {
      progress.pause();
      process.stdout.write(`${text}\n`);
      progress.resume();
    },
    end: progress.pause,
  };
}

interface Progress {
  step(text: string): void;
  pause(): void;
  resume(): void;
}

const silence: Progress = { step() {}, pause() {}, resume() {} };

function plainLines(): Progress {
  return { ...silence, step: (text) => void process.stderr.write(`${text}\n`) };
}

function spinner(): Progress {
  let shown: Spinner | undefined;
  return {
    step(text) {
      shown ??= yoctoSpinner({ stream: process.stderr });
      shown.text = text;
      shown.start();
    },
    pause: () => void shown?.stop(),
    resume() {},
  };
}
