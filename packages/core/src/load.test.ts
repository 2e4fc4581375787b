import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { Adapter, Files, Runtime } from "./adapter.ts";
import { checkFile, checkRuntime, loadError, locate } from "./load.ts";

const folder = fs.mkdtempSync(path.join(tmpdir(), "topher-load-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const host: Runtime = { name: "node", version: "24.0.0", architecture: "x64", platform: "linux", libc: "glibc" };

interface ElfParts {
  readonly machine?: number;
  readonly type?: number;
  readonly interpreter?: string;
  /** Where the file's only loadable segment ends. */
  readonly end?: number;
}

/** Writes the smallest ELF file that says so much: a header, a loadable segment, and the loader's name where there is one. */
function elf(name: string, { machine = 62, type = 3, interpreter, end = 256 }: ElfParts = {}): string {
  const bytes = new Uint8Array(512);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, type, true);
  view.setUint16(18, machine, true);
  view.setBigUint64(32, 64n, true); // program headers
  view.setUint16(54, 56, true);
  view.setUint16(56, 2, true);
  segment(64, 1, 0, end);
  if (interpreter !== undefined) {
    const text = new TextEncoder().encode(`${interpreter}\0`);
    bytes.set(text, 256);
    segment(64 + 56, 3, 256, text.length);
  }
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  return file;

  function segment(at: number, kind: number, offset: number, size: number): void {
    view.setUint32(at, kind, true);
    view.setBigUint64(at + 8, BigInt(offset), true);
    view.setBigUint64(at + 32, BigInt(size), true);
    view.setBigUint64(at + 40, BigInt(size), true);
  }
}

function codeOf(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

const runtimeCode = (runtime: Partial<Runtime>, files: Files = fs) =>
  codeOf(() => checkRuntime({ files, runtime: { ...host, ...runtime } }));

describe("checkRuntime refuses musl", () => {
  test("by the loader that the runtime's own executable asks for", () => {
    const executable = elf("node-alpine", { interpreter: "/lib/ld-musl-x86_64.so.1" });
    expect(runtimeCode({ libc: { executable } })).toBe("TOPHER_MUSL");
  });

  test("by what the runtime says itself", () => expect(runtimeCode({ libc: "musl" })).toBe("TOPHER_MUSL"));

  test("and says what to do", () => {
    expect(() => checkRuntime({ files: fs, runtime: { ...host, libc: "musl" } })).toThrow(
      /^open: this node runs on musl \(Alpine\?\), .*golang\/go\/issues\/54805\)\. Use an image with glibc/,
    );
  });
});

describe("checkRuntime accepts", () => {
  test("an executable that asks for glibc's loader", () => {
    const executable = elf("node-debian", { interpreter: "/lib64/ld-linux-x86-64.so.2" });
    expect(runtimeCode({ libc: { executable } })).toBeUndefined();
  });

  test("an executable without a loader", () => {
    expect(runtimeCode({ libc: { executable: elf("static") } })).toBeUndefined();
  });

  test("an executable that is no ELF file, or not there, or not readable", () => {
    const script = path.join(folder, "script");
    fs.writeFileSync(script, "#!/bin/sh\n");
    expect(runtimeCode({ libc: { executable: script } })).toBeUndefined();
    expect(runtimeCode({ libc: { executable: path.join(folder, "missing") } })).toBeUndefined();
    const denied: Files = {
      ...fs,
      openSync() {
        throw Object.assign(new Error("denied"), { code: "EACCES" });
      },
    };
    expect(runtimeCode({ libc: { executable: "/x" } }, denied)).toBeUndefined();
  });

  test("the executable that runs this test", () => {
    expect(runtimeCode({ libc: { executable: process.execPath } })).toBeUndefined();
  });
});

describe("checkRuntime compares versions by number", () => {
  const oldest = { version: "1.4.0", reason: "it hangs" };

  for (const version of ["1.3.99", "1.3.14", "0.9.0", "1.3", "1.3.9-canary.1"]) {
    test(`and refuses ${version}`, () => expect(runtimeCode({ version, oldest })).toBe("TOPHER_RUNTIME_TOO_OLD"));
  }

  for (const version of ["1.4.0", "1.4", "1.4.1", "1.10.0", "2.0.0", "10.0.0", "1.4.0-canary.1"]) {
    test(`and accepts ${version}`, () => expect(runtimeCode({ version, oldest })).toBeUndefined());
  }

  test("and says which to use", () => {
    expect(() => checkRuntime({ files: fs, runtime: { ...host, name: "bun", version: "1.3.0", oldest } })).toThrow(
      "open: bun 1.3.0 is too old: it hangs. Use bun 1.4.0 or newer",
    );
  });
});

describe("checkFile", () => {
  const fileCode = (file: string, runtime: Partial<Runtime> = {}) =>
    codeOf(() => checkFile({ files: fs, runtime: { ...host, ...runtime } }, file));

  test("accepts a shared library that is all there", () => expect(fileCode(elf("ok.so"))).toBeUndefined());

  test("refuses one that is shorter than its header says", () => {
    expect(fileCode(elf("short.so", { end: 513 }))).toBe("TOPHER_TRUNCATED");
    expect(fileCode(elf("exact.so", { end: 512 }))).toBeUndefined();
  });

  test("refuses another processor's, and names the way to build", () => {
    const file = elf("arm.so", { machine: 183 });
    expect(fileCode(file)).toBe("TOPHER_WRONG_ARCHITECTURE");
    expect(fileCode(file, { architecture: "arm64" })).toBeUndefined();
    expect(() => checkFile({ files: fs, runtime: host }, file)).toThrow(
      /was built for arm64, .* Build it with GOARCH=amd64$/,
    );
  });

  test("refuses an executable", () => expect(fileCode(elf("program", { type: 2 }))).toBe("TOPHER_NOT_A_LIBRARY"));

  test("leaves other systems' libraries to their loaders", () => {
    const file = path.join(folder, "lib.dylib");
    fs.writeFileSync(file, "no ELF file");
    expect(fileCode(file, { platform: "darwin" })).toBeUndefined();
    expect(fileCode(file)).toBe("TOPHER_NOT_A_LIBRARY");
  });

  test("leaves what it may not read to the loader", () => {
    const denied: Files = {
      ...fs,
      statSync() {
        throw Object.assign(new Error("denied"), { code: "EACCES" });
      },
    };
    expect(codeOf(() => checkFile({ files: denied, runtime: host }, "/x"))).toBeUndefined();
  });
});

describe("locate gives the loader absolute paths only", () => {
  const adapter = {
    runtime: host,
    resolve: (name: string) => (name.startsWith("file:") ? fileURLToPath(name) : path.resolve(name)),
  } as Adapter;
  const found = ["./x.so", "../x.so", "a/b/../x.so", "/x.so", "//x.so", "/../x.so", "./a b/%20#?.so", "file:///x.so"];

  for (const name of [...found, "file:///a%20b/x.so", "file:x.so", new URL("file:///tmp/../x.so"), ".\\x.so"]) {
    test(String(name), () => expect(path.isAbsolute(locate(adapter, name))).toBe(true));
  }

  for (const name of ["x.so", "", ".", "..", "libc.so.6", "~", "x%2Fy.so", "$ORIGIN"]) {
    test(`and refuses ${JSON.stringify(name)}`, () => {
      expect(codeOf(() => locate(adapter, name))).toBe("TOPHER_BARE_NAME");
    });
  }

  test("and shows no more of a name than a system takes", () => {
    const long = "x".repeat(1e6);
    for (const name of [long, `./${long}\0`, `./${long}\ud800`, `file:///${long}%FF`, { href: long, protocol: "x:" }]) {
      const refused = (): string => locate(adapter, name);
      expect(refused).toThrow(/^open: [^…]*x{990}[^…]*…/);
      expect(refused).toThrow(/^.{0,20000}$/);
    }
  });

  test("and refuses what the system would read as another name", () => {
    for (const name of ["./x.so\0", "/a\0/x.so", "file:///x%00.so"]) {
      expect(
        codeOf(() => locate(adapter, name)),
        name,
      ).toBe("TOPHER_NUL");
    }
    for (const name of [
      "./\ud800.so",
      "/\udfff/x.so",
      "file:///%FF.so",
      "file:///%.so",
      "file://host/x.so",
      "file:///a%2fb",
    ]) {
      expect(
        codeOf(() => locate(adapter, name)),
        name,
      ).toBe("TOPHER_TYPE");
    }
  });
});

describe("loadError", () => {
  const adapter = { denied: () => false } as unknown as Adapter;
  const said = (reason: string) => loadError(adapter, "/app/libx.so", new Error(reason)).message;

  test("adds what the loader does not say", () => {
    expect(said("/lib/libc.so.6: version `GLIBC_2.99' not found (required by /app/libx.so)")).toMatch(
      /newer C library/,
    );
    expect(said("libgone.so.1: cannot open shared object file: No such file or directory")).toMatch(
      /It needs libgone\.so\.1/,
    );
    expect(said("/app/libx.so: cannot open shared object file: No such file or directory")).not.toMatch(/It needs/);
    expect(said("something else")).toBe("open: the system refused to load /app/libx.so: something else");
  });
});
