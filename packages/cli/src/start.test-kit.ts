// The topher command, from the sources.
import { main } from "./index.ts";

process.exitCode = await main(process.argv.slice(2));
