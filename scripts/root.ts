import path from "node:path";

/** The repository's folder. */
export const root: string = path.resolve(import.meta.dirname, "..");

/** Where logs, reports and caches of the tools go; ignored by git. */
export const cacheFolder: string = path.join(root, ".cache");
