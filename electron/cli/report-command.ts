import { toLogText } from "../../shared/plain-text.ts";
import { readReportArguments, reportHelp } from "./report-arguments.ts";
import { runReport } from "./run-report.ts";

/** Standard output carries the figures, or the names of the files, and nothing else. `program`: as it was called. */
export async function runReportCommand(argv: readonly string[], program: string): Promise<void> {
  const read = readReportArguments(argv);
  if (read.kind === "help") return void process.stdout.write(reportHelp(program));
  if (read.kind === "wrong") return fail(read.problem, 2);
  const write = (text: string): void => void process.stdout.write(text);
  await runReport(read.arguments, { write, say }).catch((error: unknown) => fail((error as Error).message, 1));
}

function say(message: string): void {
  process.stderr.write(`report: ${toLogText(message)}\n`);
}

function fail(problem: string, exitCode: number): void {
  say(problem);
  process.exitCode = exitCode;
}
