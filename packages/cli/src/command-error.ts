import { exitCodes, type ExitCode } from "./exit-code.ts";

/** An error that the user can do something about: it is shown without a stack. */
export class CommandError extends Error {
  /** Stable; `--json` prints it. */
  readonly code: string;
  readonly exitCode: ExitCode;
  /** What to do, on a line of its own. */
  readonly hint: string | undefined;

  constructor(kind: keyof typeof exitCodes, code: string, message: string, hint?: string) {
    super(message);
    this.name = "CommandError";
    this.code = code;
    this.exitCode = exitCodes[kind];
    this.hint = hint;
  }
}
