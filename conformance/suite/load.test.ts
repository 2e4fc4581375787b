// Opening a library, and what is said where that fails. No file may end the process.
import assert from "node:assert/strict";
import { mkdirSync, realpathSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { fn, open, stats, t } from "topher";
import { libraryPath, libraryUrl } from "../kit/library.ts";
import { fileOf, fixtureBytes, folderOfFiles, linkOf, patched } from "../kit/library-files.ts";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const symbols = { addI64: fn([t.i64, t.i64], t.i64) };
const openIt = (library: unknown) => open(library as string, symbols);
const before = stats();

after(() => assert.deepEqual(stats(), before));

for (const name of ["libfixture.so", "libc.so.6", "fixture", "..", ""]) {
  test(`open refuses the bare name ${JSON.stringify(name)}`, () => {
    const message = new RegExp(`^open: ${JSON.stringify(name).replaceAll(".", "\\.")} is a bare name, .* Write "\\./`);
    refuses("TOPHER_BARE_NAME", () => openIt(name), message);
  });
}

const notPaths = {
  "1": 1,
  null: null,
  undefined,
  "an object": {},
  "an array": ["./x.so"],
  true: true,
  "a symbol": Symbol("x"),
};
for (const [what, value] of Object.entries({
  ...notPaths,
  "1n": 1n,
  "a function": () => "./x.so",
  bytes: new Uint8Array(3),
})) {
  test(`open refuses ${what} as a path`, () => {
    refuses("TOPHER_TYPE", () => openIt(value), /^open: a library must be named by a string or a file: URL/);
  });
}

for (const url of ["http://localhost/libfixture.so", "https://example.com/x.so", "data:text/plain,x", "blob:x"]) {
  test(`open refuses the URL ${url}`, () => {
    refuses("TOPHER_TYPE", () => openIt(new URL(url)), `open: the URL of a library must begin with file:, got ${url}`);
  });
}

test("open says that no file is there", () => {
  const missing = path.join(folderOfFiles, "libmissing.so");
  refuses(
    "TOPHER_NOT_FOUND",
    () => openIt(missing),
    `open: there is no file at ${missing}. Build the library first, or correct the path`,
  );
  refuses("TOPHER_NOT_FOUND", () => openIt(pathToFileURL(missing)), /^open: there is no file at /);
  refuses("TOPHER_NOT_FOUND", () => openIt(path.join(fileOf("file", "x"), "lib.so")), /^open: there is no file at /);
  refuses(
    "TOPHER_NOT_FOUND",
    () => openIt("./no/such/library.so"),
    new RegExp(`^open: there is no file at ${process.cwd()}`),
  );
});

test("open refuses a folder", () => {
  refuses("TOPHER_NOT_A_LIBRARY", () => openIt(folderOfFiles), /is not a shared library: it is not a file/);
  refuses("TOPHER_NOT_A_LIBRARY", () => openIt("./"), /is not a shared library: it is not a file/);
});

test("open refuses a device", () => {
  refuses("TOPHER_NOT_A_LIBRARY", () => openIt("/dev/null"), /is not a shared library: it is not a file/);
});

const contents = {
  text: "not a library\n".repeat(100),
  empty: "",
  script: "#!/bin/sh\n",
  zeros: new Uint8Array(10_000),
};
for (const [what, content] of Object.entries(contents)) {
  test(`open refuses a file of ${what}`, () => {
    const file = fileOf(`lib${what}.so`, content);
    const { length } = content;
    const message = `open: ${file} is not a shared library: its first bytes are not those of an ELF file (${length} bytes). Build it with go build -buildmode=c-shared`;
    refuses("TOPHER_NOT_A_LIBRARY", () => openIt(file), message);
  });
}

const { length: size } = fixtureBytes;
for (const length of [1, 4, 16, 63]) {
  test(`open refuses a library of which ${length} bytes are left`, () => {
    const file = fileOf(`libheadless${length}.so`, fixtureBytes.subarray(0, length));
    refuses("TOPHER_NOT_A_LIBRARY", () => openIt(file), /is not a shared library: its first bytes/);
  });
}

// The system's loader maps what the header promises, so touching what is missing would end the process by SIGBUS.
for (const length of [64, 100, 1000, 4096, 65_536, Math.floor(size / 2), size - 4096, size - 1]) {
  test(`open refuses a library that was cut ${length === size - 1 ? "one byte before its end" : `after ${length} bytes`}`, () => {
    const file = fileOf(`libcut${length}.so`, fixtureBytes.subarray(0, length));
    const message = `open: ${file} has ${length} bytes, but its header promises `;
    const error = refuses("TOPHER_TRUNCATED", () => openIt(file));
    assert.ok(error.message.startsWith(message), error.message);
  });
}

// e_machine stands at byte 18 of an ELF file, e_type at byte 16.
const machines = { arm64: 183, x64: 62, riscv64: 243, arm: 40 };
for (const [architecture, number] of Object.entries(machines).filter(([name]) => name !== process.arch)) {
  test(`open refuses a library for ${architecture}`, () => {
    const file = patched(`lib${architecture}.so`, (header) => header.setUint16(18, number, true));
    const message = new RegExp(
      `^open: ${file} was built for ${architecture}, but this \\w+ runs on ${process.arch}\\. Build it with GOARCH=`,
    );
    refuses("TOPHER_WRONG_ARCHITECTURE", () => openIt(file), message);
  });
}

test("open refuses a library for a processor without a name", () => {
  const file = patched("libodd.so", (header) => header.setUint16(18, 60_000, true));
  refuses("TOPHER_WRONG_ARCHITECTURE", () => openIt(file), /was built for machine 60000, but/);
});

for (const [what, type] of Object.entries({ "an executable": 2, "an object file": 1, "a core dump": 4 })) {
  test(`open refuses ${what}`, () => {
    const file = patched(`lib${type}.so`, (header) => header.setUint16(16, type, true));
    refuses("TOPHER_NOT_A_LIBRARY", () => openIt(file), /is not a shared library: it is an ELF file of another type/);
  });
}

test("open refuses the programs of this machine", () => {
  for (const program of [process.execPath, "/bin/sh"]) {
    const error = assertThrown(() => openIt(realpathSync(program)));
    assert.ok(["TOPHER_NOT_A_LIBRARY", "TOPHER_LOAD"].includes(error.code), error.message);
  }
});

test("open quotes the loader where the header is broken further on", () => {
  const broken = patched("libbroken.so", (header) => {
    for (let at = 64; at < 64 + 56 * 4; at += 8) header.setBigUint64(at, 0n, true);
  });
  const error = assertThrown(() => openIt(broken));
  assert.ok(["TOPHER_LOAD", "TOPHER_TRUNCATED", "TOPHER_NOT_A_LIBRARY"].includes(error.code), error.message);
});

test("open names the symbols that are missing, all at once", () => {
  const missing = { ...symbols, absent: fn([], t.void), there: fn([], t.void, { symbol: "alsoAbsent" }) };
  const message =
    `open: ${libraryPath("fixture")} does not export "absent", "alsoAbsent". ` +
    "A Go function is exported by //export absent above it, in package main";
  refuses("TOPHER_NO_SYMBOL", () => open(libraryUrl("fixture"), missing), message);
});

test("open names the missing functions that would free or release", () => {
  const freeing = { stringUpper: fn([t.cstring], t.cstring, { free: "noSuchFree" }) };
  refuses("TOPHER_NO_SYMBOL", () => open(libraryUrl("fixture"), freeing), /does not export "noSuchFree"/);
  const mixed = t.struct({ a: t.i64, b: t.f64 });
  const owning = { structMakeMixed: fn([t.i64], t.owned(mixed, "noSuchRelease")) };
  refuses("TOPHER_NO_SYMBOL", () => open(libraryUrl("fixture"), owning), /does not export "noSuchRelease"/);
});

for (const name of ["toString", "constructor", "valueOf", "__proto__"]) {
  test(`open looks for a symbol ${name}, and binds another one under that name`, () => {
    const missing = new RegExp(` does not export "${name}"\\.`);
    refuses("TOPHER_NO_SYMBOL", () => open(libraryPath("fixture"), { [name]: fn([], t.void) }), missing);
    const freed = fn([], t.cstring, { symbol: "addI64", free: name });
    refuses("TOPHER_NO_SYMBOL", () => open(libraryPath("fixture"), { freed }), missing);
    const add = fn([t.i64, t.i64], t.i64, { symbol: "addI64" });
    const opened = open(libraryPath("fixture"), { [name]: add });
    const own = Object.getOwnPropertyDescriptor(opened, name)!.value as (typeof opened)[string];
    assert.equal(own(1n, 2n), 3n);
  });
}

for (const name of ["addI64\0x", "add\nI64", "add\ud800"]) {
  test(`open refuses a symbol ${JSON.stringify(name)}`, () => {
    const message = `fixture.add: declares the symbol ${JSON.stringify(name)}, which no symbol is called`;
    const add = fn([t.i64, t.i64], t.i64, { symbol: name });
    refuses("TOPHER_SIGNATURE", () => open(libraryPath("fixture"), { add }), message);
  });
}

test("open says that another library does not have the function", () => {
  refuses("TOPHER_NO_SYMBOL", () => open(libraryUrl("fixture"), { secondAdd: symbols.addI64 }), /"secondAdd"/);
});

const relative = path.relative(process.cwd(), libraryPath("fixture"));
const ways: Readonly<Record<string, string | URL>> = {
  "an absolute path": libraryPath("fixture"),
  "a path relative to the current folder": relative.includes("/") ? relative : `./${relative}`,
  "a relative path with dots": `./conformance/../${relative}`,
  "a file URL": libraryUrl("fixture"),
  "the text of a file URL": libraryUrl("fixture").href,
};
for (const [what, way] of Object.entries(ways)) {
  test(`open takes ${what}`, () => assert.equal(open(way, symbols).addI64(1n, 2n), 3n));
}

test("open takes names with spaces, per cent signs and letters of any script", () => {
  mkdirSync(path.join(folderOfFiles, "a b %20 é 語"));
  const odd = linkOf("a b %20 é 語/lib fixture#1?.so");
  assert.equal(open(odd, symbols).addI64(1n, 2n), 3n);
  assert.equal(open(pathToFileURL(odd), symbols).addI64(1n, 2n), 3n);
});

test("open takes the library's name for messages from the file", () => {
  const lib = open(linkOf("libmathx.1.so"), symbols);
  refuses("TOPHER_ARITY", () => (lib.addI64 as () => bigint)(), /^mathx\.1\.addI64: takes 2 arguments, got 0$/);
});

test("open works after it has failed", () => assert.equal(openIt(libraryPath("fixture")).addI64(1n, 2n), 3n));

function assertThrown(call: () => unknown): Error & { code: string } {
  try {
    call();
  } catch (error) {
    return error as Error & { code: string };
  }
  return assert.fail("nothing was thrown");
}

nothingLeft();
