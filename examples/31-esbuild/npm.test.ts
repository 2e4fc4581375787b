// esbuild in process against esbuild's own npm package of the same version: the same inputs, the same outputs, to the byte.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as npm from "esbuild";
import {
  build,
  Charset,
  Format,
  JSX,
  LegalComments,
  Loader,
  Platform,
  SourceMap,
  Target,
  transform,
  type TransformOptionsInput,
} from "./esbuild-js/index.js";

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

const component = `
import { useState, type ReactNode } from "react";
enum Level { low = 1, high = low << 2 }
declare const DEBUG: boolean;
export abstract class Panel<T extends object> {
  static #count = 0;
  constructor(protected readonly title: string, private items?: T[]) { Panel.#count++; }
  get size() { return this.items?.length ?? Level.low; }
  async *[Symbol.asyncIterator]() { for (const item of this.items ?? []) yield item satisfies T; }
}
export const View = ({ children, ...rest }: { children: ReactNode }) => {
  const [open, setOpen] = useState(false);
  if (DEBUG) console.log(\`open: \${open} — ümlaut 🎉\`);
  return <><button {...rest} onClick={() => setOpen(!open)}>{open ? children : "…"}</button></>;
};
/*! licence: MIT */
`;

/** What both are asked: the options of Go's API, and the same ones as the npm package spells them. */
const inputs: readonly (readonly [string, string, TransformOptionsInput, npm.TransformOptions])[] = [
  ["plain JavaScript", "let x = 1\nexport { x as default }", {}, {}],
  ["nothing", "", {}, {}],
  ["TSX", component, { loader: Loader.tsx }, { loader: "tsx" }],
  [
    "TSX for old browsers",
    component,
    { loader: Loader.tsx, target: Target.es2017, jsx: JSX.automatic },
    { loader: "tsx", target: "es2017", jsx: "automatic" },
  ],
  [
    "TSX, minified",
    component,
    { loader: Loader.tsx, minifyWhitespace: true, minifyIdentifiers: true, minifySyntax: true, charset: Charset.utf8 },
    { loader: "tsx", minify: true, charset: "utf8" },
  ],
  [
    "TSX with a source map",
    component,
    { loader: Loader.tsx, sourcemap: SourceMap.external, sourcefile: "panel.tsx" },
    { loader: "tsx", sourcemap: "external", sourcefile: "panel.tsx" },
  ],
  [
    "CommonJS with defines, a banner and comments of their own",
    component,
    {
      loader: Loader.tsx,
      format: Format.commonJS,
      platform: Platform.node,
      define: { DEBUG: "false" },
      banner: "// made",
      legalComments: LegalComments.external,
      jsxFactory: "h",
    },
    {
      loader: "tsx",
      format: "cjs",
      platform: "node",
      define: { DEBUG: "false" },
      banner: "// made",
      legalComments: "external",
      jsxFactory: "h",
    },
  ],
  [
    "CSS",
    "a { color: #ff0000; &:hover { inset: 0 } }",
    { loader: Loader.css, minifySyntax: true },
    { loader: "css", minifySyntax: true },
  ],
  [
    "JSON",
    `{ "a": [1, 2, { "b": null }] }`,
    { loader: Loader.json, format: Format.iife, globalName: "data" },
    { loader: "json", format: "iife", globalName: "data" },
  ],
  [
    "mangled properties",
    "x.foo_ = y.bar_",
    { mangleProps: "_$", mangleCache: { foo_: "kept", bar_: false } },
    { mangleProps: /_$/, mangleCache: { foo_: "kept", bar_: false } },
  ],
];

for (const [name, source, options, spelled] of inputs) {
  test(`transform of ${name} is what the npm package makes of it`, async () => {
    const ours = transform(source, options);
    const theirs = await npm.transform(source, spelled);
    assert.deepEqual(ours.errors, []);
    assert.equal(text(ours.code), theirs.code);
    assert.equal(text(ours.map), theirs.map);
    assert.equal(text(ours.legalComments), theirs.legalComments ?? "");
    assert.deepEqual(ours.mangleCache, theirs.mangleCache ?? {});
    assert.deepEqual(
      ours.warnings.map(({ id, text }) => ({ id, text })),
      theirs.warnings.map(({ id, text }) => ({ id, text })),
    );
  });
}

