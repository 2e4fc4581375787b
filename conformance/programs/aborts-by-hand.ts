// Ends its process by what Go does in a library that was not generated.
//
//   node conformance/programs/aborts-by-hand.ts <symbol>
import process from "node:process";
import { fn, open, t } from "topher";
import { libraryUrl } from "../kit/library.ts";

const lib = open(libraryUrl("aborts"), {
  alive: fn([t.i64], t.i64),
  recovered: fn([], t.bool),
  panics: fn([], t.void),
  panicsElsewhere: fn([], t.void),
  overflows: fn([], t.i64),
  goexits: fn([], t.void),
  exits: fn([t.i32], t.void),
});

process.on("exit", () => console.log("JavaScript's exit handlers have run"));
if (!lib.recovered() || lib.alive(1n) !== 2n) throw new Error("it was dead before");
const name = process.argv[2] as "panics" | "panicsElsewhere" | "overflows" | "goexits" | "exits";
if (name === "exits") lib.exits(3);
else lib[name]();
