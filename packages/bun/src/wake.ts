import type { NativeWake } from "@topher/core/adapter";

/** What Bun makes of a descriptor. */
interface Connection {
  ref(): void;
  unref(): void;
  /** Closes the descriptor. */
  terminate(): void;
}

interface Connecting {
  readonly fd: number;
  readonly socket: {
    open(connection: Connection): void;
    data(): void;
  };
}

// Bun takes a connected descriptor here, which its types do not say.
const connect = Bun.connect as unknown as (options: Connecting) => Promise<unknown>;

/** Reads a bell as a socket. */
export function wake(fileDescriptor: number, onWake: () => void): NativeWake {
  let connection: Connection | undefined;
  let referenced = false;
  let closed = false;
  // Where Bun opens it later, rings wait in the socket until then.
  const open = (made: Connection): void => {
    connection = made;
    if (closed) made.terminate();
    else if (!referenced) made.unref();
  };
  const data = (): void => {
    if (!closed) onWake();
  };
  // There is no handler of errors: it would get what onWake throws, which is to end the program as in the other runtimes.
  void connect({ fd: fileDescriptor, socket: { open, data } });
  return {
    ref() {
      referenced = true;
      connection?.ref();
    },
    unref() {
      referenced = false;
      connection?.unref();
    },
    close() {
      closed = true;
      connection?.terminate();
    },
  };
}