test("transform reports the same errors as the npm package", async () => {
  const source = "let x = 1;\nlet x = 2;\nreturn <b>;";
  const { errors } = transform(source, { sourcefile: "wrong.js" });
  const refused = await npm.transform(source, { sourcefile: "wrong.js" }).catch((error: npm.TransformFailure) => error);
  assert.ok("errors" in refused);
  const flat = (location: { file: string; line: number; column: number; lineText: string } | null) =>
    location && [location.file, location.line, location.column, location.lineText];
  assert.ok(errors.length > 1);
  assert.deepEqual(
    errors.map((each) => [each.text, flat(each.location)]),
    refused.errors.map((each) => [each.text, flat(each.location)]),
  );
});

test("build of a bundle gives the same files as the npm package", async () => {
  const folder = import.meta.dirname;
  const ours = build({
    entryPoints: ["main.ts"],
    absWorkingDir: folder,
    bundle: true,
    external: ["./esbuild-js/*"],
    format: Format.esModule,
    target: Target.es2020,
    sourcemap: SourceMap.linked,
    outdir: "/out",
    metafile: true,
    minifySyntax: true,
  });
  const theirs = await npm.build({
    entryPoints: ["main.ts"],
    absWorkingDir: folder,
    bundle: true,
    external: ["./esbuild-js/*"],
    format: "esm",
    target: "es2020",
    sourcemap: "linked",
    outdir: "/out",
    metafile: true,
    minifySyntax: true,
    write: false,
  });
  assert.deepEqual(ours.errors, []);
  assert.equal(ours.outputFiles.length, 2);
  assert.deepEqual(
    ours.outputFiles.map(({ path, contents, hash }) => [path, text(contents), hash]),
    theirs.outputFiles.map(({ path, contents, hash }) => [path, text(contents), hash]),
  );
  assert.deepEqual(JSON.parse(ours.metafile), theirs.metafile);
});

test("a plugin is JavaScript: setup sees the options, onEnd the result and adds to it", () => {
  const seen: unknown[] = [];
  const { outputFiles, errors } = build({
    stdin: { contents: "export let x = import.meta.url", sourcefile: "x.js" },
    format: Format.esModule,
    plugins: [
      {
        name: "observer",
        setup({ initialOptions, onEnd }) {
          seen.push(initialOptions?.format, initialOptions?.stdin?.contents);
          onEnd?.((result) => {
            seen.push(text(result?.outputFiles[0]?.contents));
            return { errors: [{ text: "too long", location: { file: "x.js", line: 1, lineText: "export" } }] };
          });
        },
      },
    ],
  });
  const code = text(outputFiles[0]?.contents);
  assert.match(code, /import\.meta\.url/);
  assert.deepEqual(seen, [Format.esModule, "export let x = import.meta.url", code]);
  assert.deepEqual(
    errors.map(({ pluginName, text, location }) => [pluginName, text, location?.line]),
    [["observer", "too long", 1]],
  );
});

test("what a plugin's callback throws is an error of the build", () => {
  const { errors } = build({
    stdin: { contents: "" },
    plugins: [
      {
        name: "refuses",
        setup({ onEnd }) {
          onEnd?.(() => {
            throw new Error("too short");
          });
        },
      },
    ],
  });
  assert.deepEqual(
    errors.map(({ pluginName, text }) => [pluginName, text]),
    [["refuses", "too short"]],
  );
});

test("what setup throws ends the build, the same object", () => {
  const refused = new Error("not today");
  const setup = () => {
    throw refused;
  };
  assert.throws(
    () => build({ stdin: { contents: "" }, plugins: [{ name: "refuses", setup }] }),
    (error) => error === refused,
  );
});

test("a callback that esbuild calls from another goroutine fails the build and says why", () => {
  // Synchronous calls hold the JavaScript thread, and esbuild loads files on goroutines of its own.
  const { errors } = build({
    stdin: { contents: 'import "./other.js"', resolveDir: import.meta.dirname },
    bundle: true,
    plugins: [
      {
        name: "loader",
        setup({ onResolve }) {
          onResolve?.({ filter: "other" }, () => ({ path: "/never" }));
        },
      },
    ],
  });
  assert.equal(errors.length, 1);
  assert.match(errors[0]?.text ?? "", /goroutine/);
});

after(() => npm.stop());
