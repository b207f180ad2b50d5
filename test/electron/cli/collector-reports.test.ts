import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createCollectorReports } from "../../../electron/cli/collector-reports.ts";
import { addMonths, monthWindow } from "../../../shared/report-month.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { writePlannedStates } from "../../support/write-planned-states.ts";

const HOUR = 3_600_000;

test("a collector writes the room's report by its own settings: sites, service hours, names", async () => {
  const dataDir = makeTempDir();
  const { from, to } = monthWindow("2026-09");
  const outages = [{ streamId: "gate", from: from + 24 * HOUR, to: from + 30 * HOUR, reason: "refused" as const }];
  const window = { from, to: from + 48 * HOUR + 30_000 };
  writePlannedStates(join(dataDir, "logs", "states"), { window, streams: [{ id: "gate", server: "a:1" }], outages, off: [] });
  const settings = settingsSchema.parse({
    language: "ko",
    servers: [{ id: "a", whepBaseUrl: "http://a:1" }],
    streams: [{ id: "gate", name: "1번 출입구", serverId: "a", path: "gate", site: "강남역" }],
    report: { serviceHours: { from: "05:00", to: "01:00" } },
  });
  const said: string[] = [];
  const found: unknown[] = [];
  let isWritten = (): void => {};
  const written = new Promise<void>((resolve) => (isWritten = resolve));
  let timers = 0;
  const reports = createCollectorReports({
    dataDir,
    settings,
    version: "1.2.3",
    alarms: { setFindings: (finder, list) => found.push([finder, list]) },
    now: () => to + 5 * HOUR,
    setTimer(callback) {
      if (++timers === 1) queueMicrotask(callback);
      else isWritten(); // it waits for the next one
      return () => {};
    },
    log: (message) => said.push(message),
  });
  await written;
  reports.close();
  const month = addMonths("2026-10", -1);
  expect(said).toEqual([`report: ${month} is written to ${join(dataDir, "reports")}`]);
  expect(found).toEqual([["report", []]]);
  const names = readdirSync(join(dataDir, "reports")).filter((name) => name !== ".done");
  expect(names.map((name) => name.slice("mtx-watch-report-2026-09".length))).toEqual(["-acts.csv", "-days.csv", "-sites.csv", "-streams.csv", ".pdf"]); // prettier-ignore
  const sites = readFileSync(join(dataDir, "reports", `mtx-watch-report-${month}-sites.csv`), "utf8");
  // Down from midnight to six of the second day: of the service hours until one, and from five.
  expect(sites).toContain(",강남역,1,87.5,172800,21600,2419200,0,1,21600,서버가 연결을 거부함,1,0,0,05:00-01:00,95,144000,7200,2016000,0,1,7200\r\n"); // prettier-ignore
});
