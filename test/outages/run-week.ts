import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCentralStore } from "./central-stores.ts";
import type { Fault, OutageKind } from "./outage-kinds.ts";
import { startFront } from "./start-front.ts";
import type { WeekMessage } from "./week-process.ts";

type WeekEnd = Extract<WeekMessage, { kind: "done" }>;

const MEGABYTE = 1024 * 1024;
/** How much the memory of a host may grow in the week (issue 4). */
const MOST_GROWTH = 50 * MEGABYTE;

/** What the central does on each day of its week. */
const DAYS: readonly Fault[] = [
  "reset",
  { status: 500 },
  { status: 429, headers: { "retry-after": "120" } },
  { status: 200, headers: { "content-type": "text/html" }, body: "<!doctype html><title>Guest network</title>" },
  { status: 401 },
  { status: 422, body: '{"detail":"no"}' },
  { status: 503, headers: { "content-type": "text/html" }, body: "<html>Service Unavailable</html>" },
];

/**
 * The week in a process with the flags of our hosts on Node, then in one that sets its flags by itself, as Electron's main process does.
 * True when both deliver everything and keep to their memory.
 */
export async function runWeek({ records }: { records: number }): Promise<boolean> {
  const { HOST_FLAGS } = (await import(new URL("../../scripts/bootstrap.mjs", import.meta.url).href)) as { HOST_FLAGS: string[] };
  const onNode = await runOnce(records, HOST_FLAGS);
  const inElectron = await runOnce(records, ["--disable-warning=ExperimentalWarning", `--import=${LIKE_ELECTRON}`]);
  return onNode && inElectron;
}

/** What the desktop app does first of all. */
const BOUND_MEMORY = new URL("../../electron/desktop/bound-memory.ts", import.meta.url).href;
const LIKE_ELECTRON = `data:text/javascript,import{boundMemory}from"${BOUND_MEMORY}";boundMemory()`;

async function runOnce(records: number, flags: readonly string[]): Promise<boolean> {
  const directory = mkdtempSync(join(tmpdir(), "mtx-watch-week-"));
  const begun = performance.now();
  const store = await openCentralStore("collector", join(directory, "collector"));
  let day = 0;
  const kind: OutageKind = {
    name: "a week",
    lasts: "the whole run",
    fault: () => DAYS[day],
    centrals: ["collector"],
    mostRequests: () => 0,
  };
  const front = await startFront({ kind, store, beginAfter: 0, now: Date.now });
  const child = fork(join(import.meta.dirname, "week-process.ts"), [front.url, join(directory, "client"), String(records)], {
    execArgv: [...flags],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let end: WeekEnd | undefined;
  child.on("message", (message: WeekMessage) => {
    if (message.kind === "done") end = message;
    else {
      day = message.day;
      console.log(day < DAYS.length ? `day ${day + 1} of ${DAYS.length}` : "the week is over: what waits is sent");
    }
    child.send("go on");
  });
  await once(child, "exit");
  await front.close();
  await store.close();
  const problems = end === undefined ? ["the process ended by itself"] : findProblems(records, store.readIds(), end);
  const growth = end === undefined ? 0 : end.memory.most - end.memory.before;
  if (growth >= MOST_GROWTH) problems.push(`memory grew by ${inMegabytes(growth)}`);
  if (end) console.log(describe(records, flags, end, (performance.now() - begun) / 1_000));
  for (const problem of problems) console.log(`PROBLEM: ${problem}`);
  if (problems.length === 0) rmSync(directory, { recursive: true });
  else console.log(`the files are kept in ${directory}`);
  return problems.length === 0;
}

function findProblems(records: number, stored: readonly string[], { left, rejected }: WeekEnd): string[] {
  const outOfOrder = stored.filter((id, i) => i > 0 && id <= stored[i - 1]!).length; // ids of the run are made in order
  const claims: [boolean, string][] = [
    [stored.length === records, `${stored.length} of ${records} records are stored`],
    [outOfOrder === 0, `${outOfOrder} are there twice or in another order`],
    [left === 0 && rejected === 0, `${left} still wait, ${rejected} are rejected`],
  ];
  return claims.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}

function describe(records: number, flags: readonly string[], { memory, attempts }: WeekEnd, seconds: number): string {
  const { before, most, after, mostDraining } = memory;
  const growth = `${inMegabytes(before)} before, ${inMegabytes(most)} at most, ${inMegabytes(after)} at its end: grown by ${inMegabytes(most - before)}`;
  const drain = `at most ${inMegabytes(mostDraining)} while all was delivered`;
  return `a week without central, ${records} records, ${attempts} attempts, node ${flags.join(" ")}: resident ${growth}; ${drain}; ${Math.round(seconds)} s`;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
