import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ko } from "../../renderer/i18n/ko.ts";
import { SCREENS } from "../../renderer/app/screen-address.ts";
import type { Screen } from "../../renderer/app/screen-address.ts";
import { SECTION_IDS } from "../../renderer/settings/sections.ts";
import type { CommandId } from "../../shared/commands.ts";
import type { MenuId } from "../../shared/menus.ts";
import { findUnreachable } from "../support/find-unreachable.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const SLOW = { timeout: 60_000, interval: 100 };
/** How a menu leads there, and what is on it once it is there. */
const WAYS: Record<Screen, { menu: MenuId; command: CommandId; sign: string }> = {
  wall: { menu: "view", command: "showWall", sign: ".wall .tile" },
  alarms: { menu: "alarms", command: "showAlarms", sign: ".alarm-line" },
  logs: { menu: "logs", command: "showLogs", sign: ".log-row" },
  dashboard: { menu: "dashboard", command: "showDashboard", sign: ".timeline-name" },
  report: { menu: "dashboard", command: "showReport", sign: ".paper-sheet" },
  handover: { menu: "alarms", command: "showHandover", sign: ".handover-text" },
  settings: { menu: "settings", command: "showSettings", sign: ".settings-form" },
  diagnostics: { menu: "help", command: "showDiagnostics", sign: ".checks" },
};

describe("by keyboard alone", () => {
  let wall: Wall;
  let page: Page;
  const isHeld = (selector: string) => page.evaluate((wanted) => document.activeElement!.matches(wanted), selector);
  const waitUntilHeld = (selector: string) => vi.waitUntil(() => isHeld(selector), SLOW);
  const choose = async (menu: string, command: CommandId) => {
    await page.locator(`[data-menu=${menu}]`).focus();
    await page.keyboard.press("ArrowDown");
    const item = page.locator(`[data-command=${command}]`);
    await vi.waitUntil(async () => {
      await page.keyboard.press("ArrowDown");
      return item.evaluate((element) => element === document.activeElement);
    }, SLOW);
    await page.keyboard.press("Enter");
  };

  beforeAll(async () => {
    wall = await startWall({ streams: 2, settings: { alerts: { onDelaySeconds: 0 }, operators: [{ name: "김" }] } });
    ({ page } = wall);
    await vi.waitUntil(async () => (await page.locator(".wall .tile[data-condition=live]").count()) === 2, SLOW);
    await wall.media.setStreamFault("demo-2", { fault: "no_stream" });
    await page.locator(".alarm-banner").waitFor();
  });

  test("a tile's name says what a screen reader has to: which, in what state for how long, of which server", async () => {
    await page.getByRole("article", { name: /^2번 출입구, 영상 끊김 \d+초, 서버 A$/ }).waitFor();
    await page.getByRole("article", { name: "1번 출입구, 정상, 서버 A", exact: true }).waitFor();
  });
  afterAll(() => wall?.stop());

  test.each(SCREENS)("the menu leads to the screen %s, and Tab to all that can be used there", async (screen) => {
    const { menu, command, sign } = WAYS[screen];
    await choose(menu, command);
    await page.locator(sign).first().waitFor();
    expect(await findUnreachable(page)).toEqual([]);
  });

  test.each(SECTION_IDS)("Tab leads to all of the settings' section %s", async (section) => {
    await page.keyboard.press("Control+,");
    await page.locator(`[data-section=${section}]`).focus();
    await page.keyboard.press("Enter");
    await page.locator(`[data-section=${section}][aria-current]`).waitFor();
    expect(await findUnreachable(page)).toEqual([]);
  });

  test("the focus stays where one works, and goes where one has to go on", async () => {
    await page.keyboard.press("Control+1");
    await page.locator(".wall .tile").first().focus();
    await page.keyboard.press("Control+l");
    await waitUntilHeld(".log-list"); // where the viewer's own keys are heard
    await page.keyboard.press("/");
    await waitUntilHeld("#log-search");
    await page.keyboard.press("Control+,");
    await waitUntilHeld("[data-section=streams]");
    await page.getByRole("button", { name: "서버 A 편집" }).focus();
    await page.keyboard.press("Enter");
    await waitUntilHeld("dialog [data-setting=name] input");
    await page.locator("dialog").getByRole("button", { name: ko.settings.list.cancel }).focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.locator("[data-section=client]").click();
    await page.locator('[data-setting="client.name"] input').fill("3번 관제석");
    await page.getByRole("button", { name: ko.settings.bar.save, exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(ko.settings.bar.saved).waitFor();
    expect(await isHeld(".screen-toolbar .primary")).toBe(true);
    await page.keyboard.press("Enter"); // nothing is left to save, and nothing is saved
    await page.getByText(ko.settings.bar.saved).waitFor();
  });

  test("Enter that ends a syllable sends nothing; the next one does", async () => {
    await page.keyboard.press("Control+l");
    await page.getByRole("button", { name: "로그 폴더", exact: true }).click();
    const field = page.locator("[name=folder]");
    await field.focus();
    const client = await page.context().newCDPSession(page);
    await client.send("Input.imeSetComposition", { text: "/관제실", selectionStart: 4, selectionEnd: 4 });
    // As an input method hands on a key that it keeps.
    await client.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
    expect([await field.inputValue(), await page.evaluate(() => location.hash)]).toEqual(["/관제실", "#/logs"]);
    await client.send("Input.insertText", { text: "/관제실" });
    await client.detach();
    await page.keyboard.press("Enter");
    await vi.waitUntil(() => page.evaluate(() => decodeURIComponent(location.hash).includes("관제실")), SLOW);
  });

  test("single letters are keys until somebody switches them off", async () => {
    await page.keyboard.press("Control+1");
    await page.locator(".wall .tile").first().focus();
    const size = page.viewportSize()!;
    await page.setViewportSize({ ...size, height: 400 }); // lower than the keys and the box beneath them
    await page.keyboard.press("?");
    await page.locator("dialog").getByText(ko.keys.move).waitFor();
    const body = page.locator("dialog .dialog-body");
    expect(await body.evaluate(({ scrollTop, scrollHeight, clientHeight }) => [scrollTop, scrollHeight > clientHeight])).toEqual([0, true]); // it begins at its beginning
    await page.setViewportSize(size);
    await page.locator("dialog").getByLabel(ko.keys.plain).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("l");
    await page.keyboard.press("2");
    await page.keyboard.press("Control+l");
    await page.getByRole("heading", { name: ko.logs.title, exact: true }).waitFor();
    await page.goBack();
    expect(await page.evaluate(() => location.hash)).toBe("#/"); // where the letters were pressed: they led nowhere
    await page.keyboard.press("F1");
    await page.locator("dialog").getByLabel(ko.keys.plain).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("2");
    await page.locator(".alarm-line").first().waitFor();
  });
});
