import { TopherError } from "./errors.ts";

/** A panic in Go that ended a call. `cause` is the value of the panic where that was an error. */
export class GoPanic extends TopherError {
  override readonly name: string = "GoPanic";
  /** The stack of the goroutine, as Go prints it. */
  readonly goStack: string;

  constructor(message: string, goStack: string, options?: ErrorOptions) {
    super("TOPHER_GO_PANIC", message, options);
    this.goStack = goStack;
  }
}
