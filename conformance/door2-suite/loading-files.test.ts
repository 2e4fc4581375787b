// A generated module whose library's file is no good: the import fails with an error that names the file, the rule and what was found, the
// process goes on, and the same module imported from another folder works.
import assert from "node:assert/strict";
import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileC } from "../kit/c-library.ts";
import { cutsOf } from "../kit/elf-places.ts";
import { faults, type Fault } from "../kit/library-faults.ts";
import { resultOf } from "../kit/program.ts";
import { runtimeName } from "../kit/runtime.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = path.join(root, "dist/door2");
const { contract, build, file } = JSON.parse(readFileSync(path.join(built, "secret/topher.json"), "utf8"));
const good = new Uint8Array(readFileSync(path.join(built, "secret", file)));
mkdirSync(path.join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(path.join(root, ".cache/loading-files-"));
after(() => rmSync(folder, { recursive: true }));

let counted = 0;

type Outcome = readonly [code: string, message: string];

/** A folder with the module alone; its library is to be put beside it. */
function module(): { readonly index: string; readonly library: string; readonly url: string } {
  const own = path.join(folder, String(counted++));
  mkdirSync(own);
  const index = path.join(own, "index.js");
  copyFileSync(path.join(built, "secret/index.js"), index);
  return { index, library: path.join(own, file), url: pathToFileURL(index).href };
}

/** What came of importing modules in one process. */
function imported(urls: readonly string[]): readonly Outcome[] {
  const list = path.join(folder, `${counted++}.json`);
  writeFileSync(list, JSON.stringify(urls));
  return resultOf("import-each", { args: [list] }) as readonly Outcome[];
}

const goodUrl = pathToFileURL(path.join(built, "secret/index.js")).href;

/** Faults that only a generated module knows. */
const foreign = (library: string): Fault["put"] => {
  return (to) => copyFileSync(path.join(root, "dist", library), to);
};
const identity = (text: string | Uint8Array): Fault["put"] => {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const source = `#include <string.h>
static const unsigned char text[] = {${[...bytes, 0].join(", ")}};
int topher_identity(unsigned char *into, int size) { memcpy(into, text, ${bytes.length}); return ${bytes.length}; }`;
  return (to) => compileC(to, source);
};
const own: Readonly<Record<string, Fault>> = {
  "is a library of somebody else's": {
    code: "TOPHER_NO_SYMBOL",
    message: /does not export topher_identity: it is not the library of this package\. Build the package again/,
    put: foreign("libforeign.so"),
  },
  "is of a later contract": {
    code: "TOPHER_CONTRACT",
    message: new RegExp(
      `has version 99 of the contract, its index\\.js version ${contract}\\. Copy both from the same`,
    ),
    put: identity(`99 ${build} go1.99`),
  },
  "is of another build": {
    code: "TOPHER_BUILD_ID",
    message: new RegExp(
      `is of build 0000 \\(go1\\.26\\.0\\), its index\\.js of build ${build}\\. Copy both from the same`,
    ),
    put: identity(`${contract} 0000 go1.26.0`),
  },
  "says nothing of itself": {
    code: "TOPHER_CONTRACT",
    message: /has version {2}of the contract/,
    put: identity(""),
  },
  "says of itself what is no text": {
    code: "TOPHER_CONTRACT",
    message: /has version �� of the contract/,
    put: identity(Uint8Array.of(0xff, 0xfe)),
  },
  "has the right identity and nothing else": {
    code: "TOPHER_NO_SYMBOL",
    message: /does not export topher_attach, .*secret_Whisper/,
    put: identity(`${contract} ${build} go1.26.0`),
  },
};

const all: Readonly<Record<string, Fault>> = { ...faults, ...own };
let outcomes: Readonly<Record<string, readonly [outcome: Outcome, library: string]>> | undefined;

// One process imports all of them, so that each has to leave it as it was.
function outcomeOf(what: string): readonly [outcome: Outcome, library: string] {
  if (outcomes === undefined) {
    const modules = Object.values(all).map(({ put }) => {
      const made = module();
      put(made.library, good);
      return made;
    });
    const got = imported([...modules.map(({ url }) => url), goodUrl]);
    assert.deepEqual(got.at(-1), ["imported", "x"], "a good module works after all that was refused");
    outcomes = Object.fromEntries(Object.keys(all).map((each, i) => [each, [got[i]!, modules[i]!.library]]));
  }
  return outcomes[what]!;
}

for (const [what, { code, message }] of Object.entries(all)) {
  test(`a module whose library ${what} is refused`, () => {
    const [[gotCode, gotMessage], library] = outcomeOf(what);
    assert.equal(gotCode, code, gotMessage);
    assert.match(gotMessage, message);
    assert.ok(gotMessage.startsWith("secret: "), gotMessage);
    assert.ok(gotMessage.includes(library), gotMessage);
  });
}

test("a module whose library was cut anywhere is refused", () => {
  const cuts = Object.entries(cutsOf(good));
  const modules = cuts.map(([, length]) => {
    const made = module();
    writeFileSync(made.library, good.subarray(0, length));
    return made;
  });
  const got = imported([...modules.map(({ url }) => url), goodUrl]);
  assert.deepEqual(got.at(-1), ["imported", "x"]);
  for (const [i, [left, length]] of cuts.entries()) {
    const [code, message] = got[i]!;
    assert.equal(code, length < 64 ? "TOPHER_NOT_A_LIBRARY" : "TOPHER_TRUNCATED", `${left}: ${message}`);
    if (length >= 64) assert.match(message, new RegExp(`^secret: .* has ${length} bytes, but its header promises `));
  }
});

test("a module with the library of another module is refused, and that one is named by its build", () => {
  const made = module();
  const other = JSON.parse(readFileSync(path.join(built, "keeper/topher.json"), "utf8"));
  copyFileSync(path.join(built, "keeper", other.file), made.library);
  const [[code, message]] = imported([made.url]) as [Outcome];
  assert.equal(code, "TOPHER_BUILD_ID", message);
  assert.ok(message.includes(`is of build ${other.build} (`), message);
});

test("a module is imported from any folder, whatever its name", () => {
  // Bun's own import does not find a folder whose name has a question mark or a per cent sign.
  const odd = path.join(folder, runtimeName === "bun" ? "a b é 語 #1" : "a b %20 é 語 #1?");
  cpSync(path.join(built, "secret"), odd, { recursive: true });
  assert.deepEqual(imported([pathToFileURL(path.join(odd, "index.js")).href]), [["imported", "x"]]);
});

test("a module that is no file's is refused", () => {
  const text = readFileSync(path.join(built, "secret/index.js"), "utf8");
  const changed = (url: string): string => {
    const made = module();
    writeFileSync(made.index, text.replace("import.meta.url", url));
    return made.url;
  };
  const urls = [
    "undefined",
    '"data:text/javascript,x"',
    '"https://example.com/index.js"',
    '"file://elsewhere/index.js"',
  ];
  for (const [i, [code, message]] of imported(urls.map(changed)).entries()) {
    assert.equal(code, "TOPHER_TYPE", message);
    assert.match(message, /^secret: /);
    if (i < 2)
      assert.match(message, /has no URL of a file, but .* A bundler has to leave the package out of the bundle$/);
  }
});

// The loader knows a library by its file as well as by its path; two arenas for one library would mix up their calls.
for (const [what, put] of Object.entries({ "hard links": linkSync, "symbolic links": symlinkSync })) {
  test(`modules whose libraries are ${what} to one file share it`, () => {
    const modules = [1, 2, 3].map(() => {
      const made = module();
      put(path.join(built, "secret", file), made.library);
      return made;
    });
    const urls = modules.map(({ url }) => url);
    const used = resultOf("import-twins", { args: [goodUrl, ...urls] }) as { wrong: number; calls: number };
    assert.deepEqual(used, { wrong: 0, calls: 4 * 3 * 1000 });
  });
}

test("a module goes on when its library's file is replaced or removed", () => {
  const made = module();
  copyFileSync(path.join(built, "secret", file), made.library);
  for (const other of ["later.js", "again.js"]) copyFileSync(made.index, path.join(path.dirname(made.index), other));
  const outcome = resultOf("import-replaced", {
    args: [made.url, made.library, path.join(root, "dist/libforeign.so")],
  }) as readonly string[];
  assert.deepEqual(outcome, ["imported x", "replaced x", "TOPHER_BUILD_ID", "removed x", "TOPHER_NOT_FOUND"]);
});
