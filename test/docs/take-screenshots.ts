/** `npm run docs -- --screenshots`: pictures of the running demo for the README, in both languages, into docs/images/. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium } from "../support/launch-chromium.ts";
import { startProgram } from "../support/start-program.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = join(ROOT, "docs", "images");
const SIZE = { width: 1_600, height: 900 };
/** As long as the demo's first failures take, in milliseconds: there must be something to see. */
const RUNS_FOR = 150_000;

const SCREENS = [
  { name: "wall", address: "#/", isThere: ".wall .tile" },
  { name: "logs", address: "#/logs", isThere: ".log-rows .log-row" },
  { name: "dashboard", address: "#/dashboard?range=1h", isThere: ".panel svg, .panel canvas" },
];

export async function takeScreenshots(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const demo = await startProgram(join(ROOT, "out", "main", "demo.js"), ["--web"]);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: SIZE, locale: "ko-KR", timezoneId: "Asia/Seoul" });
    await page.goto(demo.url);
    await page.locator(".wall .tile[data-condition=live]").first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(RUNS_FOR);
    for (const language of ["ko", "en"] as const) await takeAll(page, language);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function takeAll(page: Page, language: "ko" | "en"): Promise<void> {
  await page.locator("[data-menu=settings]").click();
  await page.locator(`[data-command=${language === "ko" ? "useKorean" : "useEnglish"}]`).click();
  for (const { name, address, isThere } of SCREENS) {
    await page.evaluate((hash) => (location.hash = hash), address);
    await page.locator(isThere).first().waitFor({ timeout: 30_000 });
    await page.waitForTimeout(1_500); // charts are drawn
    await page.screenshot({ path: join(FOLDER, `${name}.${language}.jpg`), type: "jpeg", quality: 82 });
  }
}
