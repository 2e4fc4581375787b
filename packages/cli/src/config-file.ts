import { statSync, type Stats } from "node:fs";
import path from "node:path";
import { CommandError } from "./command-error.ts";

/** The generator's arguments for `--config`; the file must be there. Without the option `topher.config.json` may be there. */
export function configArgs(config: string | undefined): readonly string[] {
  const given = config ?? "topher.config.json";
  const file = path.resolve(given);
  const found = lookAt(file, given);
  if (found === undefined && config !== undefined) {
    throw new CommandError("usage", "TOPHER_CONFIG", `The config file ${config} does not exist`);
  }
  if (found?.isFile() === false) {
    throw new CommandError(
      "usage",
      "TOPHER_CONFIG",
      `The config file ${given} must be a regular file, and it is ${kindOf(found)}`,
      "Give a file with --config, for instance --config topher.config.json",
    );
  }
  return config === undefined ? [] : ["--config", file];
}

function lookAt(file: string, given: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw new CommandError(
      "usage",
      "TOPHER_CONFIG",
      `The config file ${given} cannot be read: ${(error as Error).message}`,
    );
  }
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return "a folder";
  if (found.isFIFO()) return "a pipe, which can be read only once";
  if (found.isSocket()) return "a socket";
  return "a device";
}
