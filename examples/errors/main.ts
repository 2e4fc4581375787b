// One way to each error code. docs/errors.md shows these lines and the messages that they print.
import process from "node:process";
import type { Node } from "../../dist/door2/features/index.js";
import { codeOf, fn, link, open, struct, t } from "topher";

const folder = new URL("../../", import.meta.url);
const tutorial = new URL("dist/libtutorial.so", folder);
const platform = `${process.platform}-${process.arch}`;
const here = (file: string) => new URL(`./files/${file}`, import.meta.url);

const lib = open(tutorial, {
  add: fn([t.i64, t.i64], t.i64, { params: ["a", "b"] }),
  even: fn([t.i64], t.fallible(t.i64), { free: "freeString" }),
  fill: fn(
    [t.ref(struct({ firstName: t.cstring, lastName: t.cstring, age: t.i32, fullName: t.bytes, fullNameLen: t.int }))],
    t.void,
  ),
  repeat: fn([t.cstring, t.int, t.bytes], t.int),
  sum: fn([t.slice(t.f64)], t.f64),
});

shows("TOPHER_TYPE", () => {
  // #region TOPHER_TYPE
  // @ts-expect-error: a string is no number, which the compiler says too
  lib.add("10", 15n);
  // #endregion
});

shows("TOPHER_RANGE", () => {
  // #region TOPHER_RANGE
  lib.add(2n ** 63n, 1n); // the largest int64 is one less
  // #endregion
});

shows("TOPHER_ARITY", () => {
  // #region TOPHER_ARITY
  // @ts-expect-error: add has two parameters
  lib.add(10n);
  // #endregion
});

shows("TOPHER_BUFFER", () => {
  // #region TOPHER_BUFFER
  lib.sum(new Float64Array(new SharedArrayBuffer(64)));
  // #endregion
});

shows("TOPHER_NUL", () => {
  // #region TOPHER_NUL
  lib.repeat("a\0b", 2, new Uint8Array(100));
  // #endregion
});

shows("TOPHER_NIL", () => {
  // #region TOPHER_NIL
  const { even } = open(tutorial, {
    // The error is a null pointer where all is well: t.nullable(t.cstring) would be right.
    even: fn([t.i64], t.struct({ value: t.i64, error: t.cstring }), { free: "freeString" }),
  });
  even(4n);
  // #endregion
});

shows("TOPHER_FROZEN", () => {
  // #region TOPHER_FROZEN
  const ada = { firstName: "Ada", lastName: "Lovelace", age: 35, fullName: new Uint8Array(64), fullNameLen: 0 };
  lib.fill(Object.freeze(ada));
  // #endregion
});

shows("TOPHER_UNKNOWN_FIELD", () => {
  // #region TOPHER_UNKNOWN_FIELD
  const ada = { firstName: "Ada", lastName: "Lovelace", age: 35, fullNam: new Uint8Array(64), fullNameLen: 0 };
  // @ts-expect-error: fullName is misspelt
  lib.fill(ada);
  // #endregion
});

shows("TOPHER_SIGNATURE", () => {
  // #region TOPHER_SIGNATURE
  open(tutorial, { hello: fn([t.void], t.void) }); // no parameters: fn([], t.void)
  // #endregion
});

shows("TOPHER_CLOSED", () => {
  // #region TOPHER_CLOSED
  const closing = open(tutorial, { hello: fn([], t.void) });
  closing[Symbol.dispose]();
  closing.hello();
  // #endregion
});

shows("TOPHER_BARE_NAME", () => {
  // #region TOPHER_BARE_NAME
  open("libtutorial.so", {});
  // #endregion
});

shows("TOPHER_NOT_FOUND", () => {
  // #region TOPHER_NOT_FOUND
  open(new URL("dist/libtutorail.so", folder), {});
  // #endregion
});

shows("TOPHER_NOT_A_LIBRARY", () => {
  // #region TOPHER_NOT_A_LIBRARY
  open(here("notes.txt"), {});
  // #endregion
});

shows("TOPHER_TRUNCATED", () => {
  // #region TOPHER_TRUNCATED
  open(here("truncated.elf"), {}); // the first 64 bytes of a library
  // #endregion
});

shows("TOPHER_WRONG_ARCHITECTURE", () => {
  // #region TOPHER_WRONG_ARCHITECTURE
  open(here("riscv64.elf"), {});
  // #endregion
});

