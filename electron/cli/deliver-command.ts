import { readFileSync } from "node:fs";
import { toLogText } from "../../shared/plain-text.ts";
import { deliverHelp, readDeliverArguments } from "./deliver-arguments.ts";
import { runDeliver } from "./run-deliver.ts";

/** Standard output carries what came of it, standard error the progress. `program`: as it was called. */
export async function runDeliverCommand(argv: readonly string[], program: string): Promise<void> {
  const read = readDeliverArguments(argv, (file) => readFileSync(file, "utf8"));
  if (read.kind === "help") return void process.stdout.write(deliverHelp(program));
  if (read.kind === "wrong") return fail(read.problem, 2);
  const stop = new AbortController();
  const end = (): void => (stop.signal.aborted ? process.exit(1) : stop.abort());
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, end);
  try {
    const write = (text: string): void => void process.stdout.write(text);
    if (!(await runDeliver(read.arguments, { env: process.env, write, say, signal: stop.signal }))) process.exitCode = 1;
  } catch (error) {
    fail((error as Error).message, 1);
  }
}

function say(message: string): void {
  process.stderr.write(`deliver: ${toLogText(message)}\n`);
}

/** The process ends by itself: Windows may lose what is still on its way out. */
function fail(problem: string, exitCode: number): void {
  say(problem);
  process.exitCode = exitCode;
}
