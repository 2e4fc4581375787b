import type { Files } from "./adapter.ts";

/** What a bound function looks at before it calls Go. */
export interface CallState {
  closed: boolean;
  /** True where Go may call JavaScript during the call of any function. */
  callsBack: boolean;
  /** True once `closed` or `callsBack` became true: a function that was made as one that never calls back looks at this alone. */
  changed: boolean;
}

/**
 * What a JavaScript thread knows of a library's file, however often it is opened.
 *
 * Go that keeps a callback may call it in any function of the file, so that every object that was opened from it has to be ready for
 * that as soon as one of them takes callbacks.
 */
class LoadedFile {
  callsBack: boolean;
  #plain: WeakRef<CallState>[] = [];

  constructor(callsBack: boolean) {
    this.callsBack = callsBack;
  }

  /** Counts in an object that was opened from the file. */
  add(state: CallState): void {
    if (state.callsBack) this.turn();
    else if (this.callsBack) callsBackNow(state);
    else this.#plain = [...this.#plain.filter((each) => each.deref() !== undefined), new WeakRef(state)];
  }

  /** Makes all objects of it ready to be called back in. */
  turn(): void {
    this.callsBack = true;
    for (const each of this.#plain) {
      const state = each.deref();
      if (state !== undefined) callsBackNow(state);
    }
    this.#plain = [];
  }
}

function callsBackNow(state: CallState): void {
  state.callsBack = true;
  state.changed = true;
}

/** The files that were opened on a thread. */
export class LoadedFiles {
  readonly #files = new Map<string, LoadedFile>();
  #all = false;

  /** Makes every file ready to be called back in, from now on: a handle's pointer may get to any of them. */
  turnAll(): void {
    if (this.#all) return;
    this.#all = true;
    for (const file of this.#files.values()) file.turn();
  }

  /**
   * Finds what is known of a file.
   *
   * @returns the file, and a function that counts in an object of it, once that is open
   */
  find(files: Files, path: string): { readonly callsBack: boolean; readonly add: (state: CallState) => void } {
    const names = namesOf(files, path);
    const known = (): LoadedFile | undefined =>
      names.map((name) => this.#files.get(name)).find((file) => file !== undefined);
    const add = (state: CallState): void => {
      const file = known() ?? new LoadedFile(this.#all);
      for (const name of names) if (!this.#files.has(name)) this.#files.set(name, file);
      file.add(state);
    };
    return { callsBack: this.#all || (known()?.callsBack ?? false), add };
  }
}

/** What the system's loader knows a file by: its path, and its inode where there is permission to look. */
export function namesOf(files: Files, path: string): readonly string[] {
  try {
    const { dev, ino } = files.statSync(path);
    return [path, `${dev}:${ino}`];
  } catch {
    return [path];
  }
}
