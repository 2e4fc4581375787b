// What go test and the compiler say.
import path from "node:path";
import { readGoTestReport } from "../../scripts/go-test-report.ts";
import { root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";
import { generatedSources } from "./generated.ts";
import { bites, check, scratch, type Instrument, type Reading, type Tool } from "./instrument.ts";
import { buildFile } from "./library.ts";

const bridge = path.join(root, "go/bridge");

/** The instruments that are tests of Go. */
export const goTests: readonly Instrument[] = [
  {
    name: "exports",
    promise:
      "every function that C can call in Go begins with the guard, is entered through one function of C, and returns no pointer of Go's",
    budget: { short: 8, long: 8 },
    needsBuild: true,
    lacks: () => undefined,
    read: async () => {
      const { folders, byHand } = await generatedSources();
      const reading = await test("exports", ["-v", "-count=1", "-run", "^TestExport_", "."], {
        TOPHER_GENERATED: folders.join(path.delimiter),
      });
      return {
        ...reading,
        figures: { ...reading.figures, libraries: folders.length, "written by hand": byHand.length },
      };
    },
  },
  {
    name: "checkptr",
    promise: "no pointer that Go computes leaves the memory that it began in",
    budget: { short: 12, long: 300 },
    lacks: () => undefined,
    read: async ({ long }) => {
      const scope = long ? { flag: "all=-d=checkptr", of: "./..." } : { flag: "-d=checkptr", of: "./wire" };
      const control = await check(
        ["array", "behind"].map((how) => ({
          name: `checkptr, control ${how}`,
          run: async () =>
            bites(
              plain("checkptr"),
              await buildFile("checkptr", path.join(scratch, "checkptr-control"), ["-gcflags=-d=checkptr"]),
              [how],
              /checkptr: /,
            ),
        })),
      );
      return join(control, await test("checkptr", [`-gcflags=${scope.flag}`, scope.of]));
    },
  },
  {
    name: "go-race",
    promise: "the tests of bridge and codec, which drive both with goroutines, find no data race",
    budget: { short: undefined, long: 600 },
    lacks: () => undefined,
    read: () => test("go-race", ["-race", "-timeout", "20m", "./..."], { GORACE: "halt_on_error=1" }),
  },
];

/** Go's own checks, which end the program. */
export function plain(name: string): Tool {
  return { name, flags: [], start: () => [], env: {}, report: /(?!)/, lacks: () => undefined };
}

async function test(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<Reading> {
  const { exitCode, stdout, output } = await run(`instruments/${name}`, "go", ["test", "-json", ...args], {
    cwd: bridge,
    env,
  });
  const counts = readGoTestReport(stdout);
  const silent = exitCode !== 0 && counts.failures.length === 0;
  const failures = silent
    ? [`go test ended with ${exitCode ?? "a signal"}\n${output.split("\n").slice(-40).join("\n")}`]
    : counts.failures;
  const exports = /(\d+) exports\b/.exec(stdout)?.[1];
  return {
    counts: { ...counts, failures },
    figures: { tests: counts.passed, ...(exports === undefined ? {} : { exports: Number(exports) }) },
  };
}

function join(one: Reading, other: Reading): Reading {
  return {
    counts: {
      passed: one.counts.passed + other.counts.passed,
      skipped: one.counts.skipped + other.counts.skipped,
      failures: [...one.counts.failures, ...other.counts.failures],
    },
    figures: { ...one.figures, ...other.figures },
  };
}
