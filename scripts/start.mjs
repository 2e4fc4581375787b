// Starts a script of this repository under the Node that package.json pins, whatever Node started this file.
//
//   node scripts/start.mjs scripts/test.ts --only conformance
//
// Plain JavaScript on built-in modules only: it is the one file that runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");
const pinned = path.join(root, "node_modules", `node-24-${process.platform}-${process.arch}`, "bin", "node");
const [script, ...args] = process.argv.slice(2);

const started = Date.now();
if (!existsSync(path.join(root, "node_modules", "tinyexec"))) install();
const node = existsSync(pinned) ? pinned : substitute();

const child = spawn(node, [path.resolve(root, script), ...args], {
  stdio: "inherit",
  env: {
    ...process.env,
    PATH: [path.dirname(node), path.join(root, "node_modules", ".bin"), process.env.PATH].join(path.delimiter),
    TOPHER_STARTED: String(started),
    TOPHER_NPM: npmCli() ?? "",
  },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  process.exitCode = signal === null ? code : 128 + constants.signals[signal];
});

function install() {
  console.log("node_modules is missing: npm install --ignore-scripts");
  const cli = npmCli();
  const command = cli === undefined ? ["npm"] : [process.execPath, cli];
  const result = spawnSync(command[0], [...command.slice(1), "install", "--ignore-scripts"], {
    cwd: root,
    stdio: "inherit",
  });
  if (result.status !== 0) {
    console.error("npm install failed: see its message above.");
    process.exit(1);
  }
}

/** npm's own file: given by `npm run`, else beside the Node that runs this file. */
function npmCli() {
  const beside = path.join(path.dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  return [process.env.npm_execpath, beside].find((file) => file?.endsWith("npm-cli.js") && existsSync(file));
}

/** Platforms for which npm has no package of the pinned Node use the developer's own, if it is new enough. */
function substitute() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 24 || (major === 24 && minor >= 3)) return process.execPath;
  console.error(
    `${path.relative(root, pinned)} is missing, and Node ${process.version} is too old to replace it.\n` +
      "Run: npm install --include=optional --ignore-scripts   (or install Node 24.3 or newer)",
  );
  return process.exit(1);
}
