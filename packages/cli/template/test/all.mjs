// Runs the tests in Node, Bun and Deno, as far as they are installed.
import { spawnSync } from "node:child_process";

const commands = [
  ["node", "--test", "test/*.test.ts"],
  ["bun", "test"],
  ["deno", "test", "--allow-ffi", "--allow-read=.", "test"],
];

for (const [program, ...args] of commands) {
  console.log(`\n> ${program} ${args.join(" ")}`);
  const { error, status } = spawnSync(program, args, { stdio: "inherit" });
  if (error?.code === "ENOENT") console.log(`${program} is not installed: left out`);
  else if (status !== 0) process.exitCode = 1;
}
