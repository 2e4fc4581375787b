// What the files of this suite share.

export { counts, nothingLeft, settled, settlesAt } from "../kit/nothing-left.ts";

/** A generated function for calls that its types do not allow. */
export interface Untyped {
  (...args: any[]): any;
  async(...args: any[]): Promise<any>;
}

/** A generated module for calls that its types do not allow. */
export function untyped(module: object): Readonly<Record<string, Untyped>> {
  return module as Readonly<Record<string, Untyped>>;
}
