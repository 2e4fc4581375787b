import type { GoContext, ProgramSignal } from "./task-options.ts";

interface Controller {
  readonly signal: ProgramSignal;
  abort(reason: unknown): void;
}

// The web's controller exists in every runtime, but belongs to no version of the language's own library.
const globals = globalThis as unknown as { readonly AbortController: new () => Controller };

/** The context that a callback was given. Its signal is made when the program asks for it. */
export class Context implements GoContext {
  #controller: Controller | undefined;
  #done = false;
  #cause: unknown;

  get signal(): ProgramSignal {
    const made = this.#controller;
    if (made !== undefined) return made.signal;
    const controller = (this.#controller = new globals.AbortController());
    if (this.#done) controller.abort(this.#cause);
    return controller.signal;
  }

  /** Says that the context is done. */
  done(cause: unknown): void {
    this.#done = true;
    this.#cause = cause;
    this.#controller?.abort(cause);
  }
}
