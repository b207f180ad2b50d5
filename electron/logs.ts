/** `npm run logs`: the log viewer's search on the command line. Standard output carries the answer and nothing else. */
import { toLogText } from "../shared/plain-text.ts";
import { LOGS_HELP, readLogsArguments } from "./history/command/logs-arguments.ts";
import type { LogsArguments } from "./history/command/logs-arguments.ts";
import { runLogs } from "./history/command/run-logs.ts";
import { defaultDataDir } from "./settings/default-data-dir.ts";

const stop = new AbortController();
const end = (): void => (stop.signal.aborted ? process.exit(1) : stop.abort());
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, end);
process.stdout.on("error", () => process.exit(0)); // `| head` has seen enough

const read = readLogsArguments(process.argv.slice(2), Date.now());
if (read.kind === "help") process.stdout.write(LOGS_HELP);
else if (read.kind === "wrong") fail(read.problem, 2);
else run(read.arguments).catch((error: unknown) => (stop.signal.aborted ? process.exit(0) : fail((error as Error).message, 1)));

async function run({ dataDir = defaultDataDir(), ...args }: LogsArguments): Promise<void> {
  await runLogs({ ...args, dataDir }, { out: process.stdout, say, signal: stop.signal });
}

function say(message: string): void {
  process.stderr.write(`logs: ${toLogText(message)}\n`);
}

function fail(problem: string, exitCode: number): never {
  say(problem);
  process.exit(exitCode);
}
