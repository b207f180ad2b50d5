import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ErrorRecord } from "../../shared/record.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const tile = (n: number, condition?: string): string => `.tile[data-stream=stream-${n}]${condition ? `[data-condition=${condition}]` : ""}`;

describe("the wall", () => {
  let wall: Wall;
  let page: Page;
  const waitForRecord = (streamId: string, reason: string) =>
    vi.waitUntil(() => wall.readRecords().some((record) => record.streamId === streamId && record.detail.reason === reason), SLOW);

  beforeAll(async () => {
    wall = await startWall({ streams: 6 });
    page = wall.page;
    await wall.waitForLive();
  });
  afterAll(() => wall?.stop());

  test("plays every stream, quietly, without an accessibility violation", async () => {
    expect(await page.locator(".status-bar").innerText()).toContain("6");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    expect(wall.readRecords()).toEqual([]);
  });

  test("a reload while a stream starts is nobody's failure", async () => {
    await wall.media.setStreamFault("demo-6", { fault: "hold", seconds: 60, ready: true });
    await page.reload();
    await wall.waitForLive(5);
    await page.waitForSelector(tile(6, "starting"));
    await page.reload();
    await wall.waitForLive(5);
    await wall.media.heal("demo-6");
    await wall.waitForLive();
    expect(wall.readRecords()).toEqual([]);
  });

  test("says on the tile what broke, and writes the same into today's file", async () => {
    await wall.media.setStreamFault("demo-3", { fault: "no_stream" });
    await page.waitForSelector(tile(3, "down"));
    await page.locator(tile(3)).getByText("서버에 송출 중인 영상이 없음").waitFor();
    await waitForRecord("stream-3", "no_stream");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await wall.media.heal("demo-3");
    await page.locator(tile(3)).focus();
    await page.keyboard.press("r"); // retry now
    await page.waitForSelector(tile(3, "live"));
  });

  test("is worked by keyboard: arrows move, Enter enlarges, Escape goes back, i shows statistics", async () => {
    await page.locator(tile(1)).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => (document.activeElement as HTMLElement).dataset.stream === "stream-2");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${tile(2)}[data-enlarged=true]`);
    await page.keyboard.press("i");
    await page.waitForSelector(`${tile(2)} dl.statistics`);
    await page.keyboard.press("i");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".wall[data-enlarged=false]");
    await page.waitForFunction(() => (document.activeElement as HTMLElement).dataset.stream === "stream-2");
  });

  test("enlarges a tile by double-click, and the keys go on from there", async () => {
    await page.locator(tile(4)).dblclick();
    await page.waitForSelector(`${tile(4)}[data-enlarged=true]`);
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector(`${tile(5)}[data-enlarged=true]`);
    await page.keyboard.press("Escape");
    await page.waitForSelector(".wall[data-enlarged=false]");
  });

  test("has a clock on each tile that only frames on screen move, though nothing else were known of the stream", async () => {
    await page.evaluate(() => (RTCPeerConnection.prototype.getStats = () => new Promise(() => {})));
    const clock = page.locator(`${tile(1)} .frame-clock`);
    const times = new Set<string | null>();
    await vi.waitUntil(async () => times.add(await clock.textContent()).size >= 6, SLOW); // longer than a clock without frames is believed
    expect(await clock.getAttribute("data-stopped")).toBe("false");
    await page.evaluate((tile) => document.querySelector<HTMLVideoElement>(`${tile} video`)!.pause(), tile(1));
    await vi.waitUntil(async () => (await clock.getAttribute("data-stopped")) === "true", SLOW);
    await page.reload();
    await wall.waitForLive();
  });

  test("changes its language by menu, for good", async () => {
    await page.click("[data-menu=settings]");
    await page.click("[data-command=useEnglish]");
    await page.waitForFunction(() => document.documentElement.lang === "en");
    const saved = () => JSON.parse(readFileSync(join(wall.dataDir, "settings.json"), "utf8")).language as string;
    await vi.waitUntil(() => saved() === "en", SLOW);
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.click("[data-menu=settings]");
    await page.click("[data-command=useKorean]");
    await page.waitForFunction(() => document.documentElement.lang === "ko");
  });

  test("has a test tile that plays any address, or says why not, and writes nothing of it", async () => {
    await page.keyboard.press("t");
    await page.fill("[name=address]", wall.media.whepUrl("demo-1"));
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog .tile[data-condition=live]");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.fill("[name=address]", wall.media.whepUrl("nowhere"));
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog .tile[data-condition=down]");
    await page.click("dialog .dialog-actions button");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("/nowhere/whep");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog"));
    expect(wall.readRecords().filter(({ whepUrl }) => whepUrl.includes("nowhere"))).toEqual([]);
  });

  test("shows a dead server as one sentence on its tiles, and the cause that only the host can find stands in the file", async () => {
    await wall.stopMedia();
    await vi.waitUntil(async () => (await page.locator(".wall .tile[data-condition=server_down]").count()) === 6, SLOW);
    await page.locator(".status-bar").getByText("서버 A 응답 없음").waitFor();
    const isCauseKnown = ({ detail }: ErrorRecord) => detail.reason === "refused" && detail.diagnosis?.finding === "server_down";
    await vi.waitUntil(() => wall.readRecords().some(isCauseKnown), SLOW);
    await wall.restartMedia();
    await wall.waitForLive();
  });

  test("keeps a failure that is noticed while its host is dead, and the host writes it once", async () => {
    await wall.killHost();
    await page.getByText("호스트 연결 끊김").first().waitFor();
    const before = wall.readRecords().length;
    await wall.media.setStreamFault("demo-5", { fault: "kick", goodbye: true });
    await page.waitForSelector(tile(5, "live"), { state: "detached" });
    await wall.restartHost();
    await vi.waitUntil(() => wall.readRecords().length > before, SLOW);
    await wall.waitForLive();
    const ids = wall.readRecords().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("shows that the log cannot be written, and that it can again", async () => {
    const aside = `${wall.logFolder}-aside`;
    renameSync(wall.logFolder, aside);
    writeFileSync(wall.logFolder, "in the way");
    await wall.media.setStreamFault("demo-6", { fault: "kick", goodbye: true });
    await page.waitForSelector("[data-journal=failing]");
    rmSync(wall.logFolder);
    renameSync(aside, wall.logFolder);
    await page.waitForSelector("[data-journal=ok]");
    await vi.waitUntil(
      () => wall.readRecords().some((record) => record.streamId === "stream-6" && record.detail.reason === "closed_by_server"),
      SLOW,
    );
  });

  test("tells the diagnostics which way its pictures come", async () => {
    await page.evaluate(() => (location.hash = "#/diagnostics"));
    await page.locator("[data-check$='/mediaPath'][data-state=fine]", { hasText: /UDP로 옵니다 \(.+:\d+\)/ }).waitFor();
    await page.evaluate(() => (location.hash = ""));
  });

  test("ends its sessions at the server when the page is left", async () => {
    await page.goto("about:blank");
    await vi.waitUntil(async () => (await wall.media.state()).sessions.length === 0, SLOW);
  });
});

describe("a wall without streams", () => {
  test("says what to do, and names the settings file", async () => {
    const wall = await startWall({ streams: 0 });
    try {
      await wall.page.getByText(join(wall.dataDir, "settings.json")).first().waitFor();
      expect(await findAccessibilityViolations(wall.page)).toEqual([]);
    } finally {
      await wall.stop();
    }
  });
});
