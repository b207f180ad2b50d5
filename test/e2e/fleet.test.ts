import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCollector } from "../../electron/collector/create-collector.ts";
import type { Collector } from "../../electron/collector/create-collector.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import { createManualClock } from "../electron/alarms/manual-clock.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { launchChromium } from "../support/launch-chromium.ts";
import { makeHeartbeat } from "../support/make-fleet-pc.ts";

describe("the collector's page about the room's PCs", () => {
  const clock = createManualClock(Date.parse("2026-11-26T08:00:00Z"));
  const dataDir = mkdtempSync(join(tmpdir(), "mtx-watch-fleet-"));
  let collector: Collector;
  let browser: Browser;
  let page: Page;

  const open = (port: number) =>
    createCollector({
      dataDir,
      port,
      host: "127.0.0.1",
      token: "the-room",
      pageDirectory: join(import.meta.dirname, "../../out/renderer"),
      limits: DEFAULT_SETTINGS.logs,
      now: clock.now,
      clock,
      log: () => undefined,
    });
  async function beat(number: number, change: Parameters<typeof makeHeartbeat>[1] = {}): Promise<void> {
    const headers = { authorization: "Bearer the-room", "content-type": "application/json" };
    const body = JSON.stringify(makeHeartbeat(number, change));
    expect((await fetch(`${collector.url}/api/v1/clients/heartbeat`, { method: "POST", headers, body })).status).toBe(200);
  }
  /** The page asks again by itself: its timers ring. */
  const passOnPage = () => page.clock.runFor(5_000);
  const rows = () => page.locator("tr[data-client] th").allInnerTexts();
  const names = async () => (await rows()).map((text) => text.split("\n")[0]);

  beforeAll(async () => {
    collector = await open(0);
    browser = await launchChromium();
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "ko-KR" });
    page = await context.newPage();
    await page.clock.install();
    await page.goto(`${collector.url}/fleet`);
  });
  afterAll(async () => {
    await browser?.close();
    await collector?.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  test("asks for the token, and opens to nothing else", async () => {
    await page.locator("input[name=token]:focus").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.type("a-guess");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("토큰이 맞지 않습니다").waitFor();
    await page.locator("input[name=token]:focus").waitFor();
    await page.keyboard.type("the-room");
    await page.keyboard.press("Enter");
    await page.getByText("신호를 보낸 PC가 아직 없습니다").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });

  test("shows a PC as soon as it gives a sign, and names the one whose signs end", async () => {
    for (const number of [1, 2, 10]) await beat(number);
    await passOnPage();
    await page.getByText("PC 3대 · 감시 중 3").waitFor();
    expect(await names()).toEqual(["1번 관제석", "2번 관제석", "10번 관제석"]);

    await clock.pass(60_000);
    await beat(1);
    await beat(2, { streams: { up: 10, down: 2, unknown: 0 }, clockOffset: -8_200, diskFree: 700_000_000 });
    await clock.pass(35_000);
    await passOnPage();
    await page.getByText("PC 3대 · 감시 중단 1 · 조치 필요 1 · 감시 중 2").waitFor();
    expect(await names()).toEqual(["10번 관제석", "2번 관제석", "1번 관제석"]);
    const [lost, troubled] = await page.locator("tr[data-client]").allInnerTexts();
    expect(lost).toMatch(/감시 중단[^]*1분 3\d초 전/);
    expect(troubled).toMatch(/감시 중\s*영상 끊김\s*디스크 부족\s*시계 차이[^]*0\.7 GB[^]*8\.2초 빠름/);
    expect(await page.title()).toBe("(1) PC 현황 - MTX Watch");
    // Not by colour alone: each has a shape of its own.
    expect(await page.locator("tr[data-severity=fault] .severity-icon rect, tr[data-severity=warning] .severity-icon path").count()).toBe(
      2,
    );
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });

  test("is searched and read in either language by keyboard", async () => {
    const filter = page.getByRole("searchbox");
    await filter.focus();
    await page.keyboard.type("pc-10");
    await expect.poll(names).toEqual(["10번 관제석"]);
    await page.keyboard.type("nowhere");
    await page.getByText("“pc-10nowhere”에 맞는 PC가 없습니다").waitFor();
    await filter.fill("");
    await page.keyboard.press("Tab"); // 한국어
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("3 PCs · Monitoring lost 1 · To be looked at 1 · Monitoring 2").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.reload();
    await page.getByText("Monitoring lost 1").waitFor(); // kept, as the session is
  });

  test("keeps what it knew while the collector is away, and goes on by itself", async () => {
    const { port } = new URL(collector.url);
    await collector.close();
    await passOnPage();
    await page.getByRole("alert").getByText("The collector does not answer").waitFor();
    expect(await names()).toHaveLength(3);
    expect(await findAccessibilityViolations(page)).toEqual([]);
    collector = await open(Number(port));
    await passOnPage();
    await page.getByText("3 PCs · Monitoring lost 1 · Waiting for a sign 2").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("takes a PC that is no more off the list, after a question", async () => {
    await page.getByRole("button", { name: "Remove 10번 관제석" }).press("Enter");
    await page.getByRole("dialog").getByText("10번 관제석 is removed").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await names()).toHaveLength(3);
    await page.getByRole("button", { name: "Remove 10번 관제석" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await expect.poll(names).toEqual(["1번 관제석", "2번 관제석"]);
  });

  test("is left with the cookie gone", async () => {
    await page.getByRole("button", { name: "Leave" }).click();
    await page.locator("input[name=token]").waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });
});
