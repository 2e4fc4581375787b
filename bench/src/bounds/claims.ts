import type { Family } from "./rules.ts";

/** What the documentation says of Go beside plain JavaScript on the same thread: it is faster by more than a twentieth, or it is not. */
export type Claim = "gain" | "no gain";

const everywhere = (claim: Claim): Readonly<Record<Family, Claim>> => ({ node: claim, bun: claim, deno: claim });

/** The workloads that both do, in each family of runtimes. Those on all cores are beside JavaScript on its one thread. */
export const claims: Readonly<Record<string, Readonly<Record<Family, Claim>>>> = {
  "pi:10000000": { ...everywhere("gain"), bun: "no gain" },
  "pi-cores:10000000": everywhere("gain"),
  "shuffle:10000000": everywhere("gain"),
  "shuffle-cores:10000000": everywhere("gain"),
  "dot:100000000": everywhere("gain"),
  "dot-cores:100000000": everywhere("gain"),
};

/** The workloads of which something is claimed. */
export const claimedCases: readonly string[] = Object.keys(claims);

/** The same on one core: JavaScript has no other. */
export function onOneCore(name: string): string {
  return name.replace("-cores", "");
}

/** What is claimed of a workload. */
export function claimed(name: string, family: Family): Claim | undefined {
  return claims[name]?.[family];
}

/** What is to be claimed where topher takes so many times what JavaScript takes. */
export function claimFor(ratio: number): Claim {
  return ratio <= 0.95 ? "gain" : "no gain";
}
