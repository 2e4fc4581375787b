import { buildProgram, generate, libraryOf, modules, programs } from "../build.ts";
import { cases } from "../cases/index.ts";
import { starts } from "./shared.ts";
import type { Suite } from "./suite.ts";

export const streams: Suite = {
  name: "streams",
  title: "Streams",
  about: "Bytes by the GiB, against the pipe of a child process.",
  cases: cases.streams,
  libraries: [libraryOf(modules.async), programs.pipe],
  rounds: 5,
  async build() {
    await generate("async");
    await buildProgram("pipe");
  },
  entries: {
    topher: { file: "streams/topher", opens: modules.async },
    pipe: { file: "streams/child-pipe", opens: programs.pipe, allow: starts },
  },
};
