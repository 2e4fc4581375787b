/**
 * The command line of topher. Programs import the package topher; this one is started by its `topher` command.
 *
 * @module
 */
export { main } from "./main.ts";
