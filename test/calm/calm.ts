/** `npm run calm`: healthy streams under everything that is no failure of theirs. See docs/reliability.md. */
import { CALM_USAGE, readCalmArguments } from "./read-arguments.ts";
import type { CalmArguments } from "./read-arguments.ts";
import { runCalm } from "./run-calm.ts";

// Whatever ends us: what was started, and may be stopped at the moment, ends with us.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

const read = readCalmArguments(process.argv.slice(2));
if (read.kind === "help") console.log(CALM_USAGE);
else if (read.kind === "wrong") {
  console.error(`calm: ${read.problem}`);
  process.exitCode = 2;
} else process.exitCode = (await run(read.arguments)) ? 0 : 1;

async function run(options: CalmArguments): Promise<boolean> {
  const { problems, rounds, records, notSent, longestSettling } = await runCalm({ ...options, say: (line) => console.error(line) });
  console.log(`rounds begun                          ${rounds}`);
  console.log(`records                               ${records}`);
  console.log(`of streams that the server did not send ${notSent}`);
  console.log(`seconds until all was as before        ${(longestSettling / 1_000).toFixed(1)} at most`);
  for (const problem of problems) console.log(`PROBLEM: ${problem}`);
  if (problems.length === 0) console.log("no false alarm");
  return problems.length === 0;
}
