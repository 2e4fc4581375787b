import { homedir } from "node:os";
import path from "node:path";

/** The folder for what can be made again: `$TOPHER_CACHE`, else `topher` in the system's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  if (env["TOPHER_CACHE"]) return path.resolve(env["TOPHER_CACHE"]);
  return path.join(systemCacheFolder(env, platform), "topher");
}

function systemCacheFolder(env: NodeJS.ProcessEnv, platform: string): string {
  switch (platform) {
    case "darwin":
      return path.join(homedir(), "Library", "Caches");
    case "win32":
      return env["LOCALAPPDATA"] ?? path.join(homedir(), "AppData", "Local");
    default:
      return env["XDG_CACHE_HOME"] || path.join(homedir(), ".cache");
  }
}
