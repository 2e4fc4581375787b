/** Command lines that show a command: what it does, and the arguments after the command's name. */
export type Examples = readonly (readonly [meaning: string, args: string])[];

const shownBy = new WeakMap<object, Examples>();

/** Remembers a command's examples, for its help and its page in the documentation. */
export function setExamples(
  command: { addHelpText(at: "after", text: string): unknown },
  name: string,
  examples: Examples,
): void {
  shownBy.set(command, examples);
  const lines = examples.map(([meaning, args]) => `  # ${meaning}\n  topher ${name} ${args}`);
  command.addHelpText("after", `\nExamples:\n${lines.join("\n\n")}`);
}

/** The examples of a command. */
export function examplesOf(command: object): Examples {
  return shownBy.get(command) ?? [];
}
