import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { processTree } from "../process-tree.ts";
import { commandOf, folderWith, startTopher, topher } from "../run-cli.test-kit.ts";

/** Package `counter` returns a number by way of another package, `base`. */
const counter = (more: Record<string, string> = {}) =>
  folderWith({
    "go.mod": "module example.com/demo\n\ngo 1.25.0\n",
    "counter/counter.go":
      'package counter\n\nimport "example.com/demo/base"\n\n// Value counts.\nfunc Value() int { return base.Value }\n',
    "base/base.go": "package base\n\nconst Value = 1\n",
    ...more,
  });

const out = ["dev", "./counter", "--out", "./counter-js"];
const dev = [...out, "--", process.execPath];

const stays = "setInterval(() => {}, 1000);\n";

/** A program that calls Go, and says who it is. */
const calls = {
  "app.mjs": `import { value } from "./counter-js/index.js";\nconsole.log("value", value(), "pid", process.pid);\n${stays}`,
};

/** As `npm install topher` does. */
function installTopher(folder: string): void {
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(path.resolve(import.meta.dirname, "../../../topher"), path.join(folder, "node_modules/topher"));
}

/** The process that printed its number last. */
const lastPid = (output: string) => Number(/.*pid (\d+)\n/s.exec(output)?.[1]);

