/** Releases the handles of objects that were collected, or at once those of objects that nobody gets. */
export class Collected extends FinalizationRegistry<number> {
  #discarded: number[] | undefined;
  readonly #release: (id: number) => void;

  constructor(release: (id: number) => void) {
    super(release);
    this.#release = release;
  }

  /** Begins to make objects that nobody gets, and gives the list of their handles. */
  begin(): readonly number[] {
    return (this.#discarded = []);
  }

  /** Makes objects for somebody again. */
  end(): void {
    this.#discarded = undefined;
  }

  override register(target: WeakKey, id: number, token?: WeakKey): void {
    if (this.#discarded !== undefined) return void this.#discarded.push(id);
    try {
      super.register(target, id, token);
    } catch (error) {
      this.#release(id); // nobody gets the object either
      throw error;
    }
  }
}
