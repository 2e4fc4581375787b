import { cut, describe } from "./describe.ts";
import { errorOf, type Coded, type ErrorCode } from "./errors.ts";

/**
 * Where a value stands: `mathx.mean: parameter 1 (xs)`, then `.name` for a field and `[3]` for an element.
 *
 * Sites are made when a function is bound, one per parameter and field; the sentence is put together only when something is wrong.
 */
export class Site {
  readonly #parent: Site | undefined;
  readonly #label: string;
  // The element being worked on, of those that `each` counts.
  #index = -1;

  constructor(label: string, parent?: Site) {
    this.#label = label;
    this.#parent = parent;
  }

  /** The site of a field. */
  field(name: string): Site {
    const short = cut(name);
    return new Site(
      /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(short) ? `.${short}` : `[${JSON.stringify(short)}]`,
      this,
    );
  }

  /** The site of the elements, one at a time: see {@link Site.each}. */
  element(): Site {
    return new Site("", this);
  }

  /** Works on elements from one up to another. Code of the program that runs meanwhile may work on others at the same site. */
  each(from: number, to: number, work: (i: number) => void): void {
    const outer = this.#index;
    try {
      for (let i = from; i < to; i++) {
        this.#index = i;
        work(i);
      }
    } finally {
      this.#index = outer;
    }
  }

  toString(): string {
    const own = this.#index < 0 ? this.#label : `${this.#label}[${this.#index}]`;
    return this.#parent === undefined ? own : `${this.#parent.toString()}${own}`;
  }

  /**
   * Throws the error for a value that breaks a rule.
   *
   * @param code the error's code
   * @param rule what the value must be, such as `an integer from 0 to 255`
   * @param value what came
   * @param advice a way out, as a sentence of its own
   */
  refuse(code: ErrorCode, rule: string, value: unknown, advice?: string): never {
    throw this.error(code, `must be ${rule}, got ${describe(value)}${advice === undefined ? "" : `. ${advice}`}`);
  }

  /** The error whose message is this site followed by `text`. */
  error(code: ErrorCode, text: string, cause?: unknown): Error & Coded {
    return errorOf(code, `${this.toString()} ${text}`, cause);
  }
}

/** A site of something that is made once and used at other places. */
export class MovableSite extends Site {
  /** Where it is used at the moment, or was last. */
  at: Site;

  constructor(at: Site) {
    super("");
    this.at = at;
  }

  override toString(): string {
    return this.at.toString();
  }
}
