/** `npm run logs`: the log viewer's search on the command line. */
import { runLogsCommand } from "./cli/logs-command.ts";

await runLogsCommand(process.argv.slice(2), "npm run logs --");
