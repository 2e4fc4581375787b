// README.md of the results, made of the files beside it.
import type { Kept, Results } from "./results.ts";
import type { Row } from "./row.ts";

const titles: Readonly<Record<Kept, string>> = {
  hammer: "Faults and load: `npm run hammer`",
  soak: "Memory over time: `npm run soak`",
  fuzz: "Values and packages at random: `npm run fuzz`",
  instruments: "Sanitizers, detectors and checks: `npm run instruments`",
};

const introduction = `# conformance/results

What the long forms of \`npm run hammer\`, \`soak\`, \`fuzz\` and \`instruments\` found when they were last run. They write these files themselves; a run of some
programs or runtimes takes the place of theirs only. [conformance/stress](../stress/README.md), [fuzz](../fuzz/README.md)
and [instruments](../instruments/README.md) say what each does.

A failure is a crash, a hang, a wrong result, something that is held at the end, memory that grows, or runtimes that disagree. A row with a comma is a control:
the program was broken on purpose, and it shows how often that was found. \`digest\` stands for everything that a program saw: it is the same in all runtimes.`;

/** A curve that there is a picture of. */
export interface Picture {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

/** The whole text; tables are not aligned yet. */
export function readme(results: Readonly<Partial<Record<Kept, Results>>>, pictures: readonly Picture[]): string {
  const sections = Object.entries(results).map(([name, each]) => section(name as Kept, each, pictures));
  return `${[introduction, ...sections].join("\n\n")}\n`;
}

function section(
  command: Kept,
  { machine: { cpu, cores, kernel, versions }, rows }: Results,
  pictures: readonly Picture[],
): string {
  const where = `${cpu}, ${cores} cores, ${kernel}; ${versions["go"]}.`;
  const head = ["program", "runtime", "runs", "failures", "seconds", "seeds", "revision", "figures"];
  const table = [head, head.map(() => "---"), ...rows.map(cells)].map((row) => `| ${row.join(" | ")} |`);
  const drawn = command === "soak" ? pictures.map(picture) : [];
  return [`## ${titles[command]}`, where, table.join("\n"), ...drawn].join("\n\n");
}

function cells({ program, runtime, version, runs, failures, seconds, seeds, revision = "", figures }: Row): string[] {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${text(value)}`);
  const seed = seeds.length > 3 ? `${seeds[0]} … ${seeds.at(-1)}` : seeds.join(", ");
  return [
    program,
    `${runtime} (${version})`,
    text(runs),
    text(failures),
    text(seconds),
    seed,
    revision,
    shown.join("; "),
  ];
}

function text(value: number | string): string {
  if (typeof value === "number") return value.toLocaleString("en-US");
  return /^[0-9a-f]{12,}$/.test(value) ? `\`${value.slice(0, 16)}\`` : value;
}

function picture({ name, title, description }: Picture): string {
  return [
    `### ${title}`,
    [
      "<picture>",
      `  <source media="(prefers-color-scheme: dark)" srcset="${name}-dark.svg">`,
      `  <img src="${name}-light.svg" alt="${title}. ${description}">`,
      "</picture>",
    ].join("\n"),
  ].join("\n\n");
}
