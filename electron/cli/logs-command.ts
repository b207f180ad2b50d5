import { toLogText } from "../../shared/plain-text.ts";
import { logsHelp, readLogsArguments } from "../history/command/logs-arguments.ts";
import { runLogs } from "../history/command/run-logs.ts";
import { findNamedDataDir } from "./named-data-dir.ts";

/** The log viewer's search on the command line. Standard output carries the answer and nothing else. `program`: as it was called. */
export async function runLogsCommand(argv: readonly string[], program: string): Promise<void> {
  const stop = new AbortController();
  const end = (): void => (stop.signal.aborted ? process.exit(1) : stop.abort());
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, end);
  process.stdout.on("error", () => process.exit(0)); // `| head` has seen enough

  const read = readLogsArguments(argv, Date.now());
  if (read.kind === "help") process.stdout.write(logsHelp(program));
  else if (read.kind === "wrong") fail(read.problem, 2);
  else {
    try {
      const dataDir = findNamedDataDir(read.arguments.dataDir);
      await runLogs({ ...read.arguments, dataDir }, { out: process.stdout, say, signal: stop.signal });
    } catch (error) {
      if (stop.signal.aborted) process.exit(0);
      fail((error as Error).message, 1);
    }
  }
}

function say(message: string): void {
  process.stderr.write(`logs: ${toLogText(message)}\n`);
}

function fail(problem: string, exitCode: number): never {
  say(problem);
  process.exit(exitCode);
}
