import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { openStateJournal } from "../../../electron/states/open-state-journal.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { readLines } from "../../support/api-contract.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { canMakeDisks, fillDisk, makeDisk } from "../../support/small-disk.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { noonOf } from "../journal/open-journal.ts";

async function openHost(dataDir: string) {
  const host = await createControlRoom(makeControlRoomOptions(dataDir));
  onTestFinished(() => host.close());
  return { ...host, errors: () => readLines(join(dataDir, "logs", "mediamtx_errors")).map(({ id }) => id) };
}

test("a journal of states that cannot be written holds up no failure, nor the end of the host", async () => {
  const dataDir = makeTempDir();
  mkdirSync(join(dataDir, "logs"));
  writeFileSync(join(dataDir, "logs", "states"), "in the way");
  const { call, close, errors } = await openHost(dataDir);
  const waiting = call("reportState", makeStateReport({ state: "down" }));
  const report = makeReport();
  expect(await call("reportError", report)).toMatchObject({ ok: true });
  expect(errors()).toEqual([report.id]);
  await close();
  expect(await waiting).toMatchObject({ ok: false });
});

test.skipIf(!canMakeDisks)("a full disk's reserve goes to the failures, not to the states", async () => {
  const disk = makeDisk("24m");
  const { call, errors } = await openHost(disk);
  expect(await call("reportState", makeStateReport())).toMatchObject({ ok: true });
  fillDisk(disk);
  const states = () => readdirSync(join(disk, "logs", "states"));
  const before = states();
  expect(await call("reportState", makeStateReport({ state: "down" }))).toMatchObject({ ok: false, error: { code: "unavailable" } });
  const reports = Array.from({ length: 50 }, () => makeReport());
  for (const report of reports) expect(await call("reportError", report)).toMatchObject({ ok: true });
  expect(errors()).toEqual(reports.map(({ id }) => id));
  expect(existsSync(join(disk, "logs", "mediamtx_errors", ".reserve"))).toBe(false);
  expect(states()).toEqual(before);
});

test("states are kept for as long as their own setting says, whatever the limits of failures are", async () => {
  const directory = join(makeTempDir(), "states");
  mkdirSync(directory, { recursive: true });
  const days = ["2024-12-01", "2025-01-01", "2025-10-01", "2026-01-07", "2026-01-08"];
  for (const day of days) writeFileSync(join(directory, `${day}.jsonl`), `{"timestamp":"${day}T03:00:00.000Z","event":"started"}\n`);
  const logs = { ...DEFAULT_SETTINGS.logs, retentionDays: 1, stateRetentionDays: 372, maxTotalMegabytes: 0.000_001 };
  const journal = await openStateJournal({
    directory,
    quarantineDirectory: join(directory, "..", "quarantine"),
    logs: () => logs,
    now: () => noonOf("2026-01-08"),
  });
  onTestFinished(() => journal.close());
  await journal.maintain();
  const names = readdirSync(directory).filter((name) => name.includes(".jsonl"));
  expect(names.sort()).toEqual(["2025-01-01.jsonl.gz", "2025-10-01.jsonl.gz", "2026-01-07.jsonl", "2026-01-08.jsonl"]);
});
