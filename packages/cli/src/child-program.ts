// The user's program, which `topher dev` starts again after each build.
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { endAll, processTree, signalAll } from "./process-tree.ts";

/** How a process ended. */
export type Ending = { readonly exitCode: number } | { readonly signal: NodeJS.Signals };

/** How a program is ended. */
export interface StopOptions {
  /** What it is told; undefined where the terminal has told it already. */
  readonly signal: NodeJS.Signals | undefined;
  /** The milliseconds that it may take before it is killed. */
  readonly patience: number;
}

/** A running program, which has the terminal: stdin, stdout and stderr are those of this process. */
export class ChildProgram {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ending>;
  #ending: Ending | undefined;
  #stopping = false;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      child.on("exit", (code, signal) => {
        this.#ending = code === null ? { signal: signal! } : { exitCode: code };
        resolve(this.#ending);
      });
    });
  }

  /** Starts a program. Throws what the system says when it cannot be started. */
  static async start(program: string, args: readonly string[]): Promise<ChildProgram> {
    const child = spawn(program, args, { stdio: "inherit" });
    const started = new ChildProgram(child);
    await new Promise<void>((resolve, reject) => {
      child.on("spawn", resolve);
      child.on("error", reject);
    });
    return started;
  }

  get running(): boolean {
    return this.#ending === undefined;
  }

  /** Calls `hear` when the program ends by itself. */
  onEnd(hear: (ending: Ending) => void): void {
    void this.#ended.then((ending) => {
      if (!this.#stopping) hear(ending);
    });
  }

  /** Ends the program, and what it has started; returns when all of it is gone. */
  async stop({ signal, patience }: StopOptions): Promise<void> {
    this.#stopping = true;
    if (!this.running) return;
    // Looked at now: when a process ends, nothing says any more whose children its children were.
    const before = processTree(this.#child.pid!);
    if (signal !== undefined) this.#child.kill(signal);
    await Promise.race([this.#ended, delay(patience, undefined, { ref: false })]);
    const after = this.running ? processTree(this.#child.pid!) : [];
    this.#child.kill("SIGKILL");
    await this.#ended;
    // A program such as npm hands the signal on and waits; a shell ends at once, and what it had started would stay.
    await endAll([...before, ...after], patience);
  }

  /** Kills the program and what it has started. */
  kill(): void {
    if (!this.running) return;
    const all = processTree(this.#child.pid!);
    this.#child.kill("SIGKILL");
    signalAll(all, "SIGKILL");
  }
}
