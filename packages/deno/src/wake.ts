import type { NativeWake } from "@topher/core/adapter";
import { Socket } from "node:net";

/** Reads a bell as a socket. */
export function wake(fileDescriptor: number, onWake: () => void): NativeWake {
  const socket = new Socket({ fd: fileDescriptor, readable: true, writable: false });
  socket.on("data", onWake);
  socket.on("error", () => socket.destroy()); // the writing end is gone
  socket.unref();
  return { ref: () => void socket.ref(), unref: () => void socket.unref(), close: () => void socket.destroy() };
}
