// A library: what topher.json promises of it, and what its file needs of the machine.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { readReport, verifyModule } from "../verify-module.ts";
import { elfHeader, glibcFloor } from "./elf.ts";
import { note, ok, problem, refused, warning, type Finding } from "./finding.ts";
import { goVersionOf } from "./go-build-info.ts";
import { isOlder } from "./versions.ts";

/** A library that a process could load. */
export interface Library {
  readonly file: string;
  /** The version of Go inside. */
  readonly go: string;
  readonly sha256: string;
}

/** Checks a folder that `topher build` wrote, and its library. */
export function moduleFindings(folder: string, glibc: string | undefined): Finding[] {
  const shown = show(folder);
  try {
    const problems = verifyModule(folder).filter((check) => check.problem !== undefined);
    if (problems.length > 0) {
      const remedy = `Build it again, with the topher and for the machine that load it: npx topher build <package> --out ${shown}`;
      return problems.map(({ name, problem: what }) => problem(shown, `${name}: ${what}`, remedy));
    }
    const { platform, build, file } = readReport(folder);
    return [
      ok(shown, `${platform}, build ${build}, as it was built`),
      ...fileFindings(path.join(folder, file), glibc),
      note(shown, `Deno needs: deno run --allow-ffi --allow-read=${shown}`),
    ];
  } catch (error) {
    return [refused(shown, error)];
  }
}

/** Checks a shared library without a topher.json, which `open` would load. */
export function libraryFindings(file: string, glibc: string | undefined): Finding[] {
  if (!existsSync(file))
    return [problem(show(file), "there is no such file", "Build the library first, or correct the path")];
  return fileFindings(file, glibc);
}

function fileFindings(file: string, glibc: string | undefined): Finding[] {
  const name = show(file);
  // A pipe would be read for ever.
  if (!statSync(file).isFile()) return [problem(name, "it is not a file", "Build or copy it again")];
  const bytes = readFileSync(file);
  const go = goVersionOf(bytes);
  const inside =
    go === undefined
      ? warning(name, "there is no Go in it", "Build it with go build -buildmode=c-shared, or with npx topher build")
      : ok(name, `built by ${go.replace(/^go/, "Go ")}`);
  if (process.platform !== "linux") return [inside];
  const elf = elfHeader(bytes);
  if (elf?.shared !== true) {
    return [problem(name, `it is not a shared library for Linux (${bytes.length} bytes)`, "Build or copy it again")];
  }
  if (elf.architecture !== process.arch) {
    return [
      problem(
        name,
        `it was built for ${elf.architecture}, and this machine is ${process.arch}`,
        `Build it on linux-${process.arch}`,
      ),
    ];
  }
  if (bytes.length < elf.size) {
    const cut = `it has ${bytes.length} bytes, and its header promises ${elf.size}: loading it would end the process`;
    return [problem(name, cut, "Build or copy it again")];
  }
  return [inside, ...glibcFindings(name, glibcFloor(bytes), glibc)];
}

function glibcFindings(name: string, floor: string | undefined, here: string | undefined): Finding[] {
  if (floor === undefined) return [];
  if (here === undefined) return [note(name, `needs glibc ${floor} or newer`)];
  const both = `needs glibc ${floor} or newer; this machine has ${here}`;
  if (!isOlder(here, floor)) return [ok(name, both)];
  return [
    problem(name, both, "Build it on a machine or in an image whose glibc is as old as the oldest that it must run on"),
  ];
}

/** Says where more than one Go library lies in a tree: one process must not load two. */
export function secondLibraryFindings(folders: readonly string[], files: readonly string[]): Finding[] {
  const all = [...folders.flatMap(libraryOfModule), ...files.flatMap(libraryOfFile)];
  const different = [...new Map(all.map((library) => [library.sha256, library])).values()];
  if (different.length < 2) return [];
  const list = different.map(({ file, go }) => `${show(file)} (${go})`).join(", ");
  return [
    warning(
      "libraries",
      `${different.length} Go libraries are here: ${list}. A process that loads more than one gets TOPHER_SECOND_GO_RUNTIME, and may crash`,
      "Build the packages that one process uses into one library: npx topher build ./a ./b --out ./out",
    ),
  ];
}

function libraryOfModule(folder: string): Library[] {
  try {
    const { file, go, sha256, platform } = readReport(folder);
    const fits = platform === `${process.platform}-${process.arch}`;
    return fits && typeof sha256 === "string" ? [{ file: path.join(folder, file), go, sha256 }] : [];
  } catch {
    return []; // another tool's topher.json
  }
}

function libraryOfFile(file: string): Library[] {
  const bytes = readFileSync(file);
  const go = goVersionOf(bytes);
  return go === undefined ? [] : [{ file, go, sha256: createHash("sha256").update(bytes).digest("hex") }];
}

/** As the user would type it. */
function show(file: string): string {
  const relative = path.relative(process.cwd(), path.resolve(file));
  if (relative === "") return ".";
  return relative.startsWith("..") || path.isAbsolute(relative) ? path.resolve(file) : `./${relative}`;
}
