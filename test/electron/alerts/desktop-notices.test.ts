import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Notice } from "../../../electron/delivery/desktop.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { MINUTE, startAlertWall, streams } from "./start-alert-wall.ts";

/** A desktop that takes every notice, or says why it does not. */
function createDesktop() {
  const desktop = {
    notices: [] as Notice[],
    problem: undefined as string | undefined,
    async showNotice(notice: Notice) {
      if (desktop.problem !== undefined) throw new Error(desktop.problem);
      desktop.notices.push(notice);
    },
    titles: () => desktop.notices.map(({ title }) => title),
  };
  return desktop;
}

const options = (desktop: ReturnType<typeof createDesktop>) => ({ options: { showNotice: desktop.showNotice } });

describe("a notice of the desktop", () => {
  test("says that a server died and came back, also on a PC that sends nothing out", async () => {
    const desktop = createDesktop();
    const { host } = await startAlertWall({ alerts: { senders: ["another PC"] }, ...options(desktop) });
    await host.play([...streams, "other"]);
    await host.pass(MINUTE);
    await host.fail(streams);
    await host.pass(MINUTE);
    // One that is late is not shown: this clock must not run ahead of it.
    await expect.poll(desktop.titles).toHaveLength(1);
    await host.play(streams);
    await host.pass(MINUTE);
    await expect
      .poll(desktop.titles)
      .toEqual([
        expect.stringMatching(/^\[Alarm\] .+ does not answer, 64 cameras, since /),
        expect.stringMatching(/^\[Resolved\] .+ does not answer, 64 cameras, back after 1 min$/),
      ]);
    expect(new Set(desktop.notices.map(({ group }) => group)).size).toBe(1);
    expect(desktop.notices[0]!.body).toMatch(/^- cam-1, since /);
    expect(desktop.notices[0]!.body).not.toContain("Sent by");
  });

  test("is for the operator: what only an administrator can mend is not shown", async () => {
    const desktop = createDesktop();
    const { host } = await startAlertWall({ alerts: {}, ...options(desktop) });
    host.alarms.setFindings("test", [
      { kind: "disk_failing", source: "pc" },
      { kind: "site_down", source: "강남" },
    ]);
    await host.pass(MINUTE);
    await expect.poll(desktop.titles).toHaveLength(1); // in time: see above
    await host.pass(MINUTE);
    expect(desktop.titles()).toEqual([expect.stringContaining("site 강남 has no picture")]);
  });

  test("is off where the settings say so", async () => {
    const desktop = createDesktop();
    const { host, alerts } = await startAlertWall({ alerts: { desktop: false }, ...options(desktop) });
    await host.play([...streams, "other"]);
    await host.fail(streams);
    await host.pass(5 * MINUTE);
    expect(await alerts.api.testChannel({ channel: "desktop" })).toEqual({ ok: true });
    expect(desktop.titles()).toEqual(["[Test] MTX Watch"]);
  });

  test("that could not be shown for a minute is not shown later: the next one is", async () => {
    const desktop = createDesktop();
    desktop.problem = "no notification service";
    const { host, alerts, findings } = await startAlertWall({ alerts: {}, ...options(desktop) });
    await host.play([...streams, "other"]);
    await host.fail(["other"]);
    await host.pass(MINUTE);
    await expect.poll(() => findings.at(-1)).toMatchObject([{ kind: "channel_failing", source: "desktop" }]);
    await host.pass(2 * MINUTE);
    desktop.problem = undefined;
    alerts.retryNow();
    await host.play(["other"]);
    await host.pass(MINUTE);
    await expect.poll(desktop.titles).toEqual([expect.stringMatching(/^\[Resolved\] other has no picture/)]);
  });

  test("of before a restart is not shown after it", async () => {
    const desktop = createDesktop();
    desktop.problem = "no notification service";
    const root = makeTempDir();
    const first = await startAlertWall({ alerts: {}, root, ...options(desktop) });
    await first.host.play([...streams, "other"]);
    await first.host.fail(["other"]);
    await first.host.pass(MINUTE);
    await expect.poll(() => first.findings.at(-1)).toMatchObject([{ source: "desktop" }]);
    await first.close();
    first.clock.pass(10 * MINUTE);
    desktop.problem = undefined;
    const second = await startAlertWall({ alerts: {}, root, clock: first.clock, ...options(desktop) });
    await second.host.play([...streams, "other"]);
    await second.host.pass(MINUTE);
    await expect.poll(desktop.titles).toEqual([expect.stringMatching(/^\[Resolved\] other/)]);
  });

  test("cannot be had in a browser: nothing is written for it, and the test says why", async () => {
    const { host, alerts, root, close } = await startAlertWall({ alerts: {} });
    await host.play([...streams, "other"]);
    await host.fail(streams);
    await host.pass(MINUTE);
    expect(await alerts.api.testChannel({ channel: "desktop" })).toEqual({
      ok: false,
      problem: { step: "message", detail: "this host has no desktop that shows notices" },
    });
    await close();
    expect(readdirSync(join(root, "logs", "notifications")).filter((name) => name.endsWith(".jsonl"))).toEqual([]);
  });
});
