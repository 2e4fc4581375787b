// Builds the packages and the Go libraries through turbo's cache, for the scripts that need them.
import { run } from "./run.ts";
import { turboCommand } from "./turbo.ts";

/** Throws with the failing tasks' output when something does not build. */
export async function build(): Promise<void> {
  const { command, args, env } = turboCommand(["build", "//#build:go", "//#build:modules", "//#build:generated"]);
  await run("build/turbo", command, args, { env: { ...env, NO_COLOR: "1" }, check: true });
}
