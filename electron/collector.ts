/** `npm run collector`: the central endpoint as a program of its own. */
import { join } from "node:path";
import { runCollectorCommand } from "./cli/collector-command.ts";

await runCollectorCommand(process.argv.slice(2), "npm run collector --", join(import.meta.dirname, "..", "renderer"));
