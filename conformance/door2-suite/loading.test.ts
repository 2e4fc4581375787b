// Importing a generated module: what does not belong together is refused before anything is called.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runProgram } from "../kit/program.ts";
import { runtimeName } from "../kit/runtime.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const library = path.join(root, "dist/door2/secret");
mkdirSync(path.join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(path.join(root, ".cache/loading-"));
after(() => rmSync(folder, { recursive: true }));

let copies = 0;

/** Copies the library, changes its module, and imports that in a process of its own. */
function imported(
  change: (text: string) => string,
  options: { withoutFile?: boolean; flags?: readonly string[] } = {},
): string {
  const copy = path.join(folder, String(copies++));
  cpSync(library, copy, { recursive: true });
  const file = path.join(copy, "index.js");
  const before = readFileSync(file, "utf8");
  const text = change(before);
  writeFileSync(file, text);
  const [name] = /[^"/]*\.so|[^"/]*\.dylib/.exec(before)!;
  if (options.withoutFile === true) rmSync(path.join(copy, name));
  const flags = runtimeName === "deno" && options.flags !== undefined ? { flags: options.flags } : {};
  const { stdout, stderr } = runProgram("import-generated", { args: [pathToFileURL(file).href], ...flags });
  return `${stdout}${stderr}`;
}

test("a generated module works from any folder below the packages", () =>
  assert.match(
    imported((text) => text),
    /^whispered x/,
  ));

test("a module of another build is refused", () => {
  const outcome = imported((text) => text.replace(/build: "[0-9a-f]+"/, 'build: "0123456789abcdef"'));
  assert.match(
    outcome,
    /^TOPHER_BUILD_ID secret: .* is of build [0-9a-f]+ \(go1\.\d+.*\), its index\.js of build 0123456789abcdef\. Copy both/,
  );
});

test("a module of a newer contract is refused", () => {
  const outcome = imported((text) => text.replace(/contract: \d+/, "contract: 99"));
  assert.match(
    outcome,
    /^TOPHER_CONTRACT secret: index\.js was generated for version 99 of the contract, this topher has version \d+\. Install a newer topher/,
  );
});

test("a module of an older contract is refused", () => {
  const outcome = imported((text) => text.replace(/contract: \d+/, "contract: 0"));
  assert.match(outcome, /^TOPHER_CONTRACT secret: .* version 0 .*Build the package again with npx topher build/);
});

test("a module without a library for the platform is refused", () => {
  const outcome = imported((text) => text.replace(/"(linux|darwin|win32)-\w+":/, '"plan9-mips":'));
  assert.match(
    outcome,
    /^TOPHER_PLATFORM secret: there is no library for \w+-\w+, only for plan9-mips\. Build the package on \w+-\w+ with npx topher build/,
  );
});

test("a module whose library is not there is refused", () => {
  assert.match(
    imported((text) => text, { withoutFile: true }),
    /^TOPHER_NOT_FOUND /,
  );
});

test("a module that names a function that the library lacks is refused", () => {
  const outcome = imported((text) => text.replace("symbols: {", 'symbols: {\n    secret_Nowhere: "i:i",'));
  assert.match(outcome, /^TOPHER_NO_SYMBOL secret: .* does not export secret_Nowhere/);
});

if (runtimeName === "deno") {
  const flags = ["--allow-ffi", `--allow-read=${root}`];

  test("a generated module works with the permissions for native code and for reading", () => {
    assert.match(
      imported((text) => text, { flags }),
      /^whispered x/,
    );
  });

  // Deno reads what a program imports by name without asking; what is imported later, as above, needs the permission.
  test("a generated module works with read access to its own folder only", () => {
    const copy = path.join(folder, "own");
    cpSync(library, copy, { recursive: true });
    writeFileSync(
      path.join(copy, "main.ts"),
      'import { whisper } from "./index.js";\nconsole.log(whisper("whispered x"));\n',
    );
    const name = path.relative(path.join(root, "conformance/programs"), path.join(copy, "main"));
    const { stdout, stderr } = runProgram(name, { flags: ["--allow-ffi", `--allow-read=${copy}`] });
    assert.match(`${stdout}${stderr}`, /^whispered x/);
  });

  test("a generated module says that the permission for native code is missing", () => {
    assert.match(
      imported((text) => text, { flags: [`--allow-read=${root}`] }),
      /^TOPHER_NO_PERMISSION .*--allow-ffi/,
    );
  });
}
