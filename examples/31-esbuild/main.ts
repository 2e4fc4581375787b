// esbuild's Go API in process: no child process, no protocol between them.
import { build, Format, formatMessages, JSX, Loader, SourceMap, Target, transform } from "./esbuild-js/index.js";

const component = `
import type { Props } from "./props";
enum Size { small = 1, large }
export const Greeting = ({ name, size = Size.large }: Props) => <h{size}>Hello, {name ?? "you"}!</h{size}>;
`.replaceAll("h{size}", "h1");

const { code, errors } = transform(component, {
  loader: Loader.tsx,
  jsx: JSX.automatic,
  target: Target.es2019,
  minifySyntax: true,
});
console.log(errors.length);
console.log(new TextDecoder().decode(code));

// What is wrong with the source comes as data, and esbuild's own words for it from another function.
const wrong = transform("let x = 1;\nlet x = 2;", { sourcefile: "twice.js", logLimit: 0 });
console.log(formatMessages(wrong.errors, { terminalWidth: 80 }).join(""));

// A bundle in memory: write is false unless one says otherwise, and the files come back.
const bundle = build({
  stdin: { contents: "export const answer: number = 6 * 7;", sourcefile: "answer.ts", loader: Loader.ts },
  bundle: true,
  format: Format.iife,
  globalName: "lib",
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: SourceMap.external,
  outfile: "/out/answer.js",
});
for (const { path, contents } of bundle.outputFiles) console.log(path, contents.length);
const script = bundle.outputFiles.find(({ path }) => path.endsWith(".js"));
console.log(new TextDecoder().decode(script?.contents));

// A plugin: Go calls setup with a struct of funcs, which are JavaScript functions here, and later what setup has given to them.
build({
  stdin: { contents: "export const version = 1" },
  format: Format.commonJS,
  plugins: [
    {
      name: "report",
      setup({ initialOptions, onEnd }) {
        console.log("setup:", initialOptions?.stdin?.contents);
        onEnd?.((result) => {
          console.log("built:", new TextDecoder().decode(result?.outputFiles[0]?.contents).split("\n").at(-2));
          return {};
        });
      },
    },
  ],
});
