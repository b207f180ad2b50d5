import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { launchChromium } from "../support/launch-chromium.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

/** The system's fonts but for those that know Korean. */
const NO_KOREAN = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont><pattern><patelt name="lang"><string>ko</string></patelt></pattern></rejectfont></selectfont>
</fontconfig>`;
const SLOW = { timeout: 30_000, interval: 100 };
const HEADING = "MediaMTX 서버에 연결";

// fontconfig is Linux's; other systems have a Korean font of their own.
describe.skipIf(process.platform !== "linux")("Korean", () => {
  let wall: Wall;
  let bare: Browser;
  const fontsOf = async (page: Page) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("DOM.enable");
    await cdp.send("CSS.enable");
    const { root } = await cdp.send("DOM.getDocument");
    const { nodeId } = await cdp.send("DOM.querySelector", { nodeId: root.nodeId, selector: ".setup-page h2" });
    const { fonts } = await cdp.send("CSS.getPlatformFontsForNode", { nodeId });
    return fonts;
  };
  const listFetched = (page: Page) =>
    page.evaluate(() =>
      performance.getEntriesByType("resource").flatMap(({ name }) => (name.endsWith(".woff2") ? [name.split("/").at(-1)!] : [])),
    );
  const waitForFont = (page: Page) => page.waitForFunction(() => document.fonts.size > 100);

  beforeAll(async () => {
    wall = await startWall({ streams: 0 });
    const file = join(wall.dataDir, "fonts.conf");
    writeFileSync(file, NO_KOREAN);
    bare = await launchChromium([], { FONTCONFIG_FILE: file });
  });
  afterAll(async () => {
    await bare?.close();
    await wall?.stop();
  });

  test("is drawn with the app's own font on a PC that has none, of which what is shown is fetched and no more", async () => {
    const page = await bare.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
    await page.goto(wall.url);
    await page.getByRole("heading", { name: HEADING }).waitFor();
    await waitForFont(page);
    const isOurs = ({ familyName, isCustomFont }: { familyName: string; isCustomFont: boolean }) => isCustomFont && familyName.startsWith("Noto Sans KR"); // prettier-ignore
    await vi.waitUntil(async () => (await fontsOf(page)).every(isOurs), SLOW);
    const fetched = await listFetched(page);
    expect(fetched.length).toBeGreaterThan(2);
    expect(fetched.length).toBeLessThan(62); // of 124
    expect(complaints).toEqual([]);
  });

  test("is drawn with the PC's font where it has one, and then nothing of the app's is fetched", async () => {
    const { page } = wall;
    await page.getByRole("heading", { name: HEADING }).waitFor();
    // The page has asked for such a moment before us, and is given it before us.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    const isKnown = execFileSync("fc-list", [":lang=ko"], { encoding: "utf8" }) !== "";
    const rules = () => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/korean-font-")));
    if (!isKnown) await vi.waitUntil(rules, SLOW);
    expect(await rules()).toBe(!isKnown);
  });

  test("goes with the font's licence", () => {
    expect(readFileSync(join(import.meta.dirname, "../../out/renderer/noto-sans-kr-license.txt"), "utf8")).toContain(
      "SIL Open Font License",
    );
  });
});
