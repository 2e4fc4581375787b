import { expect, it, vi } from "vitest";
import { parseCommand } from "./command.ts";

it("reads lists, numbers and names", () => {
  expect(
    parseCommand(["calls", "values", "--node", "22,26", "--rounds", "3", "--case", "noop,half", "--no-build"]),
  ).toEqual({
    suites: ["calls", "values"],
    node: ["22", "26"],
    rounds: 3,
    case: ["noop", "half"],
    quick: false,
    build: false,
  });
});

it("resumes the newest run unless it is told which", () => {
  expect(parseCommand(["--resume"]).resume).toBe(true);
  expect(parseCommand(["--resume", "full"]).resume).toBe("full");
});

it.each([
  [["nonsense"], "There are calls"],
  [["--rounds", "0"], "whole number"],
  [["--minutes", "-1"], "above 0"],
  [["--save", "../x"], "letters, digits"],
  [["--nonsense"], "unknown option"],
])("refuses %j", (args, message) => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(() => parseCommand(args)).toThrow(message);
  expect(written).toHaveBeenCalled();
  written.mockRestore();
});
