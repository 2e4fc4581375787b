import type { Machine } from "./machine.ts";

/** What differs between two machines or what was measured there, a sentence for each thing; figures of both do not compare where there is any. */
export function machineDifferences(one: Machine, other: Machine): string[] {
  const [before, after] = [properties(one), properties(other)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [before.get(name) ?? "absent", after.get(name) ?? "absent"];
    return was === is ? [] : [`${name}: ${was} there, ${is} here`];
  });
}

function properties({ versions, git, libraries, memory, ...plain }: Machine): Map<string, string> {
  return new Map([
    ...Object.entries(plain).map(([name, value]) => [name, String(value)] as const),
    // The kernel keeps some for itself, a little more or less after each start.
    ["memory", `${(memory / 2 ** 30).toFixed(0)} GiB`],
    ...Object.entries(versions).map(([name, version]) => [`the version of ${name}`, version] as const),
    ["the git revision", git.revision],
    ["changes beside the git revision", git.changed ? "some" : "none"],
    ...libraries.map(({ name, sha256 }) => [`the library ${name}`, sha256.slice(0, 12)] as const),
  ]);
}
