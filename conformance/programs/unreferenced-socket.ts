// Hears standard input through an unreferenced socket while a timer keeps the process alive, if the runtime can.
import { Socket } from "node:net";

try {
  const socket = new Socket({ fd: 0, readable: true, writable: false });
  socket.on("data", () => console.log("heard"));
  socket.on("error", () => {});
  socket.unref();
} catch {
  console.log("no socket");
}
setTimeout(() => console.log("ready"), 50);
setTimeout(() => {}, 1000);
