/** Releases the handles of objects that were collected. */
export class Collected extends FinalizationRegistry<number> {
  /** Where the handles are noted that objects are made for; undefined where nobody asks. */
  noted: number[] | undefined = undefined;
  readonly #release: (id: number) => void;

  constructor(release: (id: number) => void) {
    super(release);
    this.#release = release;
  }

  override register(target: WeakKey, id: number, token?: WeakKey): void {
    try {
      super.register(target, id, token);
    } catch (error) {
      this.#release(id); // nobody gets the object either
      throw error;
    }
    if (this.noted !== undefined) this.noted[this.noted.length] = id;
  }
}