/** Whether a process runs. A zombie, whose parent in a container may never ask for it, does not. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("dev", () => {
  test("keeps a program up with its Go code, also while that is broken", async () => {
    const folder = counter(calls);
    installTopher(folder);
    const base = path.join(folder, "base/base.go");
    const write = (text: string) => writeFileSync(base, `package base\n\nconst Value = ${text}\n`);
    const running = startTopher(folder, [...dev, "app.mjs"]);
    await running.until("value 1");

    write("2");
    await running.until(`${path.join("base", "base.go")} changed: building`);
    await running.until("value 2 pid");
    await running.until("\n");
    const program = lastPid(running.output());

    write("two");
    await running.until("error: base/base.go:3:15: undefined: two\n    3 | const Value = two");
    await running.until("The last good build keeps running");
    expect(runs(program)).toBe(true);

    write("2");
    await running.until("Nothing has changed since the last good build");
    expect(runs(program)).toBe(true);

    // As `git switch` does, and an editor that writes a new file and renames it.
    renameSync(path.dirname(base), path.join(folder, "old"));
    await running.until("The last good build keeps running");
    mkdirSync(path.dirname(base));
    writeFileSync(`${base}.new`, "package base\n\nconst Value = 3\n");
    renameSync(`${base}.new`, base);
    await running.until("value 3 pid");
    await running.until("\n");
    expect(runs(program)).toBe(false);
    expect(lastPid(running.output())).not.toBe(program);

    expect(await running.end("SIGINT")).toBe(130);
    expect(running.output()).toContain("Ended by SIGINT\n");
    expect(runs(lastPid(running.output()))).toBe(false);
    expect(readdirSync(path.join(folder, "counter-js")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("ended while it builds leaves no process behind, and no module", async () => {
    const folder = counter({ "app.mjs": stays });
    const running = startTopher(folder, [...dev, "app.mjs"], { GOCACHE: folderWith({}) });
    await running.until("Reading the Go packages");
    const children = await vi.waitFor(
      () => {
        const found = processTree(running.pid).map(({ pid }) => pid);
        expect(found.map(commandOf)).toContain("compile");
        return found;
      },
      { timeout: 60_000, interval: 5 },
    );
    expect(await running.end("SIGTERM")).toBe(143);
    expect(children.filter(runs)).toEqual([]);
    expect(existsSync(path.join(folder, "counter-js"))).toBe(false);
  });

  test("builds what changed during a build", async () => {
    const folder = counter(calls);
    installTopher(folder);
    const base = path.join(folder, "base/base.go");
    const running = startTopher(folder, [...dev, "app.mjs"]);
    await running.until("value 1");
    writeFileSync(base, "package base\n\nconst Value = 2\n");
    await running.until("changed: building");
    await delay(400); // the packages have been read, and are being compiled
    writeFileSync(base, "package base\n\nconst Value = 3\n");
    await running.until("value 3");
  });

  test("waits for a change when the program has ended, and when the first build fails", async () => {
    const folder = counter({ "base/base.go": "package base\n", "app.mjs": "process.exit(7);\n" });
    const running = startTopher(folder, [...dev, "app.mjs"]);
    await running.until("undefined: base.Value");
    await running.until("Waiting for a change");
    writeFileSync(path.join(folder, "base/base.go"), "package base\n\nconst Value = 1\n");
    await running.until("The program ended with exit code 7: waiting for a change");
    writeFileSync(path.join(folder, "app.mjs"), stays);
    writeFileSync(path.join(folder, "base/base.go"), "package base\n\nconst Value = 1 // touched\n");
    await running.until("starting");
    expect(await running.end("SIGTERM")).toBe(143);
  });

  test("kills a program that does not end, and what a shell leaves", async () => {
    const folder = counter({
      "app.mjs": `process.on("SIGTERM", () => console.log("deaf"));\nconsole.log("pid", process.pid);\n${stays}`,
    });
    const shell = [...out, "--patience", "0.2", "--", "sh", "-c", `"${process.execPath}" app.mjs; echo never`];
    const running = startTopher(folder, shell);
    await running.until("pid ");
    await running.until("\n");
    const program = lastPid(running.output());
    expect(runs(program)).toBe(true);
    expect(await running.end("SIGTERM")).toBe(143);
    expect(runs(program)).toBe(false);
    expect(running.output()).toMatch(/^deaf$/m);
    expect(running.output()).not.toMatch(/^never$/m);
  });

  test("ends when npm's shell is ended, which tells it nothing", async () => {
    const folder = counter({ "app.mjs": `console.log("pid", process.pid);\n${stays}` });
    const start = path.join(import.meta.dirname, "../start.test-kit.ts");
    const line = `"${process.execPath}" "${start}" ${out.join(" ")} -- "${process.execPath}" app.mjs; true`;
    const shell = spawn("sh", ["-c", line], {
      cwd: folder,
      env: { ...process.env, GOWORK: "", GOFLAGS: "", npm_lifecycle_event: "npx" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [printed] = (await once(shell.stdout, "data")) as [Buffer];
    const program = lastPid(String(printed));
    const started = processTree(shell.pid!).map(({ pid }) => pid);
    expect(started).toContain(program);
    shell.kill("SIGTERM");
    await vi.waitFor(() => expect(started.filter(runs)).toEqual([]), { timeout: 20_000 });
  });

  test("leaves the options after the dashes to the program", async () => {
    const print = "console.log(JSON.stringify(process.argv.slice(2)));\nprocess.exit();\n";
    const running = startTopher(counter({ "app.mjs": print }), [...dev, "app.mjs", "--out", "x", "--json", "--", "-h"]);
    await running.until('["--out","x","--json","--","-h"]');
    await running.until("The program ended with exit code 0: waiting for a change");
  });

  test("says what is missing on its command line", async () => {
    const folder = counter();
    expect((await topher(folder, ["dev", "./counter", "--", "node", "app.js"])).stderr).toBe(
      "error: the option --out <folder> is missing\n  For instance topher dev ./counter --out ./counter-js -- node app.js\n",
    );
    expect((await topher(folder, [...out])).stderr).toContain("error: the program to start is missing\n");
    expect((await topher(folder, [...out, "--", "no-such-program"])).stderr).toContain(
      "error: there is no program `no-such-program` to start",
    );
    expect((await topher(folder, [...out, "--patience", "long", "--", "node"])).stderr).toContain(
      '--patience takes a number of seconds, got "long"',
    );
    expect(await topher(folder, [...out, "--", "node"], { CC: "no-such-cc" })).toMatchObject({ exitCode: 3 });
  });
});
