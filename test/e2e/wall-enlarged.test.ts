import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const tile = (n: number): string => `.wall > .tile[data-stream=stream-${n}]`;
const SLOW = { timeout: 60_000, interval: 100 };

describe("an enlarged tile", () => {
  let wall: Wall;
  let page: Page;
  const readers = async (path: string) => (await wall.media.state()).streams.find(({ name }) => name === path)!.readers;
  const large = () => page.locator(`${tile(1)} .main-picture`);

  beforeAll(async () => {
    const small = { serverId: "a", path: "demo-2" };
    const streams = [
      { ...small, id: "stream-1", name: "1번/출입구", mainPath: "demo-3" },
      { ...small, id: "stream-2", name: "2번 출입구", path: "demo-1" },
    ];
    wall = await startWall({ streams: 3, sound: true, settings: { streams } });
    page = wall.page;
    await wall.waitForLive(2);
  });
  afterAll(() => wall.stop());

  test("asks for the main stream, and the small one stays until it plays", async () => {
    expect(await readers("demo-3")).toBe(0);
    await wall.media.setStreamFault("demo-3", { fault: "hold", seconds: 60, ready: true });
    await page.focus(tile(1));
    await page.keyboard.press("Enter");
    await page.getByText("메인 스트림 연결 중").waitFor();
    expect(await large().isVisible()).toBe(false);
    await wall.media.heal("demo-3");
    await large().waitFor();
    expect(await readers("demo-2")).toBe(1);
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });

  test("is zoomed into by wheel, keys and pointer, as far as the picture goes", async () => {
    const scale = () => page.locator(".tile-tools output").innerText();
    await page.locator(tile(1)).hover();
    await page.mouse.wheel(0, -300);
    await expect.poll(scale, SLOW).toBe("200%");
    await page.keyboard.press("+");
    await expect.poll(scale, SLOW).toBe("300%");
    const place = () => page.locator(tile(1)).evaluate((element) => getComputedStyle(element).getPropertyValue("--zoom"));
    const before = await place();
    await page.keyboard.press("ArrowRight"); // not to the next tile
    await expect.poll(place, SLOW).not.toBe(before);
    await page.mouse.down();
    await page.mouse.move(-5_000, -5_000, { steps: 3 });
    await page.mouse.up();
    await expect.poll(place, SLOW).toBe("translate(-100%, -100%) scale(3)");
    await page.keyboard.press("0");
    await expect.poll(scale, SLOW).toBe("100%");
  });

  test("is saved as a PNG of the picture's own size", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("p")]);
    expect(download.suggestedFilename()).toMatch(/^1번 출입구 \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/);
    await page.getByText(`저장함: ${download.suggestedFilename()}`).waitFor();
    const bytes = [...(await readFile(await download.path()))];
    const size = await page.evaluate(async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
      return [bitmap.width, bitmap.height];
    }, bytes);
    expect(size).toEqual([160, 90]);
  });

  test("leaves the main stream when it is closed", async () => {
    await page.keyboard.press("Escape");
    await vi.waitUntil(async () => (await readers("demo-3")) === 0, SLOW);
  });

  test("is silent until somebody listens: a session of its own for the sound, which ends with it", async () => {
    const sound = (state: string) => page.locator(`.tile-tools [data-sound=${state}]`);
    await page.focus(tile(2));
    await page.keyboard.press("Enter");
    await sound("off").waitFor();
    expect(await readers("demo-1")).toBe(1);
    await page.keyboard.press("v");
    await sound("sounding").waitFor();
    expect(await readers("demo-1")).toBe(2);
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("v");
    await sound("off").waitFor();
    await vi.waitUntil(async () => (await readers("demo-1")) === 1, SLOW);
    await sound("off").click();
    await sound("sounding").waitFor();
    await page.keyboard.press("Escape");
    await vi.waitUntil(async () => (await readers("demo-1")) === 1, SLOW);
  });

  test("says of a stream without sound that it has none", async () => {
    await page.focus(tile(1));
    await page.keyboard.press("Enter");
    await large().waitFor();
    await page.keyboard.press("v");
    await page.getByRole("button", { name: "소리 없는 영상" }).waitFor();
    await page.keyboard.press("Escape");
  });

  test("shows the small picture again when the main stream fails, says so, and the failure is written down as that", async () => {
    await page.keyboard.press("Enter");
    await large().waitFor();
    await wall.media.setStreamFault("demo-3", { fault: "no_stream" });
    await page.getByText("메인 스트림: 서버에 송출 중인 영상이 없음, 작은 화면을 표시함").waitFor();
    expect(await large().isVisible()).toBe(false);
    expect(await page.locator(tile(1)).getAttribute("data-condition")).toBe("live");
    await vi.waitUntil(() => wall.readRecords().some(({ detail }) => detail.reason === "no_stream"), SLOW);
    for (const { streamId, whepUrl, detail } of wall.readRecords()) {
      expect({ streamId, whepUrl, main: detail.mainStream }).toEqual({
        streamId: "stream-1",
        whepUrl: wall.media.whepUrl("demo-3"),
        main: true,
      });
    }
  });

  test("makes no snapshot of a picture that stands still", async () => {
    await wall.media.setStreamFault("demo-2", { fault: "no_stream" });
    await page.waitForSelector(`${tile(1)}[data-condition=down]`);
    await page.keyboard.press("p");
    await page.getByText("재생 중인 화면이 없어 스냅샷을 만들지 않음").waitFor();
    await wall.media.heal("demo-2");
    await page.keyboard.press("r");
    await page.keyboard.press("Escape");
  });

  test("plays in a second window, too, where the stream is on its page: a copy, whose failures are nobody's", async () => {
    const second = await page.context().newPage();
    await second.goto(wall.url);
    const live = () => second.locator(".wall .tile[data-condition=live]").count();
    await vi.waitUntil(async () => (await live()) === 2, SLOW);
    await vi.waitUntil(async () => (await readers("demo-1")) === 2, SLOW);
    await wall.media.setStreamFault("demo-1", { fault: "no_stream" });
    for (const each of [page, second]) await each.waitForSelector(`${tile(2)}[data-condition=down]`);
    const of2 = () => wall.readRecords().filter(({ streamId, detail }) => streamId === "stream-2" && detail.reason === "no_stream");
    await vi.waitUntil(() => of2().length > 0, SLOW);
    expect(new Set(of2().map(({ detail }) => detail.incidentId)).size).toBe(1);
    await wall.media.heal("demo-1");
    await page.close(); // the second one watches from now on
    await vi.waitUntil(async () => (await live()) === 2 && (await readers("demo-1")) === 1, SLOW);
  });
});
