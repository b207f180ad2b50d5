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
  for (const language of ["ko", "en"] as const) await takeInLanguage(language);
}

/** The demo's cameras have names in the language of the PC that it starts on. */
async function takeInLanguage(language: "ko" | "en"): Promise<void> {
  const locale = language === "ko" ? "ko-KR" : "en-US";
  const demo = await startProgram(join(ROOT, "out", "main", "demo.js"), ["--web"], { LC_ALL: `${locale.replace("-", "_")}.UTF-8` });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: SIZE, locale, timezoneId: "Asia/Seoul" });
    await page.goto(demo.url);
    await page.locator(".wall .tile[data-condition=live]").first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(RUNS_FOR);
    await takeAll(page, language);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function takeAll(page: Page, language: "ko" | "en"): Promise<void> {
  for (const { name, address, isThere } of SCREENS) {
    await page.evaluate((hash) => (location.hash = hash), address);
    await page.locator(isThere).first().waitFor({ timeout: 30_000 });
    await page.waitForTimeout(1_500); // charts are drawn
    await page.screenshot({ path: join(FOLDER, `${name}.${language}.jpg`), type: "jpeg", quality: 82 });
  }
}
