import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { endingSignals, Interrupted, type EndingSignal } from "./interrupted.ts";

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

/**
 * Runs a program and waits for its end.
 *
 * @throws what the system says when the program cannot be started, `ENOENT` among it, an `AbortError`, and {@link Interrupted} once the program has ended
 *   after a signal that ends this process
 */
export function runProcess(
  program: string,
  args: readonly string[],
  { cwd, env = {}, onLine, signal }: ProcessOptions,
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    let interrupted: EndingSignal | undefined;
    const interrupt = (name: NodeJS.Signals): void => {
      interrupted ??= name as EndingSignal;
      child.kill("SIGINT");
    };
    const heard = signal === undefined ? endingSignals : [];
    const unhear = (): void => {
      for (const name of heard) process.off(name, interrupt);
    };
    for (const name of heard) process.on(name, interrupt); // before there is a program that could be left
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(signal && { signal, killSignal: "SIGINT" }),
    });
    const output = { stdout: "", stderr: "" };
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    child.stdout.setEncoding("utf8");
    const lines = onLine === undefined ? undefined : createInterface({ input: child.stdout }).on("line", onLine);
    if (lines === undefined) child.stdout.on("data", (text: string) => (output.stdout += text));
    const linesEnded = new Promise<void>((ended) => (lines === undefined ? ended() : lines.on("close", ended)));
    child.on("error", (error) => {
      unhear();
      reject(error);
    });
    child.on("close", (code) => {
      unhear();
      void linesEnded.then(() => {
        if (interrupted === undefined) resolve({ exitCode: code ?? undefined, ...output });
        else reject(new Interrupted(interrupted));
      });
    });
  });
}
