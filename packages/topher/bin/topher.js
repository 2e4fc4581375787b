#!/usr/bin/env node
// Starts the command line. Everything it does is in @topher/cli.
import { main } from "@topher/cli";

process.exitCode = await main(process.argv.slice(2));
