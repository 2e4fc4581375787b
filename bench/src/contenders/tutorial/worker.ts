import type { TutorialFunctions } from "../../cases/functions.ts";
import { copied, move, openThread } from "../transport/thread.ts";

export { close } from "../transport/thread.ts";

/** A core more is worth a worker only where it is asked for. */
const onCores = /-cores:/;

/**
 * The same in JavaScript in workers: one, or for the cases on all cores one for each core. Numbers are copied and transferred, since they
 * are in ordinary arrays and have to stay the caller's.
 */
export async function open(_: string, name: string): Promise<Omit<TutorialFunctions, "shuffleOnCores">> {
  const count = onCores.test(name) ? navigator.hardwareConcurrency : 1;
  const threads = await Promise.all(Array.from({ length: count }, () => openThread("tutorial/worker-functions")));
  const [{ call, change }] = threads as [(typeof threads)[0]];
  const added = async (parts: readonly Promise<number>[]) =>
    (await Promise.all(parts)).reduce((sum, part) => sum + part, 0);
  // Where the part of a thread begins.
  const begin = (n: number, i: number) => Math.floor((n * i) / count);
  return {
    pi: (terms) => call("pi", [terms]),
    piOnCores: (terms) =>
      added(threads.map((thread, i) => thread.call("piPart", [begin(terms, i), begin(terms, i + 1)]))),
    async shuffle(numbers, seed) {
      const { back } = await change("shuffle", [copied(numbers), seed], 0);
      numbers.set(back);
    },
    dot: (a, b) => call("dot", [copied(a), copied(b)]),
    dotOnCores(a, b) {
      const n = Math.min(a.length, b.length);
      return added(
        threads.map((thread, i) => {
          const [from, to] = [begin(n, i), begin(n, i + 1)];
          return thread.call("dot", [move(a.slice(from, to)), move(b.slice(from, to))]);
        }),
      );
    },
    ends: (numbers) =>
      call("ends", [numbers instanceof Float64Array ? copied(numbers) : move(Float64Array.from(numbers))]),
  };
}
