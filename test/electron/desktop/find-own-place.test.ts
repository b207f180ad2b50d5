import { join } from "node:path";
import { expect, test } from "vitest";
import { findOwnPlace } from "../../../electron/desktop/find-own-place.ts";
import { lockFolder } from "../../../electron/journal/lock-folder.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

test("a user has the data dir, and while another one's app writes there a folder in it, with the settings of all", async () => {
  const dataDir = makeTempDir();
  expect(await findOwnPlace(dataDir, "anna")).toEqual({ dataDir });
  const unlock = await lockFolder(join(dataDir, "logs", "mediamtx_errors"));
  expect(await findOwnPlace(dataDir, "bora")).toEqual({
    dataDir: join(dataDir, "users", "bora"),
    configFile: join(dataDir, "settings.json"),
  });
  await unlock();
  expect(await findOwnPlace(dataDir, "bora")).toEqual({ dataDir });
});
