// The conformance suites over libraries that Go's strictest checks watch: cgocheck2 sees every pointer that is stored, checkptr every one that is
// computed. They are built in a tree of its own, which has copies of the suites beside links to everything else, so that nothing that is
// built otherwise is touched.
import { cpSync, existsSync, globSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";
import { addCounts } from "../../scripts/test-counts.ts";
import { runSuite } from "../../scripts/test-suite.ts";
import { plain } from "./go-tests.ts";
import { bites, check, scratch, type Check, type Instrument } from "./instrument.ts";
import { buildFile } from "./library.ts";

const tree = path.join(scratch, "runtimes");
const minute = 60_000;

/** What makes Go check. */
const strict = { GOEXPERIMENT: "cgocheck2", GOFLAGS: "-gcflags=all=-d=checkptr" };

/** Suites that say nothing about a library's pointers, each with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  "types.test.ts": "it compiles programs and calls nothing",
  "permissions.test.ts": "it allows folders of the tree that it lies in, and the packages are links to another",
};

/** The instruments in the runtimes. */
export const inRuntimes: readonly Instrument[] = [
  {
    name: "runtimes",
    promise:
      "no pointer of Go's is stored in C's memory, returned to C or computed wrongly while the conformance suites run",
    budget: { short: undefined, long: 1500 },
    needsBuild: true,
    lacks: () => undefined,
    read: async ({ runtimes }) => {
      const controls = await check(controlChecks);
      await build();
      const read = [controls.counts];
      const figures: Record<string, number | string> = { ...controls.figures };
      for (const runtime of runtimes) {
        const counts = await runSuite("instruments", runtime, suites(), { timeout: 6 * minute });
        figures[runtime.name] = counts.passed;
        read.push(counts);
      }
      return { counts: addCounts(read), figures };
    },
  },
];

const controlChecks: readonly Check[] = [
  { how: "stores", finds: /Go pointer stored into non-Go memory/ },
  { how: "returns", finds: /cgo result is unpinned Go pointer|Go pointer stored into non-Go memory/ },
].map(({ how, finds }) => ({
  name: `cgocheck, control ${how}`,
  run: async () => {
    const binary = await buildFile("cgocheck", path.join(scratch, "cgocheck-control"), [], {
      GOEXPERIMENT: strict.GOEXPERIMENT,
    });
    return bites(plain("cgocheck"), binary, [how], finds);
  },
}));

function suites(): string[] {
  const folder = path.relative(root, path.join(tree, "conformance"));
  return globSync("{suite,door2-suite}/*.test.ts", { cwd: path.join(tree, "conformance") })
    .filter((file) => leftOut[path.basename(file)] === undefined)
    .toSorted()
    .map((file) => path.join(folder, file));
}

/** Lays the tree out and builds into it with the scripts that build dist. */
async function build(): Promise<void> {
  mkdirSync(path.join(tree, "conformance"), { recursive: true });
  // Deno wants to see every member of the workspace, and says so in the outputs that suites read.
  for (const name of ["node_modules", "packages", "go", "bench", "examples"]) link(name);
  for (const name of ["door2", "fixture"]) link(`conformance/${name}`);
  copy("scripts");
  copy("package.json");
  for (const name of globSync("conformance/*", { cwd: root })) {
    if (!["door2", "fixture", "node_modules", "results", "instruments"].includes(path.basename(name))) copy(name);
  }
  const env = { ...strict, TOPHER_CACHE: path.join(tree, ".cache/topher") };
  for (const script of ["go-library", "go-generated"]) {
    await run(`instruments/build-${script}`, process.execPath, [path.join(tree, "scripts", `${script}.ts`)], {
      cwd: tree,
      env,
      check: true,
    });
  }
}

function link(name: string): void {
  const at = path.join(tree, name);
  if (!existsSync(at)) symlinkSync(path.join(root, name), at);
}

function copy(name: string): void {
  const at = path.join(tree, name);
  rmSync(at, { recursive: true, force: true });
  cpSync(path.join(root, name), at, { recursive: true, filter: (file) => path.basename(file) !== "node_modules" });
}
