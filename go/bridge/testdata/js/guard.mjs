// Loads a guarded library into Node, Bun or Deno and prints what the guard does there as one line of JSON.
//
//	<runtime> guard.mjs LIBRARY KOFFI      (KOFFI is the folder of the koffi package; only Node uses it)
const runtime = globalThis.Deno ? "deno" : globalThis.Bun ? "bun" : "node";
const { readFileSync, readdirSync } = await import("node:fs");
const [library, koffiFolder] = globalThis.Deno ? Deno.args : process.argv.slice(2);

const functions = {
  noop: [[], "void"],
  broken_write_c: [[], "i32"],
  broken_write_go: [[], "i32"],
  topher_guard_version: [[], "i32"],
  topher_signals_repair: [[], "i32"],
  topher_stack_lookups: [[], "i64"],
  topher_wakes_live: [[], "i64"],
  topher_go_runtimes: [["buffer", "i64"], "i64"],
};

async function load() {
  if (runtime === "deno") {
    const symbols = {};
    for (const [name, [parameters, result]] of Object.entries(functions)) symbols[name] = { parameters, result };
    return Deno.dlopen(library, symbols).symbols;
  }
  if (runtime === "bun") {
    const { dlopen } = await import("bun:ffi");
    const symbols = {};
    for (const [name, [args, returns]] of Object.entries(functions)) {
      symbols[name] = { args: args.map((a) => (a === "buffer" ? "ptr" : a)), returns };
    }
    return dlopen(library, symbols).symbols;
  }
  const { createRequire } = await import("node:module");
  const koffi = createRequire(import.meta.url)(koffiFolder);
  const types = { i32: "int32_t", i64: "int64_t", void: "void", buffer: "uint8_t *" };
  const lib = koffi.load(library);
  const out = {};
  for (const [name, [args, result]] of Object.entries(functions)) out[name] = lib.func(name, types[result], args.map((a) => types[a]));
  return out;
}

const ignoresSIGPIPE = () => (BigInt(`0x${/SigIgn:\s*(\w+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]}`) >> 12n) & 1n;

const before = Number(ignoresSIGPIPE());
const go = await load();
const atOnce = Number(ignoresSIGPIPE());
go.noop();
const lookups = Number(go.topher_stack_lookups());
for (let i = 0; i < 1000; i++) go.noop();

const repairedAtLoad = go.topher_signals_repair();
let repairedLate = 0;
for (const signal of ["SIGUSR2", "SIGHUP", "SIGCONT"]) {
  process.on(signal, () => {});
  repairedLate += go.topher_signals_repair(); // where the watch has not been faster
}

const text = new Uint8Array(8192);
const started = performance.now();
const bytes = Number(go.topher_go_runtimes(text, 8192));
const search = performance.now() - started;

console.log(
  JSON.stringify({
    runtime,
    before,
    atOnce,
    after: Number(ignoresSIGPIPE()),
    brokenC: go.broken_write_c(),
    brokenGo: go.broken_write_go(),
    version: go.topher_guard_version(),
    newLookups: Number(go.topher_stack_lookups()) - lookups,
    repairedAtLoad,
    repairedLate,
    runtimes: new TextDecoder().decode(text.subarray(0, bytes)),
    searchMs: Number(search.toFixed(3)),
  }),
);
process.exit(0);
