import { CommandError } from "../command-error.ts";

/** One thing that was looked at. */
export interface Finding {
  /** `problem`: something does not work. `warning`: it may not, or it surprises. `note`: worth knowing. */
  readonly status: "ok" | "note" | "warning" | "problem";
  /** What it is about: `go`, `compiler`, `libc`, `node`, a library's path. */
  readonly name: string;
  readonly message: string;
  /** What to do, where there is something to do. */
  readonly remedy?: string;
}

/** The finding for what a command would have refused; other errors are thrown on. */
export function refused(name: string, error: unknown): Finding {
  if (!(error instanceof CommandError)) throw error;
  return problem(name, error.message, error.hint);
}

export function problem(name: string, message: string, remedy?: string): Finding {
  return { status: "problem", name, message, ...(remedy !== undefined && { remedy }) };
}

export function warning(name: string, message: string, remedy: string): Finding {
  return { status: "warning", name, message, remedy };
}

export function ok(name: string, message: string): Finding {
  return { status: "ok", name, message };
}

export function note(name: string, message: string): Finding {
  return { status: "note", name, message };
}
