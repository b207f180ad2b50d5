import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createControlRoom } from "../../electron/control-room.ts";
import { createUndiciTransport } from "../../electron/delivery/send-request-undici.ts";
import { createWebHost } from "../../electron/web/create-web-host.ts";
import type { WebHost } from "../../electron/web/create-web-host.ts";
import { makeControlRoomOptions, makeSecrets } from "../support/control-room-options.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { launchChromium } from "../support/launch-chromium.ts";
import { readZip } from "../support/read-zip.ts";

describe("the diagnostics", () => {
  /** As far as anybody asks without playing a server that is well; at first it is not there. */
  const media = createServer(({ method }, response) => response.writeHead(method === "OPTIONS" ? 204 : 405).end());
  const dataDir = mkdtempSync(join(tmpdir(), "mtx-watch-diagnostics-"));
  const transport = createUndiciTransport();
  let host: WebHost;
  let browser: Browser;
  let page: Page;
  let place: string;
  const row = (end: string, state: string) => page.locator(`[data-check$="${end}"][data-state=${state}]`);
  const ended = () => page.locator("main.diagnostics[aria-busy=false]").waitFor();
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  async function listen(port: number): Promise<number> {
    media.listen(port, "127.0.0.1");
    await once(media, "listening");
    return (media.address() as AddressInfo).port;
  }

  beforeAll(async () => {
    const port = await listen(0);
    media.close();
    place = `127.0.0.1:${port}`;
    const auth = { kind: "basic", user: "campusviewer", secretRef: "cam" };
    const settings = {
      servers: [{ id: "a", name: "서버 A", whepBaseUrl: `http://${place}`, auth }],
      streams: [{ id: "gate", serverId: "a", path: "gate" }],
      language: "ko",
    };
    writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
    const options = { sendRequest: transport.sendRequest, secrets: makeSecrets({ cam: "s3cret" }) };
    host = await createWebHost({
      port: 0,
      token: "diagnostics",
      rendererDirectory: join(import.meta.dirname, "../../out/renderer"),
      openControlRoom: (pageOrigin) => createControlRoom(makeControlRoomOptions(dataDir, { ...options, pageOrigin })),
    });
    browser = await launchChromium();
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page = await context.newPage();
    await page.goto(host.url);
    await page.locator("[data-menu=help]").waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    media.close();
    await transport.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  test("are opened from the menu by keyboard, and say what is wrong and what to do", async () => {
    await page.locator("[data-menu=help]").focus();
    await page.keyboard.press("ArrowDown");
    await page.locator("[data-command=showDiagnostics]").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await ended();
    await row(`${place}/tcp`, "trouble").getByText("받는 프로그램이 없습니다").waitFor();
    await row("/mediaPath", "unknown").waitFor();
    await row("/folder", "fine").waitFor();
    expect(await page.locator("[data-target='email:'] [data-state=off]").count()).toBe(1);
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });

  test("run again by keyboard, and see what was mended", async () => {
    await listen(Number(place.split(":")[1]));
    await button("다시 진단").focus();
    await page.keyboard.press("Enter");
    await row(`${place}/whep`, "fine").waitFor();
    await ended();
    await row(`${place}/tcp`, "fine").waitFor();
    await row("/clock", "fine").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("다시 진단");
  });

  test("show only what is trouble on demand, by keyboard too", async () => {
    const all = await page.locator("[data-check]").count();
    await page.getByRole("checkbox", { name: "문제만 보기" }).focus();
    await page.keyboard.press("Space");
    await vi.waitUntil(async () => (await page.locator("[data-check]").count()) < all);
    expect(await page.locator("[data-check]:not([data-state=trouble])").count()).toBe(0);
    await page.keyboard.press("Space");
    await vi.waitUntil(async () => (await page.locator("[data-check]").count()) === all);
  });

  test("are copied as text", async () => {
    await button("텍스트로 복사").focus();
    await page.keyboard.press("Enter");
    await page.getByText("복사했습니다").waitFor();
    const text = await clipboard();
    expect(text).toMatch(/^MTX Watch 0\.0\.0: 시스템 진단$/m);
    expect(text).toContain(`[정상] 영상 요청 (WHEP OPTIONS) ${place}: gate 경로를 요청할 수 있습니다.`);
    expect(text.match(/^ {2}\[/gm)).toHaveLength(await page.locator("[data-check]").count());
  });

  test("are saved for support with settings and logs, and without what must stay here", async () => {
    await button("지원용 파일 저장").focus();
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(download.suggestedFilename()).toMatch(/^mtx-watch-support-\d{8}-\d{4}\.zip$/);
    const files = readZip(readFileSync(await download.path()));
    await page.getByText(`만들었습니다: ${download.suggestedFilename()}`).waitFor();
    expect(files.get("diagnostics.txt")).toContain("[정상] 영상 요청 (WHEP OPTIONS) [address-1]: gate 경로를");
    expect([...files.keys()]).toEqual(expect.arrayContaining(["settings.json", "versions.json", "status.json", "README.txt"]));
    for (const [name, content] of files)
      for (const hidden of [place, "campusviewer", "s3cret"]) expect(content, name).not.toContain(hidden);
  });

  test("are in English as well", async () => {
    await page.locator("[data-menu=settings]").click();
    await page.locator("[data-command=useEnglish]").click();
    await page.getByRole("heading", { name: "Diagnostics" }).waitFor();
    await row("/folder", "fine").getByText("It can be written to").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });
});
