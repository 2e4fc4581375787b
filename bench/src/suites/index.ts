import { asynchronous } from "./async.ts";
import { calls } from "./calls.ts";
import { esbuild } from "./esbuild.ts";
import { start } from "./start.ts";
import { streams } from "./streams.ts";
import type { Suite } from "./suite.ts";
import { tutorial } from "./tutorial.ts";
import { values } from "./values.ts";

/** The suites, in the order of the report. */
export const suites: readonly Suite[] = [calls, values, tutorial, asynchronous, streams, start, esbuild];
