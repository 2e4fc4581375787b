// Builds the generated libraries that the conformance suite calls into dist/door2/<name>, with the generator itself: the command line that
// users have around it comes from other packages, and has tests of its own.
import path from "node:path";
import { inParallel } from "./parallel.ts";
import { cacheFolder, root } from "./root.ts";
import { run } from "./run.ts";

/** Where the generator runs below conformance/door2, and the packages of one library. */
const libraries: Readonly<Record<string, { readonly folder: string; readonly packages: readonly string[] }>> = {
  features: { folder: ".", packages: ["./features"] },
  keeper: { folder: ".", packages: ["./keeper"] },
  pair: { folder: ".", packages: ["./pair/left", "./pair/right"] },
  secret: { folder: ".", packages: ["./internal/secret"] },
  whole: {
    folder: ".",
    packages: ["funcs", "generic", "iterators", "nodes", "opaque", "streams", "trees", "variables"].map(
      (name) => `./whole/${name}`,
    ),
  },
  concurrent: {
    folder: ".",
    packages: ["callers", "channels", "pipes", "refused", "tasks"].map((name) => `./concurrent/${name}`),
  },
  abort: { folder: ".", packages: ["./abort"] },
  fuzzed: { folder: ".", packages: ["./fuzzed", "./features", "./whole/trees"] },
  configured: { folder: "configured", packages: ["."] },
  exported: { folder: ".", packages: ["./exported"] },
  vendored: { folder: "vendored", packages: ["."] },
  replaced: { folder: "replaced/main", packages: ["."] },
};

const generator = path.join(cacheFolder, "bin/topher-generator");
const bridge = path.join(root, "go/bridge");
const cache = process.env["TOPHER_CACHE"] ?? path.join(cacheFolder, "topher");

try {
  await run("build/topher-generator", "go", ["build", "-o", generator, "./cmd/topher-generator"], {
    cwd: path.join(root, "go/generator"),
    check: true,
  });
  await inParallel(Object.entries(libraries), async ([name, { folder, packages }]) => {
    const out = path.join(root, "dist/door2", name);
    const args = ["build", "--bridge", bridge, "--cache", cache, "--out", out, ...packages];
    const cwd = path.join(root, "conformance/door2", folder);
    // A module of its own is built as if this repository's go.work were not there.
    const env: Record<string, string> = folder === "." ? {} : { GOWORK: "off" };
    const { milliseconds } = await run(`build/door2-${name}`, generator, args, { cwd, env, check: true });
    console.log(`dist/door2/${name} built in ${(milliseconds / 1000).toFixed(1)} s`);
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
