import type { Case } from "../cases/case.ts";
import { calls } from "../cases/calls.ts";
import type { SuiteName } from "../cases/index.ts";
import { dotProduct } from "../cases/tutorial/dot.ts";
import { list } from "../cases/tutorial/list.ts";
import { pi } from "../cases/tutorial/pi.ts";
import { shuffle } from "../cases/tutorial/shuffle.ts";
import { values } from "../cases/values.ts";
import { background, streamed } from "./background.ts";

/** A case whose operations are counted. */
export interface Counted<F = never> {
  readonly name: string;
  /** What an operation is made of, where figures are for each of these: tasks, values. */
  readonly per?: number;
  /** It goes on in the background, where lists are copied in any case, and where Go is asked whether it has sent something. */
  readonly background?: true;
  check(functions: F): void | Promise<void>;
  operation(functions: F): () => unknown;
}

/** Terms or elements of the tutorial's workloads, of which ten million are timed. What is counted of those is the same. */
const few = 10_000;

/** The cases that are counted: those that are timed, without the ones that differ in size only. */
export const countedCases: Readonly<Partial<Record<SuiteName, readonly Counted[]>>> = {
  calls: calls.filter(({ name }) => !/^normalize:\d{5}/.test(name)).map(counted),
  values: values.map(counted),
  tutorial: [
    pi(few, "pi"),
    pi(few, "piOnCores"),
    shuffle(few, "shuffle"),
    shuffle(few, "shuffleOnCores"),
    dotProduct(few, "dot"),
    dotProduct(few, "dotOnCores"),
    list(few, "plain"),
    list(few, "typed"),
  ].map(counted),
  async: background.map((each) => ({ ...each, background: true })),
  streams: streamed.map((each) => ({ ...each, background: true })),
};

// Callbacks of a call are counted beside the call and not as operations.
function counted<F>(of: Case<F>): Counted<F> {
  if (!("operation" in of)) throw new Error(`${of.name} measures by itself`);
  const { name, check, operation } = of;
  return { name, check, operation };
}
