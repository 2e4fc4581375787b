import path from "node:path";
import { isatty } from "node:tty";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { ChildProgram } from "../child-program.ts";
import { CommandError } from "../command-error.ts";
import { defaultOut } from "../default-out.ts";
import type { DoneEvent } from "../event.ts";
import { setExamples } from "../examples.ts";
import { exitCodes } from "../exit-code.ts";
import { findProgram } from "../find-program.ts";
import { goInputs } from "../go-inputs.ts";
import { InputWatcher } from "../input-watcher.ts";
import { endingSignals, Interrupted, onPackageRunnerGone, type EndingSignal } from "../interrupted.ts";
import { checkOut } from "../out-folder.ts";
import { createOutput } from "../output.ts";
import { buildPackages, type Request } from "../run-generator.ts";
import { findToolchain } from "../toolchain.ts";

/** A program and its arguments. */
type Program = readonly [name: string, ...args: string[]];

/**
 * `topher dev`: builds, starts a program, and does both again whenever the Go code changes.
 *
 * @param program - what follows the dashes on the command line
 */
export function devCommand(program: readonly string[]): CommandUnknownOpts {
  const command = new Command("dev")
    .summary("build, start a program, and do both again when Go code changes")
    .description(
      "Build Go packages and start a program that uses them; when their Go code changes, build again and start the program again. While a build fails, the program of the last good one keeps running.",
    )
    .usage("[options] <package...> -- <program> [args...]")
    .argument("<package...>", "a folder such as ./mathx, or an import path; several become one library")
    .option("-o, --out <folder>", "where the module is written (for one import path: ./goldmark-js)")
    .option("-c, --config <file>", "directives for code that you cannot edit (topher.config.json)")
    .option("--tags <list>", "Go build tags, separated by commas")
    .option("--patience <seconds>", "how long the program may take to end before it is killed", seconds, 5)
    .action(async (packages, { out: given, config, tags, patience }) => {
      const out = given ?? defaultOut(packages);
      const [name, ...args] = program;
      if (name === undefined || out === undefined) throw incomplete(packages, out, program);
      if (findProgram(name) === undefined) {
        throw new CommandError("usage", "TOPHER_USAGE", `there is no program \`${name}\` to start`);
      }
      const folder = path.resolve(out);
      checkOut(folder, out);
      await new Session({ packages, config, tags }, folder, [name, ...args], patience * 1000).run();
    });
  setExamples(command, "dev", [
    ["build ./mathx, start app.js, and watch ./mathx and what it imports", "./mathx --out ./mathx-js -- node app.js"],
    ["in Bun", "./mathx --out ./mathx-js -- bun app.ts"],
    ["in Deno", "./mathx --out ./mathx-js -- deno run --allow-ffi --allow-read app.ts"],
  ]);
  return command;
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value < 1e6) return value;
  throw new CommandError("usage", "TOPHER_USAGE", `--patience takes a number of seconds, got ${JSON.stringify(text)}`);
}

function incomplete(packages: readonly string[], out: string | undefined, program: readonly string[]): CommandError {
  const missing = out === undefined ? "the option --out <folder> is missing" : "the program to start is missing";
  const folder = out ?? `./${path.basename(path.resolve(packages[0] ?? "."))}-js`;
  const start = program.length === 0 ? "node app.js" : program.join(" ");
  const hint = `For instance topher dev ${packages.join(" ")} --out ${folder} -- ${start}`;
  return new CommandError("usage", "TOPHER_USAGE", missing, hint);
}

/** One run of the command, until a signal ends it. */
class Session {
  readonly #request: Request;
  readonly #out: string;
  readonly #program: Program;
  readonly #patience: number;
  readonly #interruption = new AbortController();
  readonly #watcher = new InputWatcher();
  #output = createOutput(false);
  #child: ChildProgram | undefined;
  #built = false;

  constructor(request: Request, out: string, program: Program, patience: number) {
    this.#request = request;
    this.#out = out;
    this.#program = program;
    this.#patience = patience;
  }

