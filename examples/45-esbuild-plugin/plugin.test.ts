// Plugins in JavaScript under esbuild in process, compared with the same plugins under esbuild's npm package of the same version.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";
import * as npm from "esbuild";
import { stats } from "topher";
import {
  build,
  context,
  Format,
  Loader,
  type BuildOptionsInput,
  type BuildResult,
  type PluginInput,
} from "./esbuild-plugin-js/index.js";

after(() => npm.stop());

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const outputs = ({ outputFiles }: BuildResult) => outputFiles.map(({ contents }) => text(contents));
const theirOutputs = ({ outputFiles }: npm.BuildResult<{ write: false }>) => outputFiles.map((file) => file.text);

/** Modules that import each other: n imports 2n + 1 and 2n + 2. */
const tree = (size: number) => (n: number) =>
  [2 * n + 1, 2 * n + 2]
    .filter((to) => to < size)
    .map((to) => `import "tree:${to}";`)
    .join("") + `console.log(${n});`;

function treePlugin(source: (n: number) => string | Promise<string>): PluginInput {
  return {
    name: "tree",
    setup({ onResolve, onLoad }) {
      onResolve?.({ filter: "^tree:" }, (asked) => ({ path: asked.path.slice("tree:".length), namespace: "tree" }));
      onLoad?.({ filter: ".*", namespace: "tree" }, async (asked) => ({ contents: await source(Number(asked.path)) }));
    },
  };
}

function theirTreePlugin(source: (n: number) => string | Promise<string>): npm.Plugin {
  return {
    name: "tree",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^tree:/ }, (asked) => ({ path: asked.path.slice("tree:".length), namespace: "tree" }));
      onLoad({ filter: /(?:)/, namespace: "tree" }, async (asked) => ({ contents: await source(Number(asked.path)) }));
    },
  };
}

/** Builds in a task, as every plugin with onResolve or onLoad has to. */
async function built(options: BuildOptionsInput): Promise<BuildResult> {
  const result = await build.async(options);
  assert.deepEqual(
    result.errors.map((error) => error.text),
    [],
  );
  return result;
}

test("a plugin that resolves and loads gives what it gives in the npm package", async () => {
  const source = tree(300);
  const contents = `import "tree:0";`;
  const ours = await built({ stdin: { contents }, bundle: true, plugins: [treePlugin(source)] });
  const theirs = await npm.build({
    stdin: { contents },
    bundle: true,
    write: false,
    plugins: [theirTreePlugin(source)],
  });
  assert.deepEqual(outputs(ours), theirOutputs(theirs));
  assert.equal(outputs(ours)[0]?.match(/console\.log/g)?.length, 300);
});

test("goroutines ask at the same time and wait for promises", async () => {
  let waiting = 0;
  let most = 0;
  const source = async (n: number) => {
    most = Math.max(most, ++waiting);
    await new Promise((resolve) => setTimeout(resolve, 5));
    waiting--;
    return tree(63)(n);
  };
  const ours = await built({ stdin: { contents: `import "tree:0";` }, bundle: true, plugins: [treePlugin(source)] });
  assert.equal(outputs(ours)[0]?.match(/console\.log/g)?.length, 63);
  assert.ok(most > 8, `${most} at once`);
});

test("a loader for files of its own reads them in JavaScript", async () => {
  const folder = import.meta.dirname;
  const plugin: PluginInput = {
    name: "text",
    setup({ onLoad }) {
      onLoad?.({ filter: "expected\\.txt$" }, async (asked) => ({
        contents: `export default ${JSON.stringify(await readFile(asked.path, "utf8"))}`,
        loader: Loader.js,
      }));
    },
  };
  const contents = `export { default } from "./expected.txt";`;
  const ours = await built({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format: Format.commonJS,
    plugins: [plugin],
  });
  const module = { exports: {} as { default?: string } };
  // oxlint-disable-next-line no-implied-eval
  new Function("module", outputs(ours)[0]!)(module);
  assert.equal(module.exports.default, await readFile(path.join(folder, "expected.txt"), "utf8"));
});

test("what onLoad throws is an error of the build with the text that it has in the npm package", async () => {
  const source = () => {
    throw new Error("not today");
  };
  const contents = `import "tree:0";`;
  const ours = await build.async({ stdin: { contents }, bundle: true, plugins: [treePlugin(source)] });
  const theirs = await npm
    .build({ stdin: { contents }, bundle: true, write: false, logLevel: "silent", plugins: [theirTreePlugin(source)] })
    .catch((error: npm.BuildFailure) => error);
  assert.deepEqual(
    ours.errors.map((error) => [error.pluginName, error.text]),
    theirs.errors.map((error) => [error.pluginName, error.text]),
  );
  assert.equal(ours.errors.length, 1);
});

test("a context builds again, and asks the plugin again for what it said before", async () => {
  let version = 1;
  const loads: number[] = [];
  const plugin = treePlugin((n) => {
    loads.push(n);
    return `console.log("version ${version} of ${n}")`;
  });
  const contents = `import "tree:0"; import "tree:1";`;
  const [made] = await context.async({ stdin: { contents }, bundle: true, plugins: [plugin] });
  assert.ok(made !== null);
  for (version = 1; version <= 20; version++) {
    const code: string = outputs(await made.async.rebuild())[0] ?? "";
    assert.ok(code.includes(`version ${version} of 0`) && code.includes(`version ${version} of 1`));
  }
  assert.equal(loads.length, 40);
  await made.async.dispose();
});

test("onStart and onEnd are called for each build, in order", async () => {
  const heard: string[] = [];
  const plugin: PluginInput = {
    name: "order",
    setup({ onStart, onEnd }) {
      onStart?.(() => {
        heard.push("start");
        return {};
      });
      onEnd?.((result) => {
        heard.push(`end ${result?.outputFiles.length}`);
        return {};
      });
    },
  };
  const [made] = await context.async({ stdin: { contents: "1" }, plugins: [plugin] });
  assert.ok(made !== null);
  await made.async.rebuild();
  await made.async.rebuild();
  assert.deepEqual(heard, ["start", "end 1", "start", "end 1"]);
  await made.async.dispose();
});

test("resolve of Go, called in a callback that Go waits for, answers as in the npm package", async () => {
  const folder = import.meta.dirname;
  const found: (string | undefined)[] = [];
  const contents = `import "asked:./main.ts";`;
  const plugin: PluginInput = {
    name: "resolver",
    setup({ onResolve, resolve }) {
      onResolve?.({ filter: "^asked:" }, async ({ path: asked, resolveDir, kind }) => {
        const { path: file } = await resolve!.async(asked.slice("asked:".length), { resolveDir, kind });
        found.push(file);
        return { path: file, external: true };
      });
    },
  };
  await built({ stdin: { contents, resolveDir: folder }, bundle: true, plugins: [plugin] });
  assert.deepEqual(found, [path.join(folder, "main.ts")]);
});

test("ten builds at a time do not disturb each other", async () => {
  const all = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      const plugin = treePlugin((n) => `${tree(31)(n)}console.log("build ${i}");`);
      return outputs(await built({ stdin: { contents: `import "tree:0";` }, bundle: true, plugins: [plugin] }))[0]!;
    }),
  );
  for (const [i, code] of all.entries()) {
    assert.equal(code.match(new RegExp(`build ${i}"`, "g"))?.length, 31);
    assert.equal(code.match(/build \d/g)?.length, 31);
  }
  // A goroutine ends a moment after its task.
  for (let i = 0; i < 1000 && stats().tasks > 0; i++) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(stats().tasks, 0);
});
