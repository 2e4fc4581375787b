/** Releases the handles of objects that were collected, or at once those of objects that nobody gets. */
export class Collected extends FinalizationRegistry<number> {
  #discarded: number[] | undefined;

  /** Begins to make objects that nobody gets, and gives the list of their handles. */
  begin(): readonly number[] {
    return (this.#discarded = []);
  }

  /** Makes objects for somebody again. */
  end(): void {
    this.#discarded = undefined;
  }

  override register(target: WeakKey, id: number, token?: WeakKey): void {
    if (this.#discarded === undefined) super.register(target, id, token);
    else this.#discarded.push(id);
  }
}
