// A child of a fork: it answers one message and ends when its parent lets it go.
import process from "node:process";

process.on("message", (message) => void process.send!(Number(message) + 1));
