import { spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { expect, it } from "vitest";
import { alone } from "./alone.ts";

const name = `topher-bench-test-${process.pid}`;
const file = pathToFileURL(path.join(import.meta.dirname, "alone.ts")).href;
const program = `import { alone } from "${file}"; await alone("${name}"); console.log("alone"); setInterval(() => {}, 1000);`;

it.runIf(process.platform === "linux")("lets one process measure, until it ends in whatever way", async () => {
  const other = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(other.stdout, "data");
  await expect(alone(name)).rejects.toThrow("another process is measuring");
  other.kill("SIGKILL");
  await once(other, "exit");
  await alone(name);
});
