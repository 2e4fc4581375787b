import { describe as group, expect, it } from "vitest";
import { parseCommand } from "./command.ts";
import { describe, select } from "./selection.ts";
import { suites } from "./suites/index.ts";

const selected = (...args: string[]) => select(parseCommand(args));
const described = (...args: string[]) => describe(selected(...args), parseCommand(args));

group("what the arguments ask for", () => {
  it("is every suite and case unless they say otherwise", () => {
    expect(selected().map(({ suite }) => suite.name)).toEqual(suites.map(({ name }) => name));
    expect(selected("calls")[0]!.cases).toEqual(suites.find(({ name }) => name === "calls")!.cases);
  });

  it("is only the named suites, cases and contenders", () => {
    const [only, ...more] = selected("--case", "noop", "--only", "c,topher/", "calls");
    expect(more).toEqual([]);
    expect(only!.cases.map(({ name }) => name)).toEqual(["noop"]);
    expect(new Set(only!.contenders.map(({ kind }) => kind))).toEqual(new Set(["c", "topher"]));
  });

  it("has to be there", () => {
    expect(() => selected("--case", "nop")).toThrow("--case nop: there is no such case; there are noop");
    expect(() => selected("--only", "rust")).toThrow("--only rust: no contender is meant");
    expect(() => selected("--node", "8")).toThrow("there is no Node 8");
  });
});

group("a described run", () => {
  it("has rounds or a reason for each case of each contender", () => {
    for (const { cases, contenders } of [...described(), ...described("--quick")]) {
      for (const { missing, without, rounds } of contenders) {
        for (const { name } of cases) {
          expect([missing, without[name], rounds[name]].filter((each) => each !== undefined)).not.toEqual([]);
          expect(without[name] !== undefined && rounds[name] !== undefined).toBe(false);
        }
      }
    }
  });

  it("measures as many rounds as it is told", () => {
    const rounds = described("calls", "--rounds", "7").flatMap(({ contenders }) =>
      contenders.flatMap((each) => Object.values(each.rounds)),
    );
    expect(new Set(rounds)).toEqual(new Set([7]));
  });

  it("has topher in every runtime in a first look", () => {
    const names = (...args: string[]) =>
      described(...args)
        .flatMap(({ contenders }) => contenders)
        .filter(({ kind, rounds }) => kind === "topher" && Object.keys(rounds).length > 0)
        .map(({ name }) => name);
    expect(names("--quick")).toEqual(names());
  });
});
