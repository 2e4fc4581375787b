// The one list of packages that topher is tried on although nobody wrote them for it. Builds, tests, the type check and the table of
// docs/proof.md are derived from it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.ts";

/** A package, and the example that uses it. */
export interface ProofPackage {
  /** The folder below examples/: main.ts with expected.txt, and tests of larger input beside it. */
  readonly example: string;
  /** The import path of the package that the share is about. */
  readonly package: string;
  /** The version of its module; the standard library has Go's own. */
  readonly version?: string;
  /** Packages of the same module that go into the same library, because values of theirs are arguments or results. */
  readonly companions?: readonly string[];
}

export const proofPackages: readonly ProofPackage[] = [
  {
    example: "30-goldmark",
    package: "github.com/yuin/goldmark",
    version: "v1.8.7",
    companions: ["github.com/yuin/goldmark/extension", "github.com/yuin/goldmark/renderer/html"],
  },
  { example: "31-esbuild", package: "github.com/evanw/esbuild/pkg/api", version: "v0.28.2" },
  { example: "32-expr", package: "github.com/expr-lang/expr", version: "v1.17.8" },
  {
    example: "33-cel",
    package: "github.com/google/cel-go/cel",
    version: "v0.28.0",
    companions: ["github.com/google/cel-go/common/types/ref"],
  },
  { example: "34-excelize", package: "github.com/xuri/excelize/v2", version: "v2.11.1" },
  { example: "35-strings", package: "strings" },
  { example: "36-url", package: "net/url" },
  { example: "37-regexp", package: "regexp" },
  { example: "38-go-format", package: "go/format", companions: ["go/token", "go/ast", "go/parser"] },
  { example: "39-text-template", package: "text/template" },
  { example: "40-math-big", package: "math/big" },
  { example: "41-archive-zip", package: "archive/zip" },
];

/** Programs about tasks, channels and streams, with Go packages of their own or one of the above: built and tried in the same way, without a share. */
export const programPackages: readonly ProofPackage[] = [
  { example: "42-crawler", package: "./crawl" },
  { example: "43-gzip", package: "./squeeze" },
  { example: "44-progress", package: "./digest" },
  { example: "45-esbuild-plugin", package: "github.com/evanw/esbuild/pkg/api", version: "v0.28.2" },
];

/** The folder of a library, within its example: `goldmark-js` of `30-goldmark`. */
export function outOf({ example }: ProofPackage): string {
  return `${example.replace(/^\d+-/, "")}-js`;
}

/** What `topher build` is given: `github.com/yuin/goldmark@v1.8.7`, then the companions. */
export function patternsOf({ package: name, version, companions = [] }: ProofPackage): string[] {
  return [name, ...companions].map((each) => (version === undefined ? each : `${each}@${version}`));
}

/** How much of a package's exported symbols is bound. */
export interface Share {
  readonly bound: number;
  readonly exported: number;
}

/** docs/proof-shares.json, of which docs/proof.md shows a table. */
export interface ProofShares {
  /** Go without its patch, `go1.26`: another one has more in its standard library. */
  readonly go: string;
  readonly packages: readonly (Share & {
    readonly package: string;
    readonly version: string;
    readonly example: string;
  })[];
}

/** What the built libraries say of the packages themselves, without their companions. */
export function measuredShares(): ProofShares {
  const reports = proofPackages.map((proof) => {
    const file = path.join(root, "examples", proof.example, outOf(proof), "topher.json");
    const { go, packages } = JSON.parse(readFileSync(file, "utf8")) as Report;
    const share = packages.find((each) => each.package === proof.package)?.share;
    if (share === undefined) throw new Error(`${path.relative(root, file)} does not know ${proof.package}`);
    const { package: name, version = "", example } = proof;
    return { go: /^go\d+\.\d+/.exec(go)?.[0] ?? go, row: { package: name, version, example, ...share } };
  });
  return { go: reports[0]?.go ?? "", packages: reports.map(({ row }) => row) };
}

/** What is read of a topher.json. */
interface Report {
  readonly go: string;
  readonly packages: readonly { readonly package: string; readonly share: Share }[];
}
