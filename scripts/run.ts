// Runs a process; its whole output goes to .cache/logs/<log>.log.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { x } from "tinyexec";
import { cacheFolder, root } from "./root.ts";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Throws when the process does not end with 0. */
  readonly check?: boolean;
  /** Milliseconds after which the process is killed. */
  readonly timeout?: number;
}

export interface RunResult {
  /** undefined when a signal ended the process. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly output: string;
  readonly milliseconds: number;
}

/** Runs `command` in the repository's folder and waits for its end. */
export async function run(
  log: string,
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const started = performance.now();
  const result = await x(command, [...args], {
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    nodeOptions: { cwd: options.cwd ?? root, env: { ...process.env, ...options.env } },
  }).then(
    (ended) => ended,
    (error: Error) => ({ exitCode: undefined, stdout: "", stderr: `${command}: ${error.message}` }),
  );
  const printed = [result.stdout.trimEnd(), result.stderr.trimEnd()].filter((text) => text !== "").join("\n");
  const output = stripVTControlCharacters(printed); // some tools colour whatever NO_COLOR says
  const file = path.join(cacheFolder, "logs", `${log}.log`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `$ ${command} ${args.join(" ")}\n${output}\nexit code: ${result.exitCode ?? "none (ended by a signal)"}\n`,
  );
  if (options.check === true && result.exitCode !== 0) {
    throw new Error(
      `${path.basename(command)} ${args.join(" ")} failed\n${output}\n(log: ${path.relative(root, file)})`,
    );
  }
  return { exitCode: result.exitCode, stdout: result.stdout, output, milliseconds: performance.now() - started };
}
