import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ProcessOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Hears of each line of stdout as it comes; `stdout` is then empty. */
  readonly onLine?: (line: string) => void;
  /** Interrupts the process when it is aborted. */
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
 * @throws what the system says when the program cannot be started, `ENOENT` among it, and an `AbortError`
 */
export function runProcess(
  program: string,
  args: readonly string[],
  { cwd, env = {}, onLine, signal }: ProcessOptions,
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
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
    child.on("error", reject);
    child.on("close", (code) => {
      void linesEnded.then(() => resolve({ exitCode: code ?? undefined, ...output }));
    });
  });
}
