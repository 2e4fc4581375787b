// One case in one process, so that its call site stays monomorphic.
// usage: <runtime> case.mjs <backend> <case> <library>; prints ns per call.
const args = globalThis.Deno ? Deno.args : process.argv.slice(2);
const [backend, name, path] = args;

async function open() {
  switch (backend) {
    case "koffi":
    case "koffi without the cache": {
      const { default: koffi } = await import("koffi");
      const lib = koffi.load(path);
      return {
        noop: lib.func("Noop", "void", []),
        add2: lib.func("Add2", "double", ["double", "double"]),
        sum8: lib.func("Sum8", "double", ["double *", "int64_t"]),
      };
    }
    case "node:ffi": {
      const { dlopen } = await import("node:ffi");
      const { functions: f } = dlopen(path, {
        Noop: { arguments: [], return: "void" },
        Add2: { arguments: ["double", "double"], return: "double" },
        Sum8: { arguments: ["buffer", "int64"], return: "double" },
      });
      return { noop: f.Noop, add2: f.Add2, sum8: f.Sum8, len: 8n };
    }
    case "napi": {
      const { default: process } = await import("node:process");
      const m = { exports: {} };
      process.dlopen(m, path);
      return m.exports;
    }
    case "bun:ffi": {
      const { dlopen } = await import("bun:ffi");
      const { symbols: f } = dlopen(path, {
        Noop: { args: [], returns: "void" },
        Add2: { args: ["f64", "f64"], returns: "f64" },
        Sum8: { args: ["buffer", "i64"], returns: "f64" },
      });
      return { noop: f.Noop, add2: f.Add2, sum8: f.Sum8 };
    }
    case "deno":
    case "deno, bigint length": {
      const { symbols: f } = Deno.dlopen(path, {
        Noop: { parameters: [], result: "void" },
        Add2: { parameters: ["f64", "f64"], result: "f64" },
        Sum8: { parameters: ["buffer", "i64"], result: "f64" },
      });
      return { noop: f.Noop, add2: f.Add2, sum8: f.Sum8, len: backend === "deno" ? 8 : 8n };
    }
  }
  throw new Error(`unknown backend ${backend}`);
}

const lib = await open();
const { noop, add2, sum8 } = lib;
const view = new Float64Array([1, 2, 3, 4, 5, 6, 7, 8]);
const len = lib.len ?? 8;
if (add2(1, 2) !== 3 || sum8(view, len) !== 36) throw new Error("wrong result");

let sink = 0;
const loops = {
  noop: (n) => {
    for (let i = 0; i < n; i++) noop();
  },
  add2: (n) => {
    let s = 0;
    for (let i = 0; i < n; i++) s += add2(i, 1.5);
    sink += s;
  },
  sum8: (n) => {
    let s = 0;
    for (let i = 0; i < n; i++) s += sum8(view, len);
    sink += s;
  },
};
const loop = loops[name];
// Without the cache a call takes so long that a few of them do.
const calls = backend === "koffi without the cache" ? 1e3 : 1e6;
let best = Infinity;
for (let run = 0; run < 12; run++) {
  const start = performance.now();
  loop(calls);
  best = Math.min(best, ((performance.now() - start) / calls) * 1e6);
}
console.log(best.toFixed(1));
