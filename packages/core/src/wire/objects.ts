/** What the codec does not know: handles, errors and types of a library. The transport implements it. */
export interface Objects {
  /** True where `any` writes safe integers as Go's `int`. */
  readonly integersAreInt: boolean;
  /** The handle and type of an object or function that stands for a Go value; undefined for any other. Throws where it is released. */
  handleOf(value: object, at: string): HandleOf | undefined;
  /** The object for a handle that came with a type's number; 0 for a type that is not bound. */
  adopt(type: number, handle: number): unknown;
  /** What JavaScript itself gave to Go, by its number. */
  targetOf(id: number): unknown;
  /** The reader of a registered value struct. */
  reader(type: number): ((codec: never) => unknown) | undefined;
  /** What an error of Go crosses as: its handle, or undefined for an error that is JavaScript's own. */
  goErrorOf(error: unknown): number | undefined;
  /** The error of a Go error's handle. */
  goError(handle: number, message: string, goType: string, causes: readonly unknown[]): unknown;
  /** The slot in which a JavaScript error waits until Go no longer has it. */
  slotOf(error: unknown): number;
  /** What waits in a slot; a new error of the message where nothing does. */
  inSlot(slot: number, message: string): unknown;
  /** The error for a refusal that Go made. */
  topherError(code: string, message: string): unknown;
}

/** A handle with the number of its type. */
export interface HandleOf {
  readonly type: number;
  readonly handle: number;
}
