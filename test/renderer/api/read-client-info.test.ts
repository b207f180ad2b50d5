import { describe, expect, test } from "vitest";
import { readClientInfo } from "../../../renderer/api/read-client-info.ts";

const screen = { width: 1920, height: 1080 };
const LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";

describe("what the page knows of its browser", () => {
  test.each([
    [`${LINUX} Chrome/120.0.0.0 Safari/537.36`, "Chrome", "120.0.0.0", "Linux x86_64"],
    [`${LINUX} HeadlessChrome/156.0.0.0 Safari/537.36`, "Chrome", "156.0.0.0", "Linux x86_64"],
    [`${WINDOWS} mtx-watch/0.1.0 Chrome/154.0.0.0 Electron/45.4.1 Safari/537.36`, "Electron", "45.4.1", "Windows 10/11"],
    [`${WINDOWS} Chrome/155.0.0.0 Safari/537.36 Edg/155.0.1.2`, "Edge", "155.0.1.2", "Windows 10/11"],
    [`${WINDOWS} Chrome/140.0.0.0 Whale/4.31.304.16 Safari/537.36`, "Whale", "4.31.304.16", "Windows 10/11"],
    ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox", "150.0", "Linux x86_64"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
      "Safari",
      "17.4",
      "macOS 10.15.7",
    ],
    ["", "unknown", "unknown", "unknown"],
  ])("reads %j", (userAgent, browserName, browserVersion, os) => {
    expect(readClientInfo({ userAgent, screen })).toEqual({ browserName, browserVersion, os, screenResolution: "1920x1080" });
  });

  test("takes the browser's hints where the user agent says nothing", () => {
    const brands = [
      { brand: "Not/A)Brand", version: "8" },
      { brand: "Chromium", version: "156" },
    ];
    expect(readClientInfo({ userAgent: "kiosk", brands, platform: "Linux", screen })).toMatchObject({
      browserName: "Chromium",
      browserVersion: "156",
      os: "Linux",
    });
  });

  test("stays within the record's limits whatever a browser claims", () => {
    const info = readClientInfo({ userAgent: `Firefox/${"1".repeat(5_000)}`, platform: "x".repeat(5_000), screen });
    expect(info.browserVersion).toHaveLength(200);
    expect(info.os).toHaveLength(200);
  });
});
