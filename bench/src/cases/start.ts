import { expectSame, type Case } from "./case.ts";
import type { StartFunctions } from "./functions.ts";

const load: Case<StartFunctions> = {
  name: "load",
  title: "load and first call",
  about:
    "In a process that has just begun: the time from before the contender is imported until the first call has answered, of a Go function that does nothing; the figures beneath are its parts.",
  notes: (figures) => parts.map((part) => `${part} ${figures[part]!.toFixed(1)} ms`).join(", "),
  async check({ noop }) {
    expectSame("noop()", await noop(), undefined);
  },
  first: ({ noop }) => noop(),
};

const parts = ["import", "open", "first"];

/** The cases of the suite `start`. */
export const start: readonly Case<StartFunctions>[] = [load];
