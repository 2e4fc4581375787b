// A run that nobody measured: its figures only look like some, and no document may have them.
import { kinds, type KindName } from "../kinds.ts";
import type { DescribedCase, DescribedContender, DescribedSuite } from "../results.ts";
import type { RunFile } from "../run-file.ts";
import type { Measured } from "../runner.ts";

const places = ["node22", "node24", "node26", "bun", "deno"] as const;
const titles = { node22: "Node 22", node24: "Node 24", node26: "Node 26", bun: "Bun", deno: "Deno" } as const;

/** What each kind takes for nothing, in nanoseconds. */
const made: Readonly<Partial<Record<KindName, number>>> = {
  c: 55,
  topher: 60,
  generated: 64,
  ffi: 58,
  "node-ffi": 70,
  "node-api": 90,
  javascript: 2,
  worker: 9000,
  wasm: 300,
  frames: 22_000,
  json: 25_000,
  ctypes: 150,
};

/** What each kind takes of JavaScript's time where work is what counts. */
const relative: Readonly<Partial<Record<KindName, number>>> = {
  go: 0.8,
  topher: 0.82,
  javascript: 1,
  python: 61,
  numpy: 0.4,
};

/** A run of three suites with everything that a document can show: gaps, a failure, counts and bounds. */
export function madeUpRun(): RunFile {
  const calls = suite(
    "calls",
    [
      ["noop", "no-op"],
      ["add2", "two floats"],
      ["normalize:8", "normalize 8"],
      ["normalize:1000000", "normalize 1,000,000"],
    ],
    made,
    { wasm: { "normalize:1000000": "its memory is too small" }, json: { normalize: "JSON has no views" } },
  );
  const tutorial = suite(
    "tutorial",
    [
      ["pi:10000000", "π, 10⁷ terms"],
      ["dot:100000000", "dot product of 10⁸"],
    ],
    relative,
  );
  const tasks: DescribedCase = { name: "tasks:100000", title: "10⁵ tasks", about: "", unit: "rate" };
  const asynchronous = suite("async", [["tasks:100000", "10⁵ tasks in flight"]], { topher: 1400, "thread-pool": 9000 });
  const suites = [calls, tutorial, { ...asynchronous, cases: [tasks] }];
  const scales: Readonly<Record<string, number>> = {
    "normalize:1000000": 20_000,
    "pi:10000000": 9e6,
    "dot:100000000": 8e7,
  };
  const base = { ...made, ...relative, "thread-pool": 9000 };
  return {
    run: {
      format: 2,
      started: "2001-02-03T04:05:06.000Z",
      arguments: [],
      budget: 100,
      minutes: 1,
      machine: {
        cpu: "made-up processor",
        cores: 2,
        memory: 2 ** 34,
        kernel: "Linux 0",
        libc: "glibc 0",
        governor: "unknown",
        turbo: "unknown",
        versions: { node24: "24.0.0", go: "go0" },
        git: { revision: "0123456789abcdef0123456789abcdef01234567", changed: false },
        libraries: [],
      },
      load: [0.1, 0.2, 0.3],
      suites,
    },
    samples: suites.flatMap(({ name: of, cases, contenders }) =>
      cases.flatMap(({ name }) =>
        contenders
          .filter((contender) => contender.missing === undefined && contender.without[name] === undefined)
          .filter(({ kind }) => !(kind === "json" && name.startsWith("normalize")))
          .flatMap(({ name: contender, kind, runtime }) => {
            const time = (of === "calls" ? made : base)[kind as KindName]! * (scales[name] ?? 1);
            const at = places.findIndex((place) => place === runtime);
            const best = of === "tutorial" && kind === "topher" ? time * (1 + at / 50) : time * (1 + at / 6);
            return [0, 1, 2].map((round): Measured => sample(contender, name, round, best * (1 + round / 100)));
          }),
      ),
    ),
    failed: [],
    cuts: [],
    counts: [{ suite: "calls", case: "noop", contender: "topher/node24", counts: { crossings: 1, copies: 0 } }],
    verdicts: [
      {
        suite: "calls",
        case: "noop",
        contender: "topher/node24",
        against: "c",
        most: 4,
        values: [1.1, 1.2],
        holds: true,
      },
      {
        suite: "calls",
        case: "add2",
        contender: "topher/deno",
        against: "ffi/deno",
        most: 1,
        values: [1.4],
        holds: false,
        missed: "it is made up",
      },
    ],
    end: { ended: "2001-02-03T05:05:06.000Z", seconds: 3600, load: [0, 0, 0] },
  };
}

function sample(contender: string, name: string, round: number, best: number): Measured {
  const times = { best, median: best * 1.05, mean: best * 1.06, p25: best, p75: best * 1.1, p99: best * 2 };
  return { round, contender, case: name, load: 0, seconds: 1, calls: 1000, ...times };
}

function suite(
  name: string,
  cases: readonly (readonly [name: string, title: string])[],
  times: Readonly<Partial<Record<KindName, number>>>,
  without: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): DescribedSuite {
  const contenders = (Object.keys(times) as KindName[]).flatMap((kind): DescribedContender[] => {
    const { title, about, runs } = kinds[kind];
    const shared = { kind, about, without: without[kind] ?? {}, rounds: {} };
    if (runs === "alone") return [{ ...shared, name: kind, title: title as string }];
    return places.map((runtime) => ({
      ...shared,
      name: `${kind}/${runtime}`,
      runtime,
      title: `${titles[runtime]}, ${typeof title === "string" ? title : ((title as Record<string, string>)[runtime] ?? kind)}`,
      ...(kind === "worker" && runtime === "deno" ? { missing: "Deno was not there" } : {}),
    }));
  });
  const described = cases.map(([name, title]) => ({ name, title, about: `What ${title} is.`, unit: "call" as const }));
  return { name, title: `Suite ${name}`, about: `About ${name}.`, rounds: 3, cases: described, contenders };
}
