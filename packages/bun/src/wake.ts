import type { NativeWake } from "@topher/core/adapter";

type Reader = { read(): Promise<{ done: boolean }>; cancel(): Promise<void> };

/**
 * Reads a bell as a stream. A pending read keeps Bun alive and cannot be told not to, so a bell is read only while it is referenced;
 * rings in between wait in the socket.
 */
export function wake(fileDescriptor: number, onWake: () => void): NativeWake {
  let reader: Reader | undefined;
  // What `onWake` throws is nobody's to catch here: it ends the program, as in the other runtimes.
  const listen = async (mine: Reader): Promise<void> => {
    while (reader === mine) {
      const { done } = await mine.read().catch(() => ({ done: true })); // the writing end is gone
      if (done || reader !== mine) return;
      onWake();
    }
  };
  const stop = async (): Promise<void> => {
    const mine = reader;
    reader = undefined;
    await mine?.cancel().catch(() => {});
  };
  return {
    ref() {
      if (reader !== undefined) return;
      reader = openStream(fileDescriptor).getReader();
      void listen(reader);
    },
    unref: () => void stop(),
    close: stop, // Bun leaves the file descriptor open
  };
}

function openStream(fileDescriptor: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  return Bun.file(fileDescriptor).stream();
}
