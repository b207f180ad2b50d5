import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { WallSettings } from "../../shared/wall-settings.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const tile = (n: number): string => `.wall > .tile[data-stream=stream-${n}]`;
const ids = (...numbers: number[]): string[] => numbers.map((n) => `stream-${n}`);
const SLOW = { timeout: 60_000, interval: 100 };

describe("a wall with pages", () => {
  let wall: Wall;
  let page: Page;
  const shown = () =>
    page.evaluate(() => [...document.querySelectorAll<HTMLElement>(".wall > .tile:not([hidden])")].map(({ dataset }) => dataset.stream!));
  const waitForTiles = async (...numbers: number[]) => await expect.poll(shown, SLOW).toEqual(ids(...numbers));
  const saved = () => (JSON.parse(readFileSync(join(wall.dataDir, "settings.json"), "utf8")) as { wall: WallSettings }).wall.layouts;
  const address = () => page.evaluate(() => location.hash);

  beforeAll(async () => {
    const layouts = [
      { name: "강남", pages: [{ name: "출입구", streams: ids(2, 1) }, { streams: ids(3, 4) }] },
      { name: "야간", pages: [{ streams: [...ids(1, 2, 3, 4), "gone"] }] },
    ];
    wall = await startWall({ streams: 5, settings: { wall: { cycleSeconds: 5, layouts } } });
    page = wall.page;
  });
  afterAll(() => wall.stop());

  test("turns them by itself until somebody touches it", async () => {
    await waitForTiles(2, 1);
    await waitForTiles(3, 4);
    expect(await address()).toBe("");
    await page.keyboard.press("Shift");
    await page.getByText("자동 전환 잠시 멈춤").waitFor();
  });

  test("plays and watches every stream, on whatever page: a failure out of sight is seen and written down", async () => {
    await page.locator('.wall > .tile[data-condition="live"]').nth(4).waitFor({ state: "attached" });
    await wall.media.setStreamFault("demo-1", { fault: "no_stream" });
    await page.getByRole("button", { name: "페이지 1 출입구, 끊김 1" }).waitFor();
    await wall.media.setStreamFault("demo-5", { fault: "no_stream" });
    await page.getByText("이 레이아웃에 없는 영상 중 끊김 1").waitFor();
    await vi.waitUntil(() => new Set(wall.readRecords().map(({ streamId }) => streamId)).size === 2, SLOW);
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await wall.media.heal("demo-1");
    await wall.media.heal("demo-5");
    await page.getByText("레이아웃에 있는 영상 1개가 설정에 없음").waitFor();
  });

  test("shows the page of a key or a click, and its address says which", async () => {
    await page.keyboard.press("1");
    expect(await shown()).toEqual(ids(2, 1)); // at once, and not because pages go on turning
    await page.keyboard.press("PageDown");
    await waitForTiles(3, 4);
    expect(await address()).toBe("#/?page=2");
    await page.keyboard.press("l");
    await page.waitForSelector(".wall", { state: "hidden" });
    await page.keyboard.press("1"); // a command again: there is no page to be seen
    await waitForTiles(3, 4);
    await page.click(".page-bar .popover-button");
    await page.getByRole("button", { name: "야간" }).click();
    await waitForTiles(1, 2, 3, 4);
    expect(new URLSearchParams((await address()).slice("#/?".length)).get("layout")).toBe("야간");
    await page.reload();
    await waitForTiles(1, 2, 3, 4);
  });

  test("is changed by dragging and by keyboard, and keeps what is saved", async () => {
    await page.locator(tile(1)).focus();
    await page.keyboard.press("e");
    await page.waitForSelector(".layout-editor");
    await page.locator(tile(1)).dragTo(page.locator(tile(3)));
    await waitForTiles(2, 3, 1, 4);
    await page.locator(tile(2)).focus();
    for (const key of ["Space", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    await waitForTiles(3, 1, 2, 4);
    await page.locator("[role=status]", { hasText: "2번 출입구 옮김, 4자리 중 3" }).waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await waitForTiles(2, 3, 1, 4);
    for (const key of ["Space", "ArrowRight", "Space", "ArrowRight", "Delete"]) await page.keyboard.press(key);
    await waitForTiles(3, 2, 4);
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "페이지 추가" }).click();
    await waitForTiles();
    await page.getByRole("button", { name: "페이지 1", exact: true }).click();
    await page.locator(tile(4)).dragTo(page.getByRole("button", { name: "페이지 2" }));
    await waitForTiles(3, 2);
    expect(saved()[1]!.pages).toHaveLength(1);
    await page.getByRole("button", { name: "저장" }).click();
    await page.waitForSelector(".layout-editor", { state: "detached" });
    expect(saved()[1]!.pages.map(({ streams }) => streams)).toEqual([[...ids(3, 2), "gone"], ids(4)]);
    await waitForTiles(3, 2);
  });

  test("leaves everything as it was when the changes are given up", async () => {
    await page.focus(tile(3));
    await page.keyboard.press("e");
    await page.waitForSelector(".layout-editor");
    await page.keyboard.press("Delete");
    await waitForTiles(2);
    await page.getByRole("button", { name: "취소" }).click();
    await page.waitForSelector(".layout-editor", { state: "detached" });
    await waitForTiles(3, 2);
  });
});
