// Which functions of a header a program calls, so that a new one cannot be forgotten.
import { readFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../scripts/run.ts";
import type { Figures } from "../stress/figures.ts";
import { scratch, type Program, type Tool } from "./instrument.ts";

/** Functions that a header declares for runtimes. */
export function declared(header: string): string[] {
  return [...readFileSync(header, "utf8").matchAll(/^TOPHER_API [^(]*?\b(\w+)\(/gm)].map(([, name]) => name!);
}

/** Throws the functions of a header that a program's own file does not call. */
export async function missingFunctions(header: string, program: Program, tool: Tool): Promise<Figures> {
  const object = path.join(scratch, `${program.name}.o`);
  await run(
    `instruments/build-${program.name}.o`,
    "gcc",
    ["-c", "-w", ...tool.flags, ...program.flags, program.sources[0]!, "-o", object],
    {
      check: true,
    },
  );
  const { stdout } = await run(`instruments/nm-${program.name}`, "nm", ["-u", object], { check: true });
  const called = new Set(stdout.split(/\s+/));
  const names = declared(header);
  const missing = names.filter((name) => !called.has(name));
  if (names.length === 0) throw new Error(`${header} declares nothing`);
  if (missing.length > 0) throw new Error(`it does not call ${missing.join(", ")}`);
  return { functions: names.length };
}
