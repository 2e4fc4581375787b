// npm run format: formats TypeScript and Go, and applies the linter's safe fixes.
import path from "node:path";
import { goPatterns } from "./check.ts";
import { run } from "./run.ts";

await run("format/oxlint", "oxlint", ["--fix"]);
await run("format/oxfmt", "oxfmt", ["."], { check: true });
await run("format/gofmt", "gofmt", ["-w", ...goPatterns().map((pattern) => path.dirname(pattern))], { check: true });
