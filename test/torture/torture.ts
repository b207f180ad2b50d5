/** `npm run torture`: the crash test of the hosts and the collector, and the outages of a central. See docs/reliability.md. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runOutageParts } from "../outages/run-outage-parts.ts";
import { findElectron } from "../support/find-electron.ts";
import { describeRun } from "./describe-run.ts";
import { countJournal, findProblems } from "./judge-run.ts";
import { readTortureArguments, TORTURE_USAGE } from "./read-arguments.ts";
import type { TortureArguments } from "./read-arguments.ts";
import { eachKind } from "./report-kinds.ts";
import { runTorture } from "./run-torture.ts";
import { startFiller } from "./start-filler.ts";
import { createDesktopHost, WEB_HOST } from "./torture-host.ts";
import type { TortureHost } from "./torture-host.ts";

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1)); // by way of "exit": so the programs end with us
const read = readTortureArguments(process.argv.slice(2));
if (read.kind === "help") console.log(TORTURE_USAGE);
else if (read.kind === "wrong") {
  console.error(`torture: ${read.problem}`);
  process.exitCode = 2;
} else if (read.kind === "outages") process.exit((await runOutageParts(read)) ? 0 : 1);
else {
  const host = findHost(read.arguments.desktop);
  if (host) process.exit((await run(host, read.arguments)) ? 0 : 1); // after a fault there are pages that go on trying for ever
  console.error("torture: no Electron here; CONTRIBUTING.md says where it is looked for");
  process.exitCode = 2;
}

function findHost(desktop: boolean): TortureHost | undefined {
  if (!desktop) return WEB_HOST;
  const electron = findElectron();
  return electron && createDesktopHost(electron);
}

async function run(host: TortureHost, { dataDir, fill, ...options }: TortureArguments): Promise<boolean> {
  const directory = dataDir === undefined ? mkdtempSync(join(tmpdir(), "mtx-watch-torture-")) : resolve(dataDir);
  const say = (line: string): void => console.error(line);
  say(`${options.kills} kills, ${options.records} records, seed ${options.seed}, files in ${directory}`);
  try {
    const filler = fill && startFiller(directory, options.seed);
    const result = await runTorture({ ...options, host, directory, say }).finally(
      () => filler && say(`the disk was full ${filler.stop()} times`),
    );
    const figures = eachKind((kind) => countJournal(result.journals[kind]));
    const problems = findProblems(result, figures);
    console.log(describeRun(result, figures));
    for (const problem of problems) console.log(`PROBLEM: ${problem}`);
    console.log(problems.length === 0 ? "nothing was lost, nothing is there twice" : `the files are kept in ${directory}`);
    if (problems.length === 0 && dataDir === undefined) rmSync(directory, { recursive: true });
    return problems.length === 0;
  } catch (error) {
    console.log(`PROBLEM: ${(error as Error).message}\nthe files are kept in ${directory}`);
    return false;
  }
}
