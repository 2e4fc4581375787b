import type { NativeWake } from "@topher/core/adapter";
import { closeSync } from "node:fs";

type Reader = { read(): Promise<{ done: boolean }>; cancel(): Promise<void> };

/**
 * Reads a bell as a stream. A pending read keeps Bun alive and cannot be told not to, so a bell is read only while it is referenced;
 * rings in between wait in the socket.
 */
export function wake(fileDescriptor: number, onWake: () => void): NativeWake {
  let reader: Reader | undefined;
  const listen = async (mine: Reader): Promise<void> => {
    while (reader === mine) {
      const { done } = await mine.read();
      if (done || reader !== mine) return;
      onWake();
    }
  };
  return {
    ref() {
      if (reader !== undefined) return;
      reader = openStream(fileDescriptor).getReader();
      listen(reader).catch(() => {}); // the writing end is gone
    },
    unref: () => void stop(),
    close: () => void stop().then(() => closeSync(fileDescriptor)),
  };
  // Bun leaves the file descriptor open.
  async function stop(): Promise<void> {
    const mine = reader;
    reader = undefined;
    await mine?.cancel().catch(() => {});
  }
}

function openStream(fileDescriptor: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  return Bun.file(fileDescriptor).stream();
}
