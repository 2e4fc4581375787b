import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { StreamFunctions } from "../../cases/streams.ts";

/** Without Go in process: a program in Go, and node:child_process's pipe to it. */
export function open(program: string): StreamFunctions {
  const read: StreamFunctions["read"] = async (size, take) => {
    const child = spawn(program, ["write", String(size)], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.on("data", take);
    await ended(child);
  };
  return {
    checksum: (size) => Number(execFileSync(program, ["checksum", String(size)], { encoding: "utf8" })),
    read,
    write: read,
    async send(chunk, times) {
      const child = spawn(program, ["read"], { stdio: ["pipe", "pipe", "inherit"] });
      const answer = text(child.stdout);
      const over = ended(child);
      for (let i = 0; i < times; i++) if (!child.stdin.write(chunk)) await once(child.stdin, "drain");
      child.stdin.end();
      await over;
      const [sum = Number.NaN, size = Number.NaN] = (await answer).split(" ").map(Number);
      return [sum, size];
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`the program ended with ${code}`);
}
