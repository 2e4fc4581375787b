import { EventEmitter, once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { watch, type FSWatcher } from "chokidar";
import { isInput, type GoInputs } from "./go-inputs.ts";

/** Editors and tools write several files, or one several times: what comes within this time belongs together. Milliseconds. */
const quiet = 80;

/** Watches what builds read, and remembers each change until it is taken. */
export class InputWatcher {
  readonly #events = new EventEmitter();
  readonly #changed = new Set<string>();
  #inputs: GoInputs = { folders: new Set(), files: new Set() };
  #watcher: FSWatcher | undefined;

  /**
   * Watches these from now on, beside all earlier ones: code that does not compile may hide what it imports.
   *
   * @returns whether something is new, in which a change may have gone unseen
   */
  async watch({ folders, files }: GoInputs): Promise<boolean> {
    const known = this.#inputs.folders.size + this.#inputs.files.size;
    this.#inputs = {
      folders: new Set([...this.#inputs.folders, ...folders]),
      files: new Set([...this.#inputs.files, ...files]),
    };
    if (this.#inputs.folders.size + this.#inputs.files.size === known) return false;
    const watched = foldersOf(this.#inputs);
    const next = watch(topmost(watched), {
      ignoreInitial: true,
      // Folders on the way to the watched ones are looked at too, so that one that is removed and made anew is found again.
      ignored: (file) => !isInput(this.#inputs, file) && !watched.some((each) => contains(file, each)),
    });
    next.on("all", (_event, file) => this.#notice(file));
    await once(next, "ready");
    next.on("error", (error) => this.#events.emit("error", error));
    await this.#watcher?.close();
    this.#watcher = next;
    return true;
  }

  #notice(file: string): void {
    if (!isInput(this.#inputs, file)) return;
    this.#changed.add(file);
    this.#events.emit("change");
  }

  /** Waits for a change and for the quiet after it; returns the files. Rejects where the signal is aborted, or the system ends watching. */
  async next(signal: AbortSignal): Promise<readonly string[]> {
    while (this.#changed.size === 0) await once(this.#events, "change", { signal });
    for (let known = -1; known !== this.#changed.size;) {
      known = this.#changed.size;
      await delay(quiet, undefined, { signal });
    }
    const files = [...this.#changed];
    this.#changed.clear();
    return files;
  }

  /** Stops watching. */
  async close(): Promise<void> {
    await this.#watcher?.close();
  }
}

function foldersOf({ folders, files }: GoInputs): string[] {
  return [...new Set([...folders, ...[...files].map((file) => path.dirname(file))])];
}

/** Those that are in none of the others. */
function topmost(folders: readonly string[]): string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && contains(other, folder)));
}

function contains(folder: string, inner: string): boolean {
  return inner === folder || inner.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
