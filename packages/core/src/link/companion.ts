/** Something that what is written brings into being, such as the pump behind a stream that a task is given. */
export interface Companion {
  /** Go has got what was written, and knows its number. */
  begin(): void;
  /** What was written never reached Go, which knows nothing of it. */
  forget(): void;
  /**
   * The task that it was written for has settled in Go. A task settles in JavaScript only after the promises of all its companions, and
   * rejects with what the first of them rejects with.
   *
   * @param failed true where the task fails anyway
   */
  settled?(failed: boolean): Promise<unknown> | undefined;
  /** The task was aborted: it has been rejected with the reason, and nothing of it is awaited any more. */
  aborted?(reason: unknown): void;
}
