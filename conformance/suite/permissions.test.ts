// What a program may do with fewer permissions, with `open` and with generated modules: the table of docs/runtimes.md, row by row. Deno has
// permissions, and Node where it is started with --permission; in Bun there is nothing to grant.
import assert from "node:assert/strict";
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { libraryPath } from "../kit/library.ts";
import { generatedUses, openedUses, type Need } from "../kit/permissions.ts";
import { resultOf, runProgram } from "../kit/program.ts";
import { runtimeName } from "../kit/runtime.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const generated = path.join(root, "dist/door2/concurrent");
const { file } = JSON.parse(readFileSync(path.join(generated, "topher.json"), "utf8")) as { file: string };
const programs: Readonly<
  Record<string, { readonly program: string; readonly library: string; readonly uses: Readonly<Record<string, Need>> }>
> = {
  open: { program: "permissions", library: libraryPath("fixture"), uses: openedUses },
  "a generated module": { program: "permissions-generated", library: path.join(generated, file), uses: generatedUses },
};

type Outcome = Readonly<Record<string, string>>;

for (const [what, { program, library, uses }] of Object.entries(programs)) {
  const tried = (flags: readonly string[]): Outcome => resultOf(program, { flags });
  const works = (outcome: Outcome, needs: readonly Need[], grant: RegExp): void => {
    assert.deepEqual(Object.keys(outcome), Object.keys(uses));
    for (const [use, need] of Object.entries(uses)) {
      const got = outcome[use]!;
      if (needs.includes(need)) assert.equal(got, "ok", use);
      else assert.match(got, grant, use);
    }
  };

  if (runtimeName === "deno") {
    const denied = /^TOPHER_NO_PERMISSION: .* the permission for native code\. Start it with --allow-ffi/;
    const all = (needs: readonly Need[], ...flags: string[]): void => works(tried(flags), needs, denied);
    const read = `--allow-read=${root}`;

    test(`${what} works with the permissions that the documentation asks for`, () =>
      all(["library", "all"], "--allow-ffi", read));

    test(`${what} works with read access to the library only`, () =>
      all(["library", "all"], "--allow-ffi", `--allow-read=${library}`));

    test(`${what} works without read access, where it leaves a broken file to the loader`, () =>
      all(["library", "all"], "--allow-ffi"));

    test(`${what} does with the permission for its library what the table says, and refuses the rest`, () => {
      all(["library"], `--allow-ffi=${library}`, read);
      all(["library"], `--allow-ffi=${path.dirname(library)}`, read);
      all(["library"], `--allow-ffi=${library}`);
    });

    test(`${what} says which permission is missing`, () => {
      // To a Deno that gets no permission at all node:child_process gives every one, so the least is one that means nothing.
      for (const flags of [[read], ["--allow-env=NOTHING"], ["--allow-read"], ["--allow-ffi=/nowhere", read]]) {
        const ended = runProgram(program, { flags });
        // A generated module cannot even be imported.
        if (what !== "open") assert.match(ended.stderr, /the permission for native code\. Start it with --allow-ffi/);
        else works(JSON.parse(ended.stdout) as Outcome, [], denied);
      }
    });
  }

  if (runtimeName === "node") {
    // koffi may lie elsewhere, behind a link.
    const koffi = path.dirname(realpathSync(path.join(root, "node_modules/koffi")));
    const inside = ["packages", "node_modules", "conformance"].map((folder) => path.join(root, folder));
    const folders = [...inside, koffi].map((folder) => `--allow-fs-read=${folder}/*`);
    const packageFile = `--allow-fs-read=${path.join(root, "package.json")}`;
    const modules = `--allow-fs-read=${path.join(root, "dist/door2")}/*`;

    test(`${what} works under --permission with --allow-addons and read access`, () => {
      const flags = ["--permission", "--allow-addons", `--allow-fs-read=${root}*`, ...folders];
      works(tried(flags), ["library", "all"], /^$/);
    });

    test(`${what} needs no read access to its library, which is then left to the loader`, () => {
      if (what !== "open") return; // the module lies beside it
      works(tried(["--permission", "--allow-addons", ...folders, packageFile]), ["library", "all"], /^$/);
    });

    test(`${what} is refused under --permission without --allow-addons`, () => {
      const ended = runProgram(program, { flags: ["--permission", ...folders, packageFile, modules] });
      const said = /TOPHER_NO_PERMISSION|the permission for native code\. Start it with --allow-addons/;
      if (what !== "open") assert.match(ended.stderr, said);
      else {
        const denied = /^TOPHER_NO_PERMISSION: .* the permission for native code\. Start it with --allow-addons/;
        works(JSON.parse(ended.stdout) as Outcome, [], denied);
      }
    });
  }

  if (runtimeName === "bun") {
    test(`${what} works, as there is nothing to grant`, () => works(tried([]), ["library", "all"], /^$/));
  }
}
