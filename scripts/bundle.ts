// Makes the JavaScript of a package that every program loads: its build script, run in the package's folder.
//
// A runtime takes longer to find and link a hundred small modules than to run what is in them (docs/rationale.md), so that what a package
// exports becomes a file each, and what these share another one.
import { globSync, readFileSync, rmSync } from "node:fs";
import { build } from "rolldown";

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

/** Modules beside the exports that stay files of their own: what `bench/src/counting.ts` looks into. */
const inside: Readonly<Record<string, readonly string[]>> = {
  "@topher/core": ["link/call"],
  "@topher/node": ["adapter"],
  "@topher/bun": ["adapter"],
  "@topher/deno": ["adapter"],
};

const { name, exports } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const exported = Object.values(exports).flatMap((target) =>
  typeof target === "string" ? [] : [target.default.replace(/^\.\/dist\/(.*)\.js$/, "$1")],
);
for (const old of globSync("dist/**/*.{js,js.map}")) rmSync(old);
await build({
  input: Object.fromEntries([...exported, ...(inside[name] ?? [])].map((entry) => [entry, `./src/${entry}.ts`])),
  external: /^[^./]/, // other packages and what the runtime has
  platform: "neutral",
  tsconfig: false,
  output: {
    dir: "dist",
    entryFileNames: "[name].js",
    chunkFileNames: "shared-[name].js", // as deep as what is in it was: it may look for files beside it
    sourcemap: true,
    sourcemapExcludeSources: true, // they are in the package
  },
});
