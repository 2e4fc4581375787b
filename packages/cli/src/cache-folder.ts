import { homedir } from "node:os";
import path from "node:path";
import { CommandError } from "./command-error.ts";

/**
 * The folder for what can be made again: `$TOPHER_CACHE`, else `topher` in the system's cache folder.
 *
 * @throws {CommandError} where the system does not know where the user's folders are
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  if (env["TOPHER_CACHE"]) return path.resolve(env["TOPHER_CACHE"]);
  return path.join(systemCacheFolder(env, platform), "topher");
}

function systemCacheFolder(env: NodeJS.ProcessEnv, platform: string): string {
  switch (platform) {
    case "darwin":
      return path.join(home(), "Library", "Caches");
    case "win32":
      return env["LOCALAPPDATA"] ?? path.join(home(), "AppData", "Local");
    default: {
      const { XDG_CACHE_HOME = "" } = env;
      // The XDG Base Directory Specification: a path that is not absolute is to be ignored.
      return path.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : path.join(home(), ".cache");
    }
  }
}

function home(): string {
  let found: string | undefined;
  try {
    found = homedir();
  } catch {
    // HOME is not set, and the user has no entry in the system's list
  }
  if (found !== undefined && path.isAbsolute(found)) return found;
  throw new CommandError(
    "environment",
    "TOPHER_CACHE",
    found === undefined
      ? "There is no folder for topher's cache: HOME is not set, and the system knows no home folder of this user"
      : `There is no folder for topher's cache: HOME is ${JSON.stringify(found)}, which is not an absolute path`,
    "Set HOME, or TOPHER_CACHE to a folder that can be written to",
  );
}
