import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePinHash } from "../../electron/settings/pin-hash.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { startSettings } from "../support/start-settings.ts";
import type { SettingsBench } from "../support/start-settings.ts";

describe("the administrator's PIN", () => {
  let bench: SettingsBench;

  beforeAll(async () => {
    bench = await startSettings(1, { policy: { adminPin: await makePinHash("4711") } });
    await bench.page.evaluate(() => (location.hash = "#/settings"));
  });
  afterAll(() => bench?.stop());

  const dialog = () => bench.page.getByRole("dialog", { name: "관리자 잠금 해제" });
  const exportSettings = () => bench.page.getByRole("button", { name: "내보내기" }).click();

  test("is asked for before an export; a wrong one is said, without one nothing is exported, with it the file is there", async () => {
    const { page } = bench;
    let downloads = 0;
    page.on("download", () => (downloads += 1));
    await exportSettings();
    const pin = dialog().getByLabel("관리자 PIN");
    await pin.waitFor();
    expect(await pin.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await pin.fill("0000");
    await page.keyboard.press("Enter");
    await dialog().getByText("PIN이 맞지 않습니다.").waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    expect(downloads).toBe(0);

    await exportSettings();
    await pin.fill("4711");
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    expect((await download).suggestedFilename()).toMatch(/\.json$/);
    await page.getByText(/관리자 잠금이 .+까지 해제되어 있습니다/).waitFor();
  });

  test("open, it asks no more, until it is locked again", async () => {
    const { page } = bench;
    const download = page.waitForEvent("download");
    await exportSettings();
    await download;
    await page.keyboard.press("Control+Alt+Shift+KeyQ");
    await page.getByText(/관리자 잠금이 .+까지 해제되어 있습니다/).waitFor({ state: "detached" });
    await exportSettings();
    await dialog().waitFor();
  });
});
