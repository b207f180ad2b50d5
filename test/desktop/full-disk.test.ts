import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { PreloadBridge, Result } from "../../shared/api-names.ts";
import type { HostStatus } from "../../shared/host-status.ts";
import type { ErrorReport } from "../../shared/record.ts";
import { readLines } from "../support/api-contract.ts";
import { describeDesktop, launchDesktop } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";
import { makeReport } from "../support/make-report.ts";
import { SLOW } from "../support/slow.ts";
import { canMakeDisks, fillDisk, makeDisk } from "../support/small-disk.ts";

function readJournal({ page }: Desktop): Promise<HostStatus["journal"]> {
  return page.evaluate(async () => {
    const { mtxWatch } = window as unknown as { mtxWatch: PreloadBridge };
    return ((await mtxWatch.call("getStatus", {})) as Result<HostStatus> & { ok: true }).value.journal;
  });
}

function report({ page }: Desktop, failure: ErrorReport): Promise<Result<unknown>> {
  return page.evaluate((report) => (window as unknown as { mtxWatch: PreloadBridge }).mtxWatch.call("reportError", report), failure);
}

const readIds = (dataDir: string) => readLines(join(dataDir, "logs", "mediamtx_errors")).map(({ id }) => id);

describeDesktop("the desktop app on a full disk", () => {
  test.skipIf(!canMakeDisks)("starts for the first time, says so, and writes what it was told when there is space", async () => {
    const dataDir = makeDisk("64m");
    const free = fillDisk(dataDir);
    const desktop = await launchDesktop({ dataDir });
    const failure = makeReport();
    const answered = report(desktop, failure);
    await desktop.page.locator("[data-journal=failing]").waitFor();
    await vi.waitUntil(async () => (await readJournal(desktop)).buffered === 1, SLOW);
    expect(await readJournal(desktop)).toMatchObject({ state: "failing", cause: "disk_full" });
    free();
    expect(await answered).toMatchObject({ ok: true });
    await desktop.page.locator("[data-journal=ok]").waitFor();
    expect(readIds(dataDir)).toEqual([failure.id]);
    await vi.waitUntil(() => existsSync(join(dataDir, "client-id")), SLOW);
    await desktop.quit();
  });

  test.skipIf(!canMakeDisks)("starts where it was at home before, its profile on the same disk", async () => {
    const dataDir = makeDisk("64m");
    await (await launchDesktop({ dataDir })).quit();
    const free = fillDisk(dataDir);
    const desktop = await launchDesktop({ dataDir });
    const failure = makeReport();
    const answered = report(desktop, failure);
    free();
    expect(await answered).toMatchObject({ ok: true });
    expect(readIds(dataDir)).toEqual([failure.id]);
    await desktop.quit();
  });
});
