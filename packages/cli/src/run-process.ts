import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { unlessFolderGone } from "./current-folder.ts";
import { endingSignals, Interrupted, type EndingSignal } from "./interrupted.ts";
import { endAll, interruptAll, signalAll, stillRunning, type ProcessEntry } from "./process-tree.ts";

export interface ProcessOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Hears of each line of stdout as it comes; `stdout` is then empty. */
  readonly onLine?: (line: string) => void;
  /** Interrupts the process when it is aborted. Without it the signals that end this process interrupt it. */
  readonly signal?: AbortSignal | undefined;
}

export interface ProcessResult {
  /** undefined when a signal ended the process. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The milliseconds that a process may take to end after it was interrupted. */
const patience = 5000;

/**
 * Runs a program and waits for its end, and after an interruption for that of all that it has started.
 *
 * @throws what the system says when the program cannot be started, `ENOENT` among it, the signal's reason where it was aborted, and
 *   {@link Interrupted} after a signal that ends this process
 */
export function runProcess(
  program: string,
  args: readonly string[],
  { cwd, env = {}, onLine, signal }: ProcessOptions,
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    let reason: unknown;
    let interrupted: readonly ProcessEntry[] | undefined;
    const interrupt = (why: unknown): void => {
      if (child.pid === undefined) return; // it has not been started, of which the error tells
      if (interrupted !== undefined) return signalAll(stillRunning(interrupted), "SIGKILL"); // nobody wants to wait
      reason = why;
      interrupted = interruptAll(child.pid);
      child.kill("SIGINT"); // where the system does not list processes
      setTimeout(() => signalAll(stillRunning(interrupted!), "SIGKILL"), patience).unref();
    };
    const onAbort = (): void => interrupt(signal!.reason);
    const onSignal = (name: NodeJS.Signals): void => interrupt(new Interrupted(name as EndingSignal));
    const heard = signal === undefined ? endingSignals : [];
    const unhear = (): void => {
      signal?.removeEventListener("abort", onAbort);
      for (const name of heard) process.off(name, onSignal);
    };
    signal?.addEventListener("abort", onAbort);
    for (const name of heard) process.on(name, onSignal); // before there is a program that could be left
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    child.stdout.setEncoding("utf8");
    const lines = onLine === undefined ? undefined : createInterface({ input: child.stdout }).on("line", onLine);
    if (lines === undefined) child.stdout.on("data", (text: string) => (output.stdout += text));
    const linesEnded = new Promise<void>((ended) => (lines === undefined ? ended() : lines.on("close", ended)));
    child.on("error", (error) => {
      unhear();
      reject(unlessFolderGone(error)); // the system says the same of a program and of a working folder that are not there
    });
    child.on("close", (code) => {
      const ended = interrupted === undefined ? linesEnded : endAll(interrupted, patience);
      void ended.then(() => {
        unhear();
        if (interrupted === undefined) resolve({ exitCode: code ?? undefined, ...output });
        else reject(reason as Error);
      });
    });
  });
}
