import { join } from "node:path";
import { expect, test } from "vitest";
import { PATTERN_STREAMS, planPatterns } from "../support/plan-patterns.ts";
import { startWall } from "../support/start-wall.ts";
import { writePlannedStates } from "../support/write-planned-states.ts";
test("shots", async () => {
  const wall = await startWall({
    streams: 1,
    settings: () => ({ streams: PATTERN_STREAMS.map((id, n) => ({ id, name: `${n + 1}번 승강장`, serverId: "a", path: "demo-1" })) }),
    prepare: (logFolder) => writePlannedStates(join(logFolder, "../states"), planPatterns(Date.now() - 3600000, "10.0.0.1:8889")),
  });
  const { page, media } = wall;
  for (const lang of ["useKorean", "useEnglish"]) {
    await page.evaluate(() => (location.hash = "#/"));
    await page.click("[data-menu=language]");
    await page.click(`[data-command=${lang}]`);
    for (const [w, h] of [[1920, 1080], [1366, 768]] as const) {
      await page.setViewportSize({ width: w, height: h });
      await page.evaluate(() => (location.hash = "#/dashboard?range=30d"));
      await page.locator(".patterns li").first().waitFor();
      await page.locator(".patterns").scrollIntoViewIfNeeded();
      await page.waitForTimeout(700);
      await page.screenshot({ path: `/tmp/pat-${lang}-${w}.png` });
    }
    await page.locator(".patterns button").first().click();
    await page.locator("dialog tbody tr").first().waitFor();
    await page.screenshot({ path: `/tmp/pat-${lang}-dialog.png` });
    await page.keyboard.press("Escape");
  }
  await page.evaluate(() => (location.hash = "#/"));
  await media.setStreamFault("demo-1", { fault: "no_packets" });
  await page.getByRole("button", { name: "Details" }).first().click({ timeout: 60000 });
  await page.waitForTimeout(3000);
  await page.screenshot({ path: `/tmp/pat-dialog-en.png` });
  await wall.stop();
  expect(1).toBe(1);
});
