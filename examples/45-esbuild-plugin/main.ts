// esbuild's context API in process, with a plugin in JavaScript: goroutines of esbuild ask it and wait for its answers.
import { context, Loader, type PluginInput } from "./esbuild-plugin-js/index.js";

const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/** Modules that exist nowhere but here. */
const virtual: Record<string, string> = {
  greeting: `import { name } from "virtual:name"; export const greeting = "Hello, " + name + "!";`,
  name: `export const name = "esbuild";`,
};

const asked: string[] = [];
const plugin: PluginInput = {
  name: "virtual",
  setup({ onResolve, onLoad, onEnd }) {
    onResolve?.({ filter: "^virtual:" }, ({ path }) => ({ path: path.slice("virtual:".length), namespace: "virtual" }));
    // A promise is as good as a value: the goroutine waits.
    onLoad?.({ filter: ".*", namespace: "virtual" }, async ({ path }) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      asked.push(path);
      return { contents: virtual[path] ?? null, loader: Loader.js };
    });
    onEnd?.((result) => {
      console.log("built with", result?.errors.length, "errors");
      return {};
    });
  },
};

// Creating the context calls setup. Building calls the rest, from goroutines, so both are tasks.
const [build, refused] = await context.async({
  stdin: { contents: `import { greeting } from "virtual:greeting"; console.log(greeting);`, sourcefile: "main.js" },
  bundle: true,
  minifySyntax: true,
  plugins: [plugin],
});
if (build === null) throw new Error(refused?.error());

const first = await build.async.rebuild();
console.log(decode(first.outputFiles[0]?.contents));
console.log("asked for", asked.toSorted().join(", "));

// A context is made for building again: what has changed is asked for anew.
virtual["name"] = `export const name = "everybody";`;
const second = await build.async.rebuild();
console.log(decode(second.outputFiles[0]?.contents).includes("everybody"));

// What the plugin does not know is an error of the build.
delete virtual["name"];
virtual["greeting"] = `import "virtual:nothing";`;
const third = await build.async.rebuild();
for (const { text } of third.errors) console.log(text);

await build.async.dispose();
