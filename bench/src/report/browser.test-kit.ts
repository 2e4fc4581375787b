import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { chromium, type Browser } from "playwright-core";

/** Why the browser of npm cannot run here; undefined where it can. */
export const noBrowser: string | undefined =
  installed() !== undefined || (process.platform === "linux" && process.arch === "x64")
    ? undefined
    : `npm's Chromium runs on linux-x64 and not on ${process.platform}-${process.arch}, and no chromium is in PATH`;

/** Starts a browser without a window: the system's Chromium, or the one that npm has. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = installed() ?? (await (await import("@sparticuz/chromium")).default.executablePath());
  return chromium.launch({ executablePath });
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return ["chromium", "chromium-browser"]
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}
