import type { Handle } from "./handle.ts";

/** The object that a view is of. */
export let viewed: <H extends Handle>(view: View<H>) => H;
/** True for every view, whatever its prototype claims. */
export let isView: (value: unknown) => value is View<Handle>;

/** The base of what the generated accessor `async` gives: the methods of an object in their asynchronous form. */
export class View<H extends Handle> {
  readonly #of: H;

  constructor(of: H) {
    this.#of = of;
  }

  static {
    viewed = (view) => view.#of;
    isView = (value): value is View<Handle> => typeof value === "object" && value !== null && #of in value;
  }
}
