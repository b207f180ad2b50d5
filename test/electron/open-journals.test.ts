import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openJournals } from "../../electron/open-journals.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const STARTS = ["centralStart", "otlpStart", "statesStart"] as const;

test("where deliveries began outlives the folder of the cursors", async () => {
  const dataDir = makeTempDir();
  const open = async () => {
    const { cursors, ...journals } = await openJournals({ dataDir, settings: () => DEFAULT_SETTINGS, now: Date.now, log: () => undefined });
    const close = () => Promise.all([journals.journal, journals.stateJournal, journals.alarmJournal].map((each) => each.close()));
    return { cursors, close };
  };
  const place = (offset: number) => ({ segment: "2026-01-08.jsonl", offset });
  const first = await open();
  for (const [offset, name] of STARTS.entries()) {
    first.cursors[name].save(place(offset));
    await first.cursors[name].flush();
  }
  first.cursors.central.save(place(9));
  await first.cursors.central.flush();
  await first.close();
  rmSync(join(dataDir, "cursors"), { recursive: true });

  const second = await open();
  await second.close();
  expect(STARTS.map((name) => second.cursors[name].load())).toEqual([place(0), place(1), place(2)]);
  expect(second.cursors.central.load()).toBeUndefined();
});
