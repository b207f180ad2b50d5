import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { HostStatus } from "../../shared/host-status.ts";
import type { CheckFinding, CheckName, CheckTarget } from "../../shared/diagnostics/check.ts";
import { judgeDisk, judgeJournal, judgeLink } from "../../shared/diagnostics/judge-host.ts";
import { readDiskSpace } from "../journal/disk-space.ts";
import { isShort } from "../journal/plan-retention.ts";
import { readLink } from "../recovery/read-link.ts";
import type { CheckDesk, CheckLine } from "./check-desk.ts";

export interface CheckHostOptions {
  dataDir: string;
  /** Of free space, below which there is too little. */
  minFreeMegabytes: number;
  /** Of a running app; without one nobody writes a journal. */
  status?: (() => HostStatus) | undefined;
}

/** This PC's own side, but for its clock. */
export async function checkHost(desk: CheckDesk, target: CheckTarget, { dataDir, status, ...limits }: CheckHostOptions): Promise<void> {
  const line = (name: CheckName): CheckLine => ({ target, name, place: "" });
  await Promise.all([
    desk.check(line("link"), async () => judgeLink(await readLink())),
    desk.check(line("disk"), () => lookAtDisk(dataDir, limits)),
    desk.check(line("folder"), () => tryFolder(dataDir)),
    status && desk.check(line("journal"), () => judgeJournal(status().journal)),
  ]);
}

async function lookAtDisk(dataDir: string, limits: { minFreeMegabytes: number }): Promise<CheckFinding> {
  try {
    const space = await readDiskSpace(dataDir);
    return judgeDisk({ free: space.free, isLow: isShort(space, limits) });
  } catch (error) {
    return { code: "disk_unknown", said: (error as Error).message };
  }
}

/** A file that is gone again afterwards: permissions alone do not say whether a disk takes anything. */
async function tryFolder(folder: string): Promise<CheckFinding> {
  const path = join(folder, `.diagnostics-${randomUUID()}`);
  try {
    const file = await open(path, "wx");
    try {
      await file.write("MTX Watch\n");
      await file.sync();
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
    return { code: "folder_fine", folder };
  } catch (error) {
    return { code: "folder_refused", folder, errno: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}
