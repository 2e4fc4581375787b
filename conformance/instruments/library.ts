// A generated library inside a program of C: Go and C together under AddressSanitizer, and Go under its race detector.
import { globSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";
import { missingFunctions } from "./functions.ts";
import {
  address,
  bites,
  check,
  compile,
  firstOf,
  scratch,
  silent,
  type Check,
  type Instrument,
  type Options,
  type Program,
  type Reading,
  type Tool,
} from "./instrument.ts";

const here = path.join(root, "conformance/instruments");
const bridge = path.join(root, "go/bridge");
const hosts = path.join(bridge, "host/testdata/host");
const fixture = path.join(root, "conformance/fixture");

/** Go's race detector. The program does not end as Go's own do, so it has to end where a race is found. */
const race: Tool = {
  name: "race",
  flags: ["-no-pie"],
  start: () => [],
  env: { GORACE: "halt_on_error=1 exitcode=97" },
  report: /DATA RACE/,
  lacks: () => undefined,
};

/** How the library is built for a tool. */
const builds: Readonly<Record<string, { readonly flag: string; readonly env: Readonly<Record<string, string>> }>> = {
  [address.name]: {
    flag: "-asan",
    env: {
      CGO_CFLAGS: "-g -O1 -fno-omit-frame-pointer -fsanitize=undefined -fno-sanitize-recover=undefined",
      CGO_LDFLAGS: "-fsanitize=undefined",
    },
  },
  [race.name]: { flag: "-race", env: {} },
};

/** What each program of C is told to do. */
const runs: Readonly<Record<string, Readonly<Record<"short" | "long", readonly (readonly string[])[]>>>> = {
  sample: { short: [[]], long: [[], ["hammer", "10", "10"], ["garbage", "200000"]] },
  targets: { short: [[]], long: [[], ["hammer", "5", "300"]] },
  tasks: { short: [[]], long: [[], ["hammer", "2", "4000"], ["many", "2000"]] },
  streams: { short: [["100000"]], long: [["10000000"], ["hammer", "5", "60"]] },
};

/** The instruments over a whole library. */
export const libraries: readonly Instrument[] = [
  {
    name: "address",
    promise:
      "a library's C and Go touch no memory that is not theirs, and leave none behind, with any arguments and whenever a thread ends",
    budget: { short: 20, long: 420 },
    lacks: address.lacks,
    read: (options) => inHosts(address, options, options.long ? [fixtureCheck] : []),
  },
  {
    name: "race",
    promise: "tasks, channels, streams, callbacks, kept values and ending threads share nothing without a lock",
    budget: { short: undefined, long: 420 },
    lacks: firstOf(race.lacks),
    read: (options) => inHosts(race, options, [raceControl]),
  },
];

async function inHosts(tool: Tool, options: Options, more: readonly Check[]): Promise<Reading> {
  const known = Object.keys(runs).toSorted();
  const found = globSync("*.c", { cwd: hosts }).map((file) => path.basename(file, ".c"));
  const archive = await buildGo(tool, "sample", "c-archive", path.join(bridge, "host/testdata/sample"), "a");
  const linked = { libraries: ["-rdynamic", "-Wl,--whole-archive", archive, "-Wl,--no-whole-archive"] };
  const host: Program = {
    name: "host",
    sources: [path.join(here, "host.c")],
    flags: [`-I${bridge}`, `-I${path.join(bridge, "host")}`],
    ...linked,
  };
  const checks: Check[] = [
    {
      name: "every host has a row",
      run: async () => {
        if (known.join() !== found.toSorted().join())
          throw new Error(`there are ${found.join(", ")}, rows for ${known.join(", ")}`);
        return {};
      },
    },
    {
      name: "host calls every function of host.h",
      run: () => missingFunctions(path.join(bridge, "host/host.h"), host, tool),
    },
    {
      name: `host under ${tool.name}`,
      run: async () => {
        const binary = await compile(host, tool);
        return silent(tool, binary, [String(options.seed), options.long ? (tool === race ? "4000" : "20000") : "400"]);
      },
    },
    ...Object.entries(runs).flatMap(([name, forms]) =>
      forms[options.long ? "long" : "short"].map((args): Check => {
        const program: Program = { name, sources: [path.join(hosts, `${name}.c`)], flags: [], ...linked };
        return {
          name: [name, ...args, "under", tool.name].join(" "),
          run: async () => silent(tool, await compile(program, tool), ["", ...args], { GOGC: "5" }),
        };
      }),
    ),
    ...more,
  ];
  if (tool === address) {
    const finds = [
      /heap-buffer-overflow|use-after-poison/,
      /detected memory leaks/,
      /heap-use-after-free|use-after-poison/,
    ];
    finds.forEach((pattern, index) =>
      checks.push({
        name: `host under ${tool.name}, control ${index + 1}`,
        run: async () => bites(tool, await compile(host, tool, index + 1), [String(options.seed), "10"], pattern),
      }),
    );
  }
  return check(checks);
}

/** Its host includes the headers that lie beside the libraries, by the names of the libraries. */
const fixtureFolder = path.join(scratch, "fixture-address");

/** The fixture has hand-written exports; its own host calls each of them. */
const fixtureCheck: Check = {
  name: "the fixture under address",
  run: async () => {
    const built = [];
    for (const [name, folder] of [
      ["fixture", "."],
      ["second", "second"],
      ["foreign", "foreign"],
    ] as const) {
      built.push(await buildGo(address, name, "c-shared", path.join(fixture, folder), "so", fixtureFolder));
    }
    const program: Program = {
      name: "fixture-host",
      sources: [path.join(fixture, "testdata/host.c")],
      flags: ["-std=gnu11", `-I${fixture}`, `-I${fixtureFolder}`],
    };
    return silent(address, await compile(program, address), built);
  },
};

/** A race in Go that C has called ends the program; without the detector's own setting nobody would see it. */
const raceControl: Check = {
  name: "race, control",
  run: async () => {
    const archive = path.join(scratch, "race-control.a");
    await buildFile("race", archive, ["-race", "-buildmode=c-archive"]);
    const program: Program = {
      name: "race-control",
      sources: [path.join(here, "controls/race.c")],
      flags: [],
      libraries: [archive],
    };
    return bites(race, await compile(program, race), [], /DATA RACE/);
  },
};

/** Builds one of controls/, which belong to no module. */
export async function buildFile(
  name: string,
  output: string,
  flags: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const file = path.join(here, "controls", `${name}.go`);
  await run(`instruments/build-control-${name}`, "go", ["build", ...flags, "-o", output, file], {
    cwd: scratch,
    env: { GOWORK: "off", CGO_ENABLED: "1", ...env },
    check: true,
  });
  return output;
}

async function buildGo(
  tool: Tool,
  name: string,
  mode: string,
  folder: string,
  extension: string,
  into?: string,
): Promise<string> {
  const output = path.join(
    into ?? scratch,
    into === undefined ? `lib${name}-${tool.name}.${extension}` : `lib${name}.${extension}`,
  );
  const { flag, env } = builds[tool.name]!;
  await run(
    `instruments/build-${name}-${tool.name}`,
    "go",
    ["build", flag, `-buildmode=${mode}`, "-buildvcs=false", "-o", output, "."],
    {
      cwd: folder,
      env: { GOWORK: "off", CGO_ENABLED: "1", ...env },
      check: true,
    },
  );
  return output;
}
