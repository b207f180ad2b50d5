import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createOpenedLogs } from "../../../electron/history/opened-logs.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { canMakeDisks, leaveFree, makeDisk } from "../../support/small-disk.ts";

const MEGABYTE = 1024 * 1024;
const ID = "0197c0de-0000-7000-8000-000000000001";

test.skipIf(!canMakeDisks)("what would leave the disk short is refused, and its beginning does not stay", async () => {
  const dataDir = makeDisk("40m");
  const opened = createOpenedLogs({ dataDir, limits: () => ({ ...DEFAULT_SETTINGS.logs, minFreeMegabytes: 2 }) });
  const bytes = new Uint8Array(MEGABYTE);
  const write = (offset: number) => opened.write({ id: ID, name: "a.jsonl", offset, bytes });
  const { path } = await write(0);
  const giveBack = leaveFree(dataDir, 3.5 * MEGABYTE);
  await write(MEGABYTE);
  await expect(write(2 * MEGABYTE)).rejects.toMatchObject({ code: "unavailable" });
  expect(existsSync(join(dataDir, "index", "opened", ID))).toBe(false);
  expect(path).toBe(join(dataDir, "index", "opened", ID));
  giveBack();
  await write(0);
  await opened.remove(dataDir);
  await opened.remove(join(dataDir, "index"));
  expect(existsSync(path)).toBe(true);
  await opened.remove(path);
  expect(existsSync(path)).toBe(false);
});
