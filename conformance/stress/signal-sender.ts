// Sends signals to a process, so fast that most of them meet Go code at work. Each line on standard input is a volley: the
// process, the signal, how often, and microseconds between two. Each is answered by a line.
import process from "node:process";
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const [target, signal, count, gap] = line.split(" ");
  for (let i = 0; i < Number(count); i++) {
    process.kill(Number(target), signal as NodeJS.Signals);
    const next = performance.now() + Number(gap) / 1000;
    while (performance.now() < next);
  }
  process.stdout.write(`sent ${signal}\n`);
}
