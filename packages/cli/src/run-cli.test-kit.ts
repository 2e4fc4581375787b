// Runs the command line as a process of its own, from the sources, with the real Go.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { x } from "tinyexec";
import { expect, onTestFinished, vi } from "vitest";
import { findProgram } from "./find-program.ts";

// A machine that is busy takes its time, and the generator may have to be built first.
vi.setConfig({ testTimeout: 180_000 });

const start = path.join(import.meta.dirname, "start.test-kit.ts");

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** `topher …args` in a folder. A variable that is undefined is not set. */
export async function topher(
  cwd: string,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<Ended> {
  const ended = await x(process.execPath, [start, ...args], {
    nodeOptions: { cwd, env: { ...process.env, NO_COLOR: "1", GOWORK: "", GOFLAGS: "", ...env } },
  });
  return { exitCode: ended.exitCode, stdout: ended.stdout, stderr: ended.stderr };
}

/** A command that goes on until it is told to end. */
export interface Running {
  readonly pid: number;
  /** Waits until its output, stdout and stderr together, has this after what was waited for before. */
  until(text: string): Promise<void>;
  /** Sends it a signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** All that it has printed. */
  output(): string;
}

/** `topher …args` in a folder, still running when this returns. Nothing of it is left after the test. */
export function startTopher(cwd: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [start, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", GOWORK: "", GOFLAGS: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let seen = 0;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const ended = once(child, "exit") as Promise<[number | null]>;
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  return {
    pid: child.pid!,
    async until(text) {
      await vi.waitFor(() => expect(output.slice(seen)).toContain(text), { timeout: 60_000, interval: 10 });
      seen = output.indexOf(text, seen) + text.length;
    },
    async end(signal) {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
    output: () => output,
  };
}

/** A folder with these files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "topher-cli-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** A PATH that has only these programs. */
export function pathWith(programs: readonly string[]): string {
  const folder = folderWith({});
  for (const program of programs) symlinkSync(findProgram(program) ?? program, path.join(folder, program));
  return folder;
}

/** A module with one package, `mathx`. */
export const mathx: Readonly<Record<string, string>> = {
  "go.mod": "module example.com/demo\n\ngo 1.25.0\n",
  "mathx/mathx.go": `// Package mathx computes.
package mathx

// Mean returns the mean of xs.
func Mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// Watch cannot cross.
func Watch(c complex128) {}
`,
};

/** The name of a process's program; on Linux alone, elsewhere any will do. */
export function commandOf(pid: number): string {
  if (process.platform !== "linux") return "compile";
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}