shows("TOPHER_NO_SYMBOL", () => {
  // #region TOPHER_NO_SYMBOL
  open(tutorial, { ad: fn([t.i64, t.i64], t.i64) }); // misspelt
  // #endregion
});

shows("TOPHER_LOAD", () => {
  // #region TOPHER_LOAD
  open(here("empty.elf"), {}); // the header of a library, and nothing behind it
  // #endregion
});

shows("TOPHER_GO_ERROR", () => {
  // #region TOPHER_GO_ERROR
  lib.even(5n);
  // #endregion
});

// #region TOPHER_SECOND_GO_RUNTIME
const warned = new Promise<Error>((resolve) => process.on("warning", resolve));
const words = open(new URL("dist/libwords.so", folder), {
  addWords: fn([t.string], t.int),
  watchWords: fn([t.nullable(t.callback([t.int], t.void))], t.void),
});
// #endregion
const warning = await warned;
shows("TOPHER_SECOND_GO_RUNTIME", () => {
  throw warning;
});

shows("TOPHER_CALLBACK_GONE", () => {
  // #region TOPHER_CALLBACK_GONE
  words.watchWords((total) => console.log(total)); // lent for this call, but Go keeps it
  words.addWords("one two three");
  // #endregion
});

// Packages that `topher build` made of ordinary Go.
const features = await import("../../dist/door2/features/index.js");
const other = await import("../../dist/door2/pair/left/index.js");
const of = (change: object) => ({
  name: "mathx",
  url: import.meta.url,
  contract: 3,
  build: "",
  files: {},
  symbols: {},
  ...change,
});

shows("TOPHER_GO_PANIC", () => {
  // #region TOPHER_GO_PANIC
  features.panic("no such thing");
  // #endregion
});

shows("TOPHER_CYCLE", () => {
  // #region TOPHER_CYCLE
  const node: Node = { value: 1, next: null };
  node.next = node;
  features.chainLength(node);
  // #endregion
});

shows("TOPHER_DEPTH", () => {
  // #region TOPHER_DEPTH
  let nested: unknown[] = [];
  for (let i = 0; i < 1001; i++) nested = [nested];
  features.typeName(nested);
  // #endregion
});

shows("TOPHER_KEYS", () => {
  // #region TOPHER_KEYS
  features.echoCounts({ "\ud800": 1, "\udfff": 2 }); // both become U+FFFD
  // #endregion
});

shows("TOPHER_HANDLE_RELEASED", () => {
  // #region TOPHER_HANDLE_RELEASED
  const bob = features.newAccount("Bob");
  bob[Symbol.dispose]();
  bob.deposit(100n);
  // #endregion
});

shows("TOPHER_HANDLE_FOREIGN", () => {
  // #region TOPHER_HANDLE_FOREIGN
  features.typeName(other.newSource("text")); // of another library
  // #endregion
});

shows("TOPHER_CALLBACK_THREAD", () => {
  // #region TOPHER_CALLBACK_THREAD
  features.elsewhere(() => {}); // calls the function from another goroutine
  // #endregion
});

shows("TOPHER_PLATFORM", () => {
  // #region TOPHER_PLATFORM
  link(of({ files: { "aix-ppc64": "mathx.aix-ppc64.so" } })); // an index.js that was built elsewhere
  // #endregion
});

shows("TOPHER_CONTRACT", () => {
  // #region TOPHER_CONTRACT
  link(of({ contract: 4 })); // an index.js that a later version of topher made
  // #endregion
});

shows("TOPHER_BUILD_ID", () => {
  // #region TOPHER_BUILD_ID
  const files = { [platform]: "../../dist/door2/features/features.linux-x64.so" };
  link(of({ files, build: "0123456789abcdef" })); // an index.js and a library that do not belong together
  // #endregion
});

function shows(code: string, provoke: () => unknown): void {
  try {
    provoke();
    console.log(`${code}: nothing was thrown`);
  } catch (error) {
    console.log(`${codeOf(error) ?? code} ${anywhere(String(error))}`);
  }
}

/** The message with what differs between machines, runtimes and versions of Go written in one way. */
function anywhere(message: string): string {
  return message
    .replaceAll(folder.pathname, "/app/")
    .replaceAll(/go1\.\d+(\.\d+)?/g, "go1.26")
    .replace(/is of build [0-9a-f]+/, "is of build 79fa3be4dc050a9a")
    .replace(/this \w+ runs on \w+/, "this node runs on x64")
    .replace(/GOARCH=\w+/, "GOARCH=amd64")
    .replace(/(empty\.elf: ).*(object file)/, "$1$2");
}
