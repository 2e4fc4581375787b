// Runs turbo tasks offline: npm run build, npm run bench -- calls, npm run soak.
import { xSync } from "tinyexec";
import { root } from "./root.ts";
import { checkToolchain } from "./toolchain.ts";

/** The arguments and environment with which turbo runs here. */
export function turboCommand(tasks: readonly string[], args: readonly string[] = []) {
  const { go, cc } = checkToolchain();
  return {
    command: "turbo",
    args: [
      "run",
      ...tasks,
      "--output-logs=new-only",
      "--continue=dependencies-successful",
      ...(args.length > 0 ? ["--", ...args] : []),
    ],
    env: {
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      // Part of the Go builds' cache key: another compiler makes another library.
      TOPHER_TOOLCHAIN: `${go}; ${cc}; ${process.platform}-${process.arch}`,
    },
  };
}

if (import.meta.main) {
  const [task = "build", ...args] = process.argv.slice(2);
  const tasks = task === "build" ? ["build", "//#build:go", "//#build:modules", "//#build:generated"] : [task];
  const { command, args: turboArgs, env } = turboCommand(tasks, args);
  const result = xSync(command, turboArgs, {
    nodeOptions: { cwd: root, stdio: "inherit", env: { ...process.env, ...env } },
  });
  process.exitCode = result.exitCode ?? 1;
}
