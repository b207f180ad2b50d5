import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findElectron } from "../support/find-electron.ts";
import { createElectronService } from "../torture/electron-service.ts";
import { createPageClient } from "../torture/page-client.ts";
import { startStorm } from "../torture/start-storm.ts";

/** How much the memory of a host may grow in an outage (issue 4). */
const MOST_GROWTH = 50 * 1024;
/** Its page, its code and the first records are no growth. */
const BEFORE = 300;
const SAMPLE_EVERY = 500;
const SAY_EVERY = 10_000;
/** Nobody listens there. */
const NO_CENTRAL = "http://127.0.0.1:9";

/**
 * The desktop app, whose central is away: its own page reports so many failures over IPC, as fast as they are answered. Prints what its
 * main process takes (Linux only). True when that grew by less than the bar.
 */
export async function runMemory({ records }: { records: number }): Promise<boolean> {
  const electron = findElectron();
  if (!electron || process.platform !== "linux") {
    console.log("PROBLEM: this needs Linux and an Electron; CONTRIBUTING.md says where it is looked for");
    return false;
  }
  const directory = mkdtempSync(join(tmpdir(), "mtx-watch-memory-"));
  const config = join(directory, "settings.json");
  const central = { url: NO_CENTRAL, enabled: true, sendFrom: "all" };
  writeFileSync(config, JSON.stringify({ central, logs: { repeatSeconds: 0, minFreeMegabytes: 0 } }));
  const app = createElectronService({
    executable: electron.executable,
    args: [...(electron.app === undefined ? [] : [electron.app]), `--data-dir=${join(directory, "data")}`, `--config=${config}`],
    log: () => {},
  });
  const page = createPageClient();
  await page.enter(await app.start());

  const begun = performance.now();
  const memory = { before: 0, most: 0, after: 0 };
  let answered = 0;
  const done = Promise.withResolvers<void>();
  startStorm({
    records,
    send: (report) => page.call("reportError", report),
    onAnswered() {
      answered++;
      if (answered % SAMPLE_EVERY === 0 || answered === BEFORE || answered === records) {
        memory.after = readResident(app.pid());
        memory.most = Math.max(memory.most, memory.after);
      }
      if (answered % SAY_EVERY === 0) console.log(`${answered} of ${records} records`);
      if (answered === BEFORE) memory.before = memory.after;
      if (answered === records) done.resolve();
    },
  });
  await done.promise;
  await page.close();
  await app.stop();
  rmSync(directory, { recursive: true });
  const { before, most, after } = memory;
  const seconds = Math.round((performance.now() - begun) / 1_000);
  console.log(
    `the desktop app's main process without central, ${records} records: resident ${inMegabytes(before)} before, ${inMegabytes(most)} at most, ${inMegabytes(after)} at its end: grown by ${inMegabytes(most - before)}; ${seconds} s`,
  );
  if (most - before < MOST_GROWTH) return true;
  console.log(`PROBLEM: memory grew by ${inMegabytes(most - before)}`);
  return false;
}

/** Kilobytes. */
function readResident(pid: number | undefined): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]);
}

function inMegabytes(kilobytes: number): string {
  return `${(kilobytes / 1_024).toFixed(1)} MB`;
}
