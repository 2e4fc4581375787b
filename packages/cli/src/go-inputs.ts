// What a build reads and the user may change.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { Request } from "./run-generator.ts";
import { runProcess } from "./run-process.ts";

/** Folders and files that a build reads, absolute. */
export interface GoInputs {
  /** Of the packages: each source file in them counts. */
  readonly folders: ReadonlySet<string>;
  /** Modules, workspaces, the config, embedded files; some need not exist. */
  readonly files: ReadonlySet<string>;
}

// What the go command compiles: `go help packages` and go/build's list of endings.
const source = /\.(go|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx|syso)$/;

/** Whether a build may turn out otherwise when the file changes. */
export function isInput({ folders, files }: GoInputs, file: string): boolean {
  if (files.has(file)) return true;
  const name = path.basename(file);
  return source.test(name) && !name.endsWith("_test.go") && !/^[._]/.test(name) && folders.has(path.dirname(file));
}

/**
 * Asks Go for the packages of a build and for those that they import, as far as they can be edited: not the standard library, and no
 * modules of the module cache. Code that does not compile is answered for as far as Go understands it.
 */
export async function goInputs({ packages, config, tags }: Request): Promise<GoInputs> {
  const cwd = process.cwd();
  const given = packages.map((each) => path.resolve(cwd, each)).filter(isFolder);
  // A version that is asked for does not change.
  const named = packages.filter((each) => !isFolder(path.resolve(cwd, each)) && !each.includes("@"));
  // A folder may belong to another module than the working folder, so Go is asked there.
  const asked = await Promise.all([
    ...given.map((folder) => inputsIn(folder, ["."], tags)),
    inputsIn(cwd, named, tags),
  ]);
  return {
    folders: new Set([...given, ...asked.flatMap(({ folders }) => [...folders])]),
    files: new Set([path.resolve(config ?? "topher.config.json"), ...asked.flatMap(({ files }) => [...files])]),
  };
}

function isFolder(folder: string): boolean {
  return existsSync(folder) && statSync(folder).isDirectory();
}

interface Listed {
  readonly Dir?: string;
  readonly Standard?: boolean;
  readonly EmbedFiles?: readonly string[];
  readonly Module?: { readonly Version?: string; readonly GoMod?: string; readonly Replace?: Listed["Module"] };
}

async function inputsIn(cwd: string, packages: readonly string[], tags: string | undefined): Promise<GoInputs> {
  const go = (args: readonly string[]) => runProcess("go", args, { cwd }).catch(gone);
  const list = ["list", "-deps", "-e", "-json=Dir,Standard,EmbedFiles,Module"];
  const [environment, listed] = await Promise.all([
    go(["env", "-json", "GOMOD", "GOWORK"]),
    packages.length === 0
      ? undefined
      : go([...list, ...(tags === undefined ? [] : [`-tags=${tags}`]), "--", ...packages]),
  ]);
  const { GOMOD = "", GOWORK = "" } = environment?.exitCode === 0 ? JSON.parse(environment.stdout) : {};
  const editable = parse(listed?.stdout ?? "").filter(isEditable);
  const modules = [GOMOD, ...editable.map(({ Module }) => Module?.GoMod ?? "")].filter((file) => file.endsWith(".mod"));
  const workspaces = [GOWORK].filter((file) => file.endsWith(".work"));
  return {
    folders: new Set(editable.flatMap(({ Dir }) => (Dir === undefined ? [] : [Dir]))),
    files: new Set([
      ...modules.flatMap((file) => [file, path.join(path.dirname(file), "go.sum")]),
      ...workspaces.flatMap((file) => [file, `${file}.sum`]),
      ...editable.flatMap(({ Dir = "", EmbedFiles = [] }) => EmbedFiles.map((file) => path.join(Dir, file))),
    ]),
  };
}

/** A folder may be removed while Go is asked: a build will say so. */
function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** JSON objects, one after the other. */
function parse(stdout: string): Listed[] {
  return (stdout.match(/^\{\}$|^\{$[\s\S]*?^\}$/gm) ?? []).map((text) => JSON.parse(text) as Listed);
}

/** Modules with a version lie in the module cache, where nothing changes. */
function isEditable({ Standard, Module }: Listed): boolean {
  if (Standard === true) return false;
  return (Module?.Replace ?? Module)?.Version === undefined;
}
