import { build } from "esbuild";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Reported } from "./reported.ts";

/** A file that the page offers. */
export interface Download {
  readonly name: string;
  readonly bytes: number;
}

const folder = path.join(import.meta.dirname, "page");

/** The page's HTML: its style, its data and where they come from are in it, so that it works without a server. */
export function pageHtml(report: Reported, downloads: readonly Download[]): string {
  const { machine, started } = report;
  const fill = (text: string, place: string, content: string) => {
    if (!text.includes(place)) throw new Error(`page/index.html has no ${place}`);
    return text.replace(place, () => content);
  };
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
  const where = `${machine.cpu}, ${machine.cores} cores, ${machine.kernel}; ${started.slice(0, 10)}; revision ${machine.git.revision.slice(0, 12)}`;
  const links = downloads.map(
    ({ name, bytes }) => `<a href="${name}" download>${name}</a> (${Math.ceil(bytes / 1024)} KiB)`,
  );
  const filled = [
    ["/* style */", read("page.css")],
    ["<!-- where -->", escaped(where)],
    ["<!-- downloads -->", links.join(", ")],
    ["/* report */", JSON.stringify(report).replaceAll("<", "\\u003c")],
  ] as const;
  return filled.reduce((text, [place, content]) => fill(text, place, content), read("index.html"));
}

/** The page's script, with the part of ECharts that it needs. */
export async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, "page.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    banner: { js: "/*! With Apache ECharts (Apache License 2.0) and zrender (BSD 3-Clause License). */" },
  });
  return outputFiles[0]!.text;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
