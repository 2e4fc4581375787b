// Builds the library, measures every backend and writes results.json.
// usage: node bench/spike/run.mjs
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const modules = dirname(dirname(require.resolve("koffi")));
const out = mkdtempSync(join(tmpdir(), "topher-spike-"));
const lib = join(out, "libspike.so");
const env = { ...process.env, GOWORK: "off", CGO_ENABLED: "1" };

execFileSync("go", ["build", "-buildmode=c-shared", "-o", lib, "."], { cwd: join(here, "lib"), env, stdio: "inherit" });
// The same library without the cache of the stack's bounds.
const uncached = join(out, "libuncached.so");
cpSync(join(here, "lib"), join(out, "uncached"), { recursive: true });
rmSync(join(out, "uncached", "stackbounds.c"));
execFileSync("go", ["build", "-buildmode=c-shared", "-o", uncached, "."], {
  cwd: join(out, "uncached"),
  env,
  stdio: "inherit",
});
execFileSync("gcc", ["-O2", "-o", join(out, "floor"), join(here, "floor.c"), "-ldl"], { stdio: "inherit" });

const runtimes = [
  ...[22, 24, 26].map((v) => ({
    name: `node ${v}`,
    bin: join(modules, `node-${v}-linux-x64/bin/node`),
    args: ["--no-warnings"],
    backends: ["koffi", "koffi without the cache", "napi", ...(v >= 26 ? ["node:ffi"] : [])],
  })),
  { name: "bun", bin: join(modules, "@oven/bun-linux-x64/bin/bun"), args: [], backends: ["bun:ffi", "napi"] },
  {
    name: "deno",
    bin: join(modules, "@deno/linux-x64-glibc/deno"),
    args: ["run", "-A", "--quiet"],
    backends: ["deno", "deno, bigint length", "napi"],
  },
];
const cases = ["noop", "add2", "sum8"];
const rows = [];
const add = (row) => {
  rows.push(row);
  console.log([row.runtime, row.backend, ...cases.map((c) => row[c])].join("\t"));
};

try {
  const rounds = Number(process.env.ROUNDS ?? 2);
  console.log(["runtime", "backend", ...cases].join("\t"));
  const best = new Map();
  const keep = (key, value) => best.set(key, Math.min(best.get(key) ?? Infinity, value));
  for (let round = 0; round < rounds; round++) {
    for (const line of execFileSync(join(out, "floor"), [lib], { encoding: "utf8" }).trim().split("\n")) {
      const [name, ns] = line.split(" ");
      keep(`c/dlopen/${name}`, Number(ns));
    }
    for (const rt of runtimes) {
      if (!existsSync(rt.bin)) continue;
      for (const backend of rt.backends)
        for (const name of cases) {
          const opened = backend === "koffi without the cache" ? uncached : lib;
          const text = execFileSync(rt.bin, [...rt.args, join(here, "case.mjs"), backend, name, opened], {
            encoding: "utf8",
          });
          keep(`${rt.name}/${backend}/${name}`, Number(text));
        }
    }
  }
  const row = (runtime, backend) =>
    add({ runtime, backend, ...Object.fromEntries(cases.map((c) => [c, best.get(`${runtime}/${backend}/${c}`)])) });
  row("c", "dlopen");
  for (const rt of runtimes) if (existsSync(rt.bin)) for (const backend of rt.backends) row(rt.name, backend);
  const go = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8", env }).trim();
  writeFileSync(
    join(here, "results.json"),
    JSON.stringify(
      { unit: "ns per call, best of 12 runs of 1e6 calls (1e3 without the cache)", rounds, go, rows },
      null,
      2,
    ) + "\n",
  );
} finally {
  rmSync(out, { recursive: true, force: true });
}
