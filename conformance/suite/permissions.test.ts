// What a program may do with fewer permissions. Only Deno has them; in the others there is nothing to grant.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { libraryPath } from "../kit/library.ts";
import { resultOf } from "../kit/program.ts";
import { runtimeName } from "../kit/runtime.ts";

const read = `--allow-read=${fileURLToPath(new URL("../..", import.meta.url))}`;
const denied = /the permission for native code\. Start it with --allow-ffi/;

type Outcome = Readonly<Record<string, string>>;
const permissions = (...flags: string[]): Outcome => resultOf("permissions", runtimeName === "deno" ? { flags } : {});

test("open works with the permissions that the documentation asks for", () => {
  const outcome = permissions("--allow-ffi", read);
  assert.deepEqual(outcome, { number: "3n", text: "GOPHER", slice: "6", callback: "42n", struct: "7n" });
});

if (runtimeName === "deno") {
  test("open says which permission is missing", () => {
    // To a Deno that gets no permission at all node:child_process gives every one, so the least is one that means nothing.
    for (const flags of [[read], ["--allow-env=NOTHING"], ["--allow-read"], ["--allow-ffi=/nowhere", read]]) {
      const { number, ...others } = permissions(...flags);
      assert.match(number!, /^TOPHER_NO_PERMISSION: /);
      assert.match(number!, denied);
      assert.deepEqual(others, {});
    }
  });

  test("open says that the permission for one path is not enough, or works with it", () => {
    const outcome = permissions(`--allow-ffi=${libraryPath("fixture")}`, read);
    for (const [what, text] of Object.entries(outcome)) {
      if (!text.startsWith("TOPHER_")) continue;
      assert.match(text, /^TOPHER_NO_PERMISSION: /, what);
      assert.match(text, denied, what);
    }
  });

  test("open works without read access, where it leaves a broken file to the loader", () => {
    const outcome = permissions("--allow-ffi");
    assert.equal(outcome["number"], "3n");
  });
}
