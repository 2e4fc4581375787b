/**
 * The output folder for one import path: `./goldmark-js` for `github.com/yuin/goldmark@v1.8.7`, `./mathx-js` for `example.com/mathx/v2`.
 *
 * @returns undefined where the user has to name one: for folders, whose output would often lie among the user's own files, and for several packages
 */
export function defaultOut(packages: readonly string[]): string | undefined {
  const [only = "", ...others] = packages;
  if (others.length > 0 || /^\.{0,2}(\/|$)|^[a-zA-Z]:[\\/]|\.\.\./.test(only)) return undefined;
  const elements = only.replace(/@.*$/, "").split("/");
  const last = elements.at(-1) ?? "";
  const name = /^v\d+$/.test(last) && elements.length > 1 ? elements.at(-2) : last;
  return `./${name}-js`;
}
