// What a user gets: packs the packages, installs only the tarballs in an empty folder, and there goes from `npx topher init` to tests
// that pass in every runtime. Nothing of topher comes from a registry, and Go has no network.
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { carryGo } from "../packages/cli/scripts/carry-go.ts";
import { readReport } from "../packages/cli/src/verify-module.ts";
import { inParallel } from "./parallel.ts";
import { patternsOf, proofPackages, type ProofPackage } from "./proof-packages.ts";
import { cacheFolder, root } from "./root.ts";
import { run, type RunResult } from "./run.ts";
import { presentRuntimes, type Runtime } from "./runtimes.ts";
import type { TestCounts } from "./test-counts.ts";

const minute = 60_000;

/** One thing that must work, in order; what follows a failure is not tried. */
interface Step {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** Runs every step, and counts each as a test. `report` hears of each one as it ends. */
export async function runPacked(report: (line: string) => void = () => {}): Promise<TestCounts> {
  const folder = mkdtempSync(path.join(tmpdir(), "topher-packed-"));
  let passed = 0;
  try {
    for (const step of steps(folder, report)) {
      const started = performance.now();
      await step.run();
      report(`ok    ${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${step.name}`);
      passed++;
    }
    return { passed, skipped: 0, failures: [] };
  } catch (error) {
    return { passed, skipped: 0, failures: [`packed: ${(error as Error).message}`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function steps(folder: string, report: (line: string) => void): Step[] {
  const project = path.join(folder, "demo");
  const runtimes = presentRuntimes();
  const first = runtimes.find(({ name }) => name === "node24") ?? runtimes[0];
  if (first === undefined) throw new Error("no runtime is here");
  const others = runtimes.filter(({ name }) => name.startsWith("node") && name !== first.name);
  const toGo = {
    TOPHER_CACHE: path.join(folder, "cache"),
    GOPROXY: "off",
    GOMODCACHE: path.join(folder, "modules"),
    GOWORK: "",
  };
  const inProject = (log: string, command: readonly string[], using: readonly Runtime[]) =>
    step(log, command, project, { ...toGo, ...pathTo(folder, using) });
  const everywhere = [first, ...runtimes.filter(({ name }) => !name.startsWith("node"))];

  return [
    { name: "npm pack", run: async () => reportSizes(await pack(folder), report) },
    {
      name: "npm install of the tarballs in an empty folder",
      run: () =>
        step(
          "install",
          [...npm(), "install", "--prefer-offline", ...tarballs(folder)],
          folder,
          pathTo(folder, [first]),
        ),
    },
    {
      name: "npx topher init demo",
      run: () => step("init", [...npx(), "topher", "init", "demo"], folder, pathTo(folder, [first])),
    },
    {
      name: "npm install in demo",
      run: () => {
        pointToTarballs(project, folder);
        return inProject("install-demo", [...npm(), "install", "--prefer-offline"], [first]);
      },
    },
    {
      name: `npm test with ${everywhere.map(({ title }) => title).join(", ")}`,
      run: async () => ranIn(everywhere, await inProject("test", [...npm(), "test"], everywhere)),
    },
    ...others.map((runtime) => ({
      name: `the tests with ${runtime.title}`,
      run: async () => ranIn([runtime], await inProject(`test-${runtime.name}`, ["node", "test/all.mjs"], [runtime])),
    })),
    { name: "npm run check", run: () => inProject("check", [...npm(), "run", "check"], [first]) },
    {
      name: "npx topher verify words-js",
      run: () => inProject("verify", [...npx(), "topher", "verify", "words-js"], [first]),
    },
    {
      name: `npx topher inspect and build of ${proofPackages.length} import paths in an empty folder`,
      run: () => {
        const empty = path.join(folder, "empty");
        mkdirSync(empty);
        return inParallel(proofPackages, (proof) => buildAndImport(proof, empty, folder, first, everywhere));
      },
    },
  ];
}

/** What a user types who wants a package of others, and whether every runtime can import what comes out. */
async function buildAndImport(
  proof: ProofPackage,
  empty: string,
  folder: string,
  first: Runtime,
  everywhere: readonly Runtime[],
): Promise<void> {
  const log = `import-path-${proof.example}`;
  const env = { TOPHER_CACHE: path.join(folder, "cache"), ...pathTo(folder, [first]) };
  const topher = [...npx(), "topher"];
  const { stdout } = await step(`${log}-inspect`, [...topher, "inspect", "--json", ...patternsOf(proof)], empty, env);
  if (!stdout.includes('"share"')) throw new Error(`topher inspect ${proof.package} printed no share\n${stdout}`);
  const out = `${proof.example}-js`;
  await step(`${log}-build`, [...topher, "build", ...patternsOf(proof), "--out", out], empty, env);
  const { packages } = readReport(path.join(empty, out));
  const module = `./${out}/${packages[0]!.module}`;
  const program = path.join(empty, `${proof.example}.mjs`);
  writeFileSync(
    program,
    `const exported = Object.keys(await import("${module}"));\nif (exported.length === 0) throw new Error("nothing is exported");\n`,
  );
  for (const runtime of everywhere) {
    await run(`packed/${log}-${runtime.name}`, runtime.binary, runtime.program(program), { cwd: empty, check: true });
  }
}

async function pack(folder: string): Promise<string[]> {
  carryGo();
  const destination = path.join(folder, "tarballs");
  mkdirSync(destination, { recursive: true });
  const packages = globSync("packages/*/package.json", { cwd: root }).map(
    (file) => `--workspace=${path.dirname(file)}`,
  );
  await step("pack", [...npm(), "pack", "--pack-destination", destination, ...packages], root, {});
  return tarballs(folder);
}

function tarballs(folder: string): string[] {
  return globSync("tarballs/*.tgz", { cwd: folder })
    .map((file) => path.join(folder, file))
    .toSorted();
}

function reportSizes(files: readonly string[], report: (line: string) => void): void {
  for (const file of files)
    report(`      ${(statSync(file).size / 1024).toFixed(0).padStart(5)} KiB  ${path.basename(file)}`);
}

/** What npm would find in its registry it finds in the tarballs. */
function pointToTarballs(project: string, folder: string): void {
  const file = path.join(project, "package.json");
  const made = JSON.parse(readFileSync(file, "utf8"));
  const local = Object.fromEntries(
    tarballs(folder).map((tarball) => {
      const name = path.basename(tarball).replace(/-\d+\.\d+\.\d+.*$/, "");
      return [name.replace(/^topher-/, "@topher/"), `file:${tarball}`];
    }),
  );
  made.dependencies.topher = local["topher"];
  made.overrides = local;
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
}

/** A PATH with these runtimes, and no others before it. */
function pathTo(folder: string, runtimes: readonly Runtime[]): Record<string, string> {
  const programs = path.join(folder, "bin", runtimes.map(({ name }) => name).join("-"));
  mkdirSync(programs, { recursive: true });
  for (const { name, binary } of runtimes) {
    const link = path.join(programs, name.replace(/\d+$/, ""));
    if (!existsSync(link)) symlinkSync(binary, link);
  }
  // Runtimes that the machine has would be found by the tests too.
  const system = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter(
      (entry) => !entry.includes("node_modules") && !runtimes.some(({ binary }) => path.dirname(binary) === entry),
    );
  return { PATH: [programs, ...system].join(path.delimiter) };
}

async function step(
  log: string,
  [command = "", ...args]: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<RunResult> {
  const quiet = { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", npm_config_audit: "false", npm_config_fund: "false" };
  const program = command === "node" ? path.join(env["PATH"]?.split(path.delimiter)[0] ?? "", "node") : command;
  return run(`packed/${log}`, program, args, { cwd, env: { ...quiet, ...env }, check: true, timeout: 5 * minute });
}

/** Each runtime must have run the project's tests: a runner that finds no test is content, too. */
function ranIn(runtimes: readonly Runtime[], { output }: RunResult): void {
  const tests = 4;
  const reports = output.match(new RegExp(`\\bpass ${tests}\\b|\\b${tests} pass`, "g")) ?? [];
  if (reports.length === runtimes.length) return;
  throw new Error(
    `${tests} tests should have passed in each of ${runtimes.map(({ title }) => title).join(", ")}\n${output}`,
  );
}

function npm(): string[] {
  const cli = process.env["TOPHER_NPM"];
  return cli ? [process.execPath, cli] : ["npm"];
}

function npx(): string[] {
  return npm().map((part) => part.replace(/npm-cli\.js$/, "npx-cli.js").replace(/^npm$/, "npx"));
}

if (import.meta.main) {
  const { failures } = await runPacked((line) => console.log(line));
  for (const failure of failures)
    console.error(`\n${failure}\n(logs: ${path.relative(root, cacheFolder)}/logs/packed)`);
  if (failures.length > 0) process.exitCode = 1;
}
