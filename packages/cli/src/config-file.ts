import { existsSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command-error.ts";

/** The generator's arguments for `--config`; the file must be there. */
export function configArgs(config: string | undefined): readonly string[] {
  if (config === undefined) return [];
  const file = path.resolve(config);
  if (existsSync(file)) return ["--config", file];
  throw new CommandError("usage", "TOPHER_CONFIG", `The config file ${config} does not exist`);
}
