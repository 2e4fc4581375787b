/** How the process ends. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 129 | 130 | 143;

/** The exit codes by name. */
export const exitCodes: Readonly<Record<"ok" | "diagnostics" | "usage" | "environment" | "internal", ExitCode>> = {
  ok: 0,
  diagnostics: 1,
  usage: 2,
  environment: 3,
  internal: 4,
};

/** What each exit code means; the documentation prints it. */
export const exitCodeRows: readonly { readonly code: ExitCode; readonly meaning: string }[] = [
  { code: 0, meaning: "it worked" },
  { code: 1, meaning: "what was asked for cannot be done with this Go code or this library; the messages say why" },
  { code: 2, meaning: "the command was not understood: an unknown option, a missing argument" },
  { code: 3, meaning: "the machine lacks something: Go, a C compiler, a folder that can be written to" },
  { code: 4, meaning: "topher itself failed; please report it" },
  { code: 130, meaning: "Ctrl-C ended it; 143 after SIGTERM, 129 after SIGHUP" },
];
