import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createShareReader } from "../../../electron/settings/create-share-reader.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { createManualClock } from "../alarms/manual-clock.ts";

test.skipIf(process.platform === "win32")("a share that hangs is waited for no longer than is said, and by one read", async () => {
  const file = join(makeTempDir(), "policy.json");
  execFileSync("mkfifo", [file]); // whoever opens it waits for the other end
  const clock = createManualClock(0);
  const read = createShareReader({ setTimer: clock.setTimer, longest: 15_000 });
  const first = read(file).catch((error: Error) => error.message);
  await clock.pass(15_000);
  expect(await first).toBe("not read within 15 s");
  const later = Promise.all([read(file), read(file)]);
  await writeFile(file, "{}"); // whom it would reach of several that read, nobody could say
  expect(await later).toEqual(["{}", "{}"]);
  rmSync(file);
  writeFileSync(file, "new");
  expect(await read(file)).toBe("new");
});
