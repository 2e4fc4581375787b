// Builds the TypeScript modules that this repository has of Go packages, with the command line as users have it.
import path from "node:path";
import { inParallel } from "./parallel.ts";
import { cacheFolder, root } from "./root.ts";
import { run } from "./run.ts";

/** Where `topher build` runs, and its arguments. */
const modules: readonly { readonly folder: string; readonly args: readonly string[] }[] = [
  { folder: "examples/20-from-go-package-to-npm-import", args: ["./mathx", "--out", "./mathx-js"] },
  {
    folder: "examples/21-bind-a-package-you-did-not-write",
    args: ["github.com/yuin/goldmark@v1.8.7", "github.com/yuin/goldmark/parser@v1.8.7", "--out", "./goldmark-js"],
  },
  { folder: "examples/22-tasks", args: ["./primes", "--out", "./primes-js"] },
  { folder: "examples/directives", args: ["./series", "--out", "./series-js"] },
];

const topher = path.join(root, "packages/topher/bin/topher.js");
const env = { TOPHER_CACHE: process.env["TOPHER_CACHE"] ?? path.join(cacheFolder, "topher"), NO_COLOR: "1" };

await inParallel(modules, async ({ folder, args }) => {
  try {
    const log = `build/${folder.replaceAll("/", "-")}`;
    const { stdout } = await run(log, process.execPath, [topher, "build", ...args], {
      cwd: path.join(root, folder),
      env,
      check: true,
    });
    console.log(`${folder}: ${stdout.trimEnd().split("\n").at(-1)}`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
});
