// What can be wrong with a library's file: each fault puts something into the place of a good library, and says how it is refused.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { ErrorCode } from "topher";
import { compileC } from "./c-library.ts";

/** A way in which a library's file is no good. */
export interface Fault {
  readonly code: ErrorCode;
  /** What the message says behind the file's path. */
  readonly message: RegExp;
  /** Makes it at a path, of the bytes of a good library. */
  put(file: string, good: Uint8Array): void;
}

const content =
  (bytes: string | Uint8Array): Fault["put"] =>
  (file) =>
    writeFileSync(file, bytes);

/** Changes of a good library's bytes. */
const changed = (change: (header: DataView) => void): Fault["put"] => {
  return (file, good) => {
    const bytes = new Uint8Array(good);
    change(new DataView(bytes.buffer));
    writeFileSync(file, bytes);
  };
};

const notElf = /is not a shared library: its first bytes are not those of an ELF file \(\d+ bytes\)/;
const here = process.arch;

// e_ident has the form at bytes 4 and 5; e_type is at 16, e_machine at 18.
const machines = Object.entries({ arm64: 183, x64: 62, riscv64: 243, arm: 40, "machine 60000": 60_000 });
const wrongMachines = Object.fromEntries(
  machines
    .filter(([name]) => name !== here)
    .map(([name, number]): [string, Fault] => [
      `is for ${name}`,
      {
        code: "TOPHER_WRONG_ARCHITECTURE",
        message: new RegExp(`was built for ${name}, but this \\w+ runs on ${here}\\. Build it with GOARCH=`),
        put: changed((header) => header.setUint16(18, number, true)),
      },
    ]),
);

/** The faults of files, by what the file is; those of Linux, where the file is looked at before it is loaded. */
export const faults: Readonly<Record<string, Fault>> = {
  "is empty": { code: "TOPHER_NOT_A_LIBRARY", message: notElf, put: content("") },
  "is text": { code: "TOPHER_NOT_A_LIBRARY", message: notElf, put: content("not a library\n".repeat(100)) },
  "is a script": { code: "TOPHER_NOT_A_LIBRARY", message: notElf, put: content("#!/bin/sh\nexit 1\n") },
  "is zeros": { code: "TOPHER_NOT_A_LIBRARY", message: notElf, put: content(new Uint8Array(10_000)) },
  "is for macOS": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /is not a shared library: it is a Mach-O file, for macOS/,
    put: content(Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1)),
  },
  "is for several sorts of Mac": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /is not a shared library: it is a Mach-O file, for macOS/,
    put: content(Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2)),
  },
  "is for Windows": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /is not a shared library: it is a PE file, for Windows/,
    put: content("MZ\x90\0\x03"),
  },
  "is a static library": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /is not a shared library: it is an archive, as -buildmode=c-archive makes it/,
    put: content("!<arch>\ngo.o/           0           0     0     644     8         `\n"),
  },
  "is WebAssembly": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /is not a shared library: it is a WebAssembly module/,
    put: content("\0asm\x01\0\0\0"),
  },
  ...wrongMachines,
  "is for 32 bits": {
    code: "TOPHER_WRONG_ARCHITECTURE",
    message: new RegExp(`was built for ${here} \\(32 bits\\), but this \\w+ runs on ${here}`),
    put: changed((header) => header.setUint8(4, 1)),
  },
  "is for a big-endian processor": {
    code: "TOPHER_WRONG_ARCHITECTURE",
    message: /was built for arm64 \(big-endian\), but this/,
    put: changed((header) => {
      header.setUint8(5, 2);
      header.setUint16(18, 183, false);
    }),
  },
  "is an object file": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /it is an ELF file of another type/,
    put: (file) => compileC(file, "int one(void) { return 1; }", ["-c"]),
  },
  "is a core dump": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /it is an ELF file of another type/,
    put: changed((header) => header.setUint16(16, 4, true)),
  },
  "is a static program": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /it is an ELF file of another type/,
    put: (file) => compileC(file, "int main(void) { return 1; }", ["-static", "-no-pie"]),
  },
  "is a program": {
    code: "TOPHER_LOAD",
    message: /cannot dynamically load position-independent executable/,
    put: (file) => compileC(file, "int main(void) { return 1; }", ["-pie", "-fPIE"]),
  },
  "is a folder": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /is not a shared library: it is not a file/,
    put: (file) => mkdirSync(file),
  },
  "is a pipe": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /is not a shared library: it is not a file/,
    put: (file) => execFileSync("mkfifo", [file]),
  },
  "is a device": {
    code: "TOPHER_NOT_A_LIBRARY",
    message: /is not a shared library: it is not a file/,
    put: (file) => symlinkSync("/dev/zero", file),
  },
  "is not there": { code: "TOPHER_NOT_FOUND", message: /there is no file at/, put() {} },
  "is a link to nothing": {
    code: "TOPHER_NOT_FOUND",
    message: /there is no file at/,
    put: (file) => symlinkSync("./nothing.so", file),
  },
  "is a link to itself": {
    code: "TOPHER_NOT_FOUND",
    message: /there is no file at/,
    put: (file) => symlinkSync(path.basename(file), file),
  },
  "needs a library that is not there": {
    code: "TOPHER_LOAD",
    message:
      /libtophergone\.so: cannot open shared object file.*It needs libtophergone\.so, which is not installed.*ldd /,
    put: linkedTo("libtophergone.so", "int gone(void) { return 1; }"),
  },
  "needs musl": {
    code: "TOPHER_MUSL",
    message: /was built for musl \(Alpine\?\), as it needs libc\.musl-x86_64\.so\.1, but this \w+ runs on glibc/,
    put: linkedTo("libc.musl-x86_64.so.1", "int gone(void) { return 1; }"),
  },
  "needs a newer glibc": {
    code: "TOPHER_LOAD",
    message: /GLIBC_9\.99.*not found.*It was built with a newer C library than the one here/,
    put: linkedTo("libc.so.6", "int gone(void) { return 1; }", "GLIBC_9.99"),
  },
};

/** Makes a library that calls a function of another one, which is then gone; `version` is that of the function. */
function linkedTo(soname: string, source: string, version?: string): Fault["put"] {
  return (file) => {
    const other = `${file}.${soname}`;
    const flags = ["-shared", "-fPIC", "-nostdlib"];
    const versions = `${file}.versions`;
    writeFileSync(versions, `${version ?? "V1"} { global: gone; };\n`);
    compileC(other, source, [...flags, `-Wl,-soname,${soname}`, `-Wl,--version-script=${versions}`]);
    compileC(file, "int gone(void);\nint call(void) { return gone(); }", [...flags, other]);
    for (const made of [other, versions]) rmSync(made);
  };
}
