import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { findOwnPlace } from "../../../electron/desktop/find-own-place.ts";
import type { OwnPlace } from "../../../electron/desktop/find-own-place.ts";
import { readLines } from "../../support/api-contract.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

test("the app of a second user writes beside the first one's, with the settings of all, and alone to the data dir", async () => {
  const dataDir = makeTempDir();
  const open = async ({ dataDir: own, configFile }: OwnPlace) => {
    const room = await createControlRoom(makeControlRoomOptions(own, configFile === undefined ? {} : { configFile }));
    let closed: Promise<void> | undefined;
    const close = () => (closed ??= room.close());
    onTestFinished(close);
    return { api: room.api, close, ids: () => readLines(join(own, "logs", "mediamtx_errors")).map(({ id }) => id) };
  };

  const first = await open(await findOwnPlace(dataDir, "anna"));
  await first.api.saveSettings({ changes: { client: { site: "강남" } } });
  const place = await findOwnPlace(dataDir, "bora");
  expect(place.dataDir).toBe(join(dataDir, "users", "bora"));
  const second = await open(place);
  expect((await second.api.getSettings({})).settings.client.site).toBe("강남");

  const [hers, mine] = [makeReport(), makeReport()];
  await Promise.all([first.api.reportError(mine), second.api.reportError(hers)]);
  expect([first.ids(), second.ids()]).toEqual([[mine.id], [hers.id]]);

  await first.close();
  await second.close();
  expect(await findOwnPlace(dataDir, "bora")).toEqual({ dataDir });
  expect(existsSync(join(dataDir, "users", "bora", "settings.json"))).toBe(false);
});
