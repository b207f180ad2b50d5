import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createControlRoom } from "../../electron/control-room.ts";
import type { ControlRoom } from "../../electron/control-room-types.ts";
import { loadWebToken } from "../../electron/web/web-token.ts";
import { readLines } from "../support/api-contract.ts";
import { makeReport } from "../support/make-report.ts";
import { canMakeDisks, fillDisk, makeDisk, mountDisk, unmountDisk } from "../support/small-disk.ts";
import { makeControlRoomOptions } from "../support/control-room-options.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const SOON = { timeout: 20_000, interval: 20 };

async function startIn(dataDir: string): Promise<ControlRoom> {
  const controlRoom = await createControlRoom(makeControlRoomOptions(dataDir, { pageOrigin: "http://127.0.0.1:1" }));
  onTestFinished(() => controlRoom.close());
  return controlRoom;
}

/** Ways in which a data dir can be useless at the first start, each with what mends it. */
const TROUBLES: [what: string, cause: string, spoil: () => { dataDir: string; mend: () => void }][] = [
  [
    "whose disk is full",
    "disk_full",
    () => {
      const disk = makeDisk("2m");
      return { dataDir: join(disk, "data"), mend: fillDisk(disk) };
    },
  ],
  [
    "that can only be read",
    "read_only",
    () => {
      const dataDir = makeTempDir();
      mountDisk(dataDir, "ro");
      return { dataDir, mend: () => unmountDisk(dataDir) };
    },
  ],
  [
    "where a file stands in the way",
    "missing",
    () => {
      const dataDir = join(makeTempDir(), "data");
      writeFileSync(dataDir, "in the way");
      return { dataDir, mend: () => rmSync(dataDir) };
    },
  ],
];

describe.skipIf(!canMakeDisks)("the first start in a data dir", () => {
  test.each(TROUBLES)(
    "%s is a state (%s): failures wait, and are written with all the rest once it can be",
    async (_what, cause, spoil) => {
      const { dataDir, mend } = spoil();
      const token = await loadWebToken(dataDir);
      const { api } = await startIn(dataDir);
      const { clientId, logsDirectory } = await api.getHost({});
      const report = makeReport();
      let isAnswered = false;
      const recorded = api.reportError(report).then(() => (isAnswered = true));
      // On a full disk folders can still be made: it is the first write that fails.
      await vi.waitUntil(async () => (await api.getStatus({})).journal.state === "failing", SOON);
      await vi.waitUntil(async () => (await api.getStatus({})).journal.buffered === 1, SOON);
      expect((await api.getStatus({})).journal).toMatchObject({ state: "failing", cause, lost: 0 });
      expect(isAnswered).toBe(false);

      mend();
      await recorded;
      expect(readLines(logsDirectory).map(({ id }) => id)).toEqual([report.id]);
      expect((await api.getStatus({})).journal).toMatchObject({ state: "ok", buffered: 0, lost: 0 });
      await vi.waitUntil(() => existsSync(join(dataDir, "client-id")) && existsSync(join(dataDir, "web-token")), SOON);
      expect(JSON.parse(readFileSync(join(dataDir, "client-id"), "utf8"))).toMatchObject({ id: clientId });
      expect(await loadWebToken(dataDir)).toBe(token);
    },
  );
});