  async run(): Promise<never> {
    const { signal } = this.#interruption;
    const heard = endingSignals.map((name) => [name, () => this.#interrupt(name)] as const);
    for (const [name, hear] of heard) process.on(name, hear);
    const forget = onPackageRunnerGone(() => {
      if (!signal.aborted) this.#interrupt("SIGTERM");
    });
    try {
      return await this.#develop(signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      this.#output.end();
      await this.#child?.stop({ signal: toForward(signal), patience: this.#patience });
      await this.#watcher.close();
      forget();
      for (const [name, hear] of heard) process.off(name, hear);
      // A folder that chokidar adds while it is closed stays watched and would keep this process for ever (paulmillr/chokidar#1482).
      if (signal.aborted) {
        const { message, exitCode } = signal.reason as Interrupted;
        this.#output.note(this.#output.colors.dim(message));
        process.exit(exitCode);
      }
    }
  }

  #interrupt(name: EndingSignal): void {
    if (this.#interruption.signal.aborted) this.#child?.kill(); // the second time nobody wants to wait
    else this.#interruption.abort(new Interrupted(name));
  }

  async #develop(signal: AbortSignal): Promise<never> {
    await findToolchain(process.cwd(), { compiler: true });
    await this.#watcher.watch(await goInputs(this.#request));
    for (let changed: readonly string[] = []; ;) {
      const built = await this.#build(changed, signal);
      if (built !== undefined) await this.#restart(built, changed, signal);
      // What is imported may be other packages now. One that has just become known may have changed while the build ran.
      const unseen = await this.#watcher.watch(await goInputs(this.#request));
      changed = unseen ? [] : await this.#watcher.next(signal);
    }
  }

  /** Returns undefined where the build failed, which has then been said. */
  async #build(changed: readonly string[], signal: AbortSignal): Promise<DoneEvent | undefined> {
    const { dim, red, cyan } = this.#output.colors;
    if (changed.length > 0) this.#output.note(dim(`${named(changed)} changed: building`));
    try {
      const done = await buildPackages(this.#request, this.#out, this.#output, signal);
      this.#built = true;
      return done;
    } catch (error) {
      this.#output.end();
      signal.throwIfAborted();
      // At first, what is no error in the Go code is not mended by a change of it.
      if (!(error instanceof CommandError) || !(this.#built || error.exitCode === exitCodes.diagnostics)) throw error;
      const hint = error.hint === undefined ? "" : `\n  ${cyan(error.hint)}`;
      this.#output.note(`${red("error:")} ${error.message}${hint}`);
      this.#output.note(dim(this.#child?.running ? "The last good build keeps running" : "Waiting for a change"));
      return undefined;
    }
  }

  async #restart({ fresh, packages = [] }: DoneEvent, changed: readonly string[], signal: AbortSignal): Promise<void> {
    const { bold, dim, green, yellow } = this.#output.colors;
    if (fresh && this.#child?.running) {
      if (changed.length > 0) this.#output.note(dim("Nothing has changed since the last good build"));
      return;
    }
    await this.#child?.stop({ signal: "SIGTERM", patience: this.#patience });
    signal.throwIfAborted();
    const [name, ...args] = this.#program;
    const built = bold(packages.map((each) => each.path).join(", "));
    this.#output.note(`${green("✓")} ${built}: starting ${this.#program.join(" ")}`);
    // From now on the program has the terminal: a spinner would be in its way.
    this.#output = createOutput(false, true);
    const child = await ChildProgram.start(name, args);
    this.#child = child;
    child.onEnd((ending) => {
      const how = "signal" in ending ? `was ended by ${ending.signal}` : `ended with exit code ${ending.exitCode}`;
      const color = "exitCode" in ending && ending.exitCode === 0 ? dim : yellow;
      this.#output.note(color(`The program ${how}: waiting for a change`));
    });
  }
}

/** Up to three files as the user knows them. */
function named(files: readonly string[]): string {
  const names = files.slice(0, 3).map((file) => path.relative(process.cwd(), file));
  return `${names.join(", ")}${files.length > 3 ? ", …" : ""}`;
}

/** What the program is told at the end. On a terminal Ctrl-C has reached it already, and a second signal would cut its farewell short. */
function toForward({ aborted, reason }: AbortSignal): NodeJS.Signals | undefined {
  if (!aborted) return "SIGTERM";
  const { signal } = reason as Interrupted;
  return signal !== "SIGTERM" && isatty(0) ? undefined : signal;
}
