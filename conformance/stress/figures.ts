/** What a program measured, for tables and results; `digest` stands for all that it saw, and is the same in every runtime. */
export type Figures = Readonly<Record<string, number | string>>;

/** The figures in what a program printed. */
export function figuresIn(stdout: string): Figures | undefined {
  const line = /^figures (.*)$/m.exec(stdout)?.[1];
  return line === undefined ? undefined : (JSON.parse(line) as Figures);
}
