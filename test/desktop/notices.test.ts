import { afterAll, expect, onTestFinished, test } from "vitest";
import type { ChannelTest } from "../../shared/alerts/channel-test.ts";
import type { PreloadBridge, Result } from "../../shared/api-names.ts";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";

const SETTINGS = {
  servers: [{ id: "a", name: "서버 A", whepBaseUrl: "http://127.0.0.1:9" }],
  streams: [{ id: "s1", name: "정문", serverId: "a", path: "gate" }],
  alerts: { onDelaySeconds: 0, groupWaitSeconds: 0 },
  language: "ko",
};

interface System {
  notices: Electron.Notification[];
  refuses: boolean;
}

/** In the system's place, which shows nothing where nobody is logged in: takes each notice, or refuses as one without a service does. */
async function replaceSystem({ app }: Desktop): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const system = Object.assign(globalThis as unknown as System, { notices: [], refuses: false });
    const { on } = Notification.prototype as { on: (...listener: unknown[]) => unknown };
    // Before the first listener is there, nothing has been shown.
    Notification.prototype.on = function listen(this: Electron.Notification, ...listener: unknown[]) {
      if (!system.notices.includes(this)) {
        system.notices.push(this);
        this.show = () => void this.emit(system.refuses ? "failed" : "show", {}, "");
      }
      return on.apply(this, listener) as Electron.Notification;
    };
  });
}

async function launchQuietly(): Promise<Desktop> {
  const desktop = await launchDesktop({ settings: { ...SETTINGS, streams: [] } });
  onTestFinished(desktop.quit);
  await replaceSystem(desktop);
  return desktop;
}

const readNotices = ({ app }: Desktop): Promise<{ title: string; body: string }[]> =>
  app.evaluate(() => (globalThis as unknown as System).notices.map(({ title, body }) => ({ title, body })));

async function testChannel({ page }: Desktop): Promise<Result<ChannelTest>> {
  return page.evaluate(() => (window as unknown as { mtxWatch: PreloadBridge }).mtxWatch.call("testChannel", { channel: "desktop" }));
}

describeDesktop("notices of the system", () => {
  afterAll(removeTempDirs);

  test("an alarm is one, and a click on it brings the window to the front and leads to the alarms", async () => {
    const desktop = await launchQuietly();
    const { app, page } = desktop;
    await page.evaluate(
      (changes) => (window as unknown as { mtxWatch: PreloadBridge }).mtxWatch.call("saveSettings", { changes: changes as never }),
      { streams: SETTINGS.streams },
    );
    await expect
      .poll(() => readNotices(desktop), { timeout: 60_000 })
      .toEqual([{ title: expect.stringMatching(/^\[경보\] 서버 A .+부터$/), body: expect.stringContaining("정문") }]);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    await page.evaluate(() => (location.hash = "#/logs"));
    await page.locator(".logs-screen").waitFor();
    await app.evaluate(() => (globalThis as unknown as System).notices[0]!.emit("click"));
    await page.locator(".alarms-screen").waitFor();
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())).toBe(true);
  });

  test("the test of the channel shows one, or says that the system refuses", async () => {
    const desktop = await launchQuietly();
    expect(await testChannel(desktop)).toEqual({ ok: true, value: { ok: true } });
    expect(await readNotices(desktop)).toEqual([{ title: "[시험] MTX Watch", body: expect.stringContaining("시험") }]);
    await desktop.app.evaluate(() => void Object.assign(globalThis, { refuses: true }));
    const problem = { step: "message", detail: "the system refused the notice" };
    expect(await testChannel(desktop)).toEqual({ ok: true, value: { ok: false, problem } });
  });
});
