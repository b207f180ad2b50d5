import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Locator, Page } from "playwright-core";
import { ko } from "../../renderer/i18n/ko.ts";
import { askHost } from "../support/ask-host.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { countInPage } from "../support/count-in-page.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const STREAMS = 5;
const words = ko.alarms;

describe("alarms on screen", () => {
  let wall: Wall;
  let page: Page;
  const line = (id: string) => page.locator(`.alarm-line[data-alarm="${id}"]`);
  const inState = (locator: Locator, state: string) => locator.and(page.locator(`[data-alarm-state="${state}"]`));
  const tile = (n: number) => page.locator(`.tile[data-stream=stream-${n}]`);
  const badge = (n: number, state: string) => inState(tile(n).locator(".alarm-badge"), state);
  const banner = () => page.locator(".alarm-banner");
  /** Resolves when it has the focus: a key that is pressed before that goes to somebody else. */
  const untilFocused = (selector: string) => page.locator(`${selector}:focus`).waitFor();
  /** At the wall, where a key asks each tile to connect at once. */
  const healAll = async () => {
    await wall.media.heal("*");
    await page.keyboard.press("1");
    for (const at of Array(STREAMS).keys()) {
      await tile(at + 1).focus();
      await page.keyboard.press("r");
    }
    await wall.waitForLive();
  };
  const countSounds = (where = page) => where.evaluate(() => (globalThis as unknown as { sounds: number }).sounds);

  beforeAll(async () => {
    wall = await startWall({ streams: STREAMS, settings: { client: { name: "3번 관제석" } } });
    ({ page } = wall);
    await page.addInitScript(countInPage);
    await page.reload();
    await wall.waitForLive();
    // Not before: on a busy machine a start takes longer than a second, and would be an alarm.
    await askHost(page, "saveSettings", { changes: { alerts: { onDelaySeconds: 1, offDelaySeconds: 1 } } });
  });
  afterAll(() => wall?.stop());

  test("without any there is neither banner nor badge, and the list says so", async () => {
    expect(await banner().count()).toBe(0);
    expect(await page.locator(".alarm-badge").count()).toBe(0);
    await page.keyboard.press("2");
    await page.getByRole("heading", { name: words.list.none }).waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("1");
  });

  test("a camera that fails is in the banner, on its tile and in the list, and sounds; a key acknowledges it", async () => {
    await wall.media.setStreamFault("demo-2", { fault: "no_stream" });
    await badge(2, "unacknowledged").waitFor();
    expect(await banner().innerText()).toContain("2번 출입구 영상 끊김, ");
    await vi.waitFor(async () => expect(await countSounds()).toBeGreaterThan(0), SLOW);
    await page.keyboard.press("2");
    await inState(line("stream:stream-2"), "unacknowledged").waitFor();
    expect(await line("stream:stream-2").innerText()).toContain(words.guidance.check_camera);
    await untilFocused(".alarm-list"); // its first row is the one that keys mean
    await page.keyboard.press("a");
    await inState(line("stream:stream-2"), "acknowledged").waitFor();
    expect(await line("stream:stream-2").innerText()).toContain("3번 관제석");
    await banner().waitFor({ state: "detached" });
  });

  test("shelved with a reason by keys it stands in a section of its own, and comes back", async () => {
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.type("카메라 교체 예정");
    await page.keyboard.press("Enter");
    const shelved = page.locator("[data-section=shelved]").locator(line("stream:stream-2"));
    await shelved.waitFor();
    await dialog.waitFor({ state: "detached" });
    expect(await shelved.innerText()).toContain("카메라 교체 예정");
    await untilFocused(".alarm-list");
    const { alarms } = await askHost(page, "getAlarms", {});
    expect(alarms[0]!.shelf).toMatchObject({ reason: "카메라 교체 예정", by: "3번 관제석" });
    await page.keyboard.press("s");
    await page
      .locator("[data-section=standing]")
      .locator(inState(line("stream:stream-2"), "acknowledged"))
      .waitFor();
  });

  test("a comment by the mouse stands in its detail, which leads to the log of the failure", async () => {
    await line("stream:stream-2").locator(".alarm-sentence").click();
    const detail = page.getByRole("complementary", { name: words.detail.label });
    await page.getByRole("button", { name: words.action.comment }).click();
    await page.getByRole("textbox").fill("전산팀 연락함");
    await page.getByRole("button", { name: "의견", exact: true }).click();
    await detail.getByText("전산팀 연락함").waitFor();
    await detail.getByRole("link", { name: words.detail.log }).click();
    await page.locator(".log-rows .log-row").first().waitFor();
    expect(decodeURIComponent(await page.evaluate(() => location.hash))).toContain("stream=stream-2");
    await page.goBack();
    await detail.getByText("전산팀 연락함").waitFor();
    // Closed from within, by a key or by its cross, it leaves the focus to the list.
    await detail.getByRole("link", { name: words.detail.log }).focus();
    await page.keyboard.press("Escape");
    await detail.waitFor({ state: "detached" });
    await untilFocused(".alarm-list");
    await page.keyboard.press("Enter");
    await detail.getByRole("button", { name: words.detail.close }).click();
    await detail.waitFor({ state: "detached" });
    await untilFocused(".alarm-list");
  });

  test("the active row and the focus stay when others come before it; several are acknowledged at once", async () => {
    const active = page.locator(".alarm-line[data-active=true]");
    await wall.media.setStreamFault("demo-3", { fault: "no_stream" });
    await inState(line("stream:stream-3"), "unacknowledged").waitFor();
    await wall.media.setStreamFault("demo-4", { fault: "no_stream" });
    await inState(line("stream:stream-4"), "unacknowledged").waitFor();
    expect(await active.getAttribute("data-alarm")).toBe("stream:stream-2");
    expect(await page.locator(".alarm-list:focus").count()).toBe(1);
    await page.keyboard.press("Control+a");
    expect(await page.locator(".alarm-line[aria-selected=true]").count()).toBe(3);
    await page.keyboard.press("a");
    for (const n of [2, 3, 4]) await inState(line(`stream:stream-${n}`), "acknowledged").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator(".alarm-line[aria-selected=true]").count()).toBe(0);
  });

  test("what is acknowledged and over leaves by itself, and is found among the past ones", async () => {
    await healAll();
    await page.keyboard.press("2");
    await page.getByRole("heading", { name: words.list.none }).waitFor();
    await page.getByRole("button", { name: words.view.history }).click();
    const past = page.locator('tr[data-alarm="stream:stream-2"]');
    await past.waitFor();
    expect(await past.innerText()).toMatch(/2번 출입구 영상 끊김, .+ 후 복구.*3번 관제석/s);
    expect(await findAccessibilityViolations(page)).toEqual([]);
  });

  test("the figures count them, and the worst ones lead to the log", async () => {
    await page.getByRole("button", { name: words.view.figures }).click();
    const figure = (name: string) => page.locator(`tr[data-figure=${name}] .number:not(.hint)`).innerText();
    await vi.waitFor(async () => expect(await figure("raised")).toBe("3"), SLOW);
    expect(await figure("stale")).toBe("0");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    const worst = page.locator('tr[data-alarm="stream:stream-3"] a');
    expect(await worst.innerText()).toBe("3번 출입구 영상 끊김");
    expect(await worst.getAttribute("href")).toContain("stream=stream-3");
    await page.keyboard.press("1");
    await wall.waitForLive();
  });

  test("at a tile by keys: out of service without an alarm, and back", async () => {
    await tile(1).focus();
    await page.keyboard.press("x");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("렌즈 청소");
    await page.keyboard.press("Enter");
    await badge(1, "out_of_service").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const first = ".tile[data-stream=stream-1]";
    await untilFocused(first);
    await page.keyboard.press("s");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await untilFocused(first);
    await page.keyboard.press("x");
    await tile(1).locator(".alarm-badge").waitFor({ state: "detached" });
  });

  test("a host that was killed and comes back has them all, and so has the page", async () => {
    await wall.media.setStreamFault("demo-2", { fault: "no_stream" });
    await badge(2, "unacknowledged").waitFor();
    await wall.killHost();
    await page.getByText(ko.status.hostLost).waitFor();
    expect(await banner().innerText()).toContain("2번 출입구");
    // What was known stays, and is said to be old; that there is none cannot be known.
    await page.keyboard.press("2");
    await page.getByText(ko.dashboard.away).waitFor();
    expect(await line("stream:stream-2").count()).toBe(1);
    await page.getByRole("button", { name: words.owner.administrator, exact: true }).click();
    await line("stream:stream-2").waitFor({ state: "detached" });
    expect(await page.getByRole("heading", { name: words.list.none }).count()).toBe(0);
    await page.keyboard.press("1");
    await wall.restartHost();
    await page.getByText(ko.status.hostLost).waitFor({ state: "detached" });
    await tile(2).focus();
    await page.keyboard.press("a");
    await badge(2, "acknowledged").waitFor();
    await banner().waitFor({ state: "detached" });
  });

  test("and all of it in English", async () => {
    await wall.media.setStreamFault("demo-3", { fault: "no_stream" });
    await badge(3, "unacknowledged").waitFor();
    await askHost(page, "saveSettings", { changes: { language: "en" } });
    await page.locator("html[lang=en]").waitFor();
    expect(await banner().innerText()).toContain("3번 출입구 has no picture, since ");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("2");
    await inState(line("stream:stream-3"), "unacknowledged").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await banner().getByRole("button", { name: "Acknowledge" }).click();
    await inState(line("stream:stream-3"), "acknowledged").waitFor();
  });

  test("in two windows it sounds in one, and in the other when that one goes", async () => {
    await askHost(page, "saveSettings", { changes: { language: "ko" } });
    await healAll();
    const second = await page.context().newPage();
    await second.addInitScript(countInPage);
    await second.goto(wall.url);
    await second.locator(".wall .tile").first().waitFor();
    const before = await countSounds();
    await wall.media.setStreamFault("demo-3", { fault: "no_stream" });
    await second.locator(".alarm-banner").waitFor();
    await vi.waitFor(async () => expect(await countSounds()).toBeGreaterThan(before), SLOW);
    expect(await countSounds(second)).toBe(0);
    await page.reload(); // it gives its turn away
    await vi.waitFor(async () => expect(await countSounds(second)).toBeGreaterThan(0), SLOW);
    await second.close();
    await wall.waitForLive(STREAMS - 1);
    await badge(3, "unacknowledged").waitFor();
    await tile(3).focus();
    await page.keyboard.press("a");
    await badge(3, "acknowledged").waitFor();
  });

  test("a server that dies is one alarm with its cameras in it, acknowledged at a tile; its tiles say the server's sentence", async () => {
    // As long as a busy machine takes to find the cause: what is raised before it is known stays an alarm of its own.
    await askHost(page, "saveSettings", { changes: { alerts: { onDelaySeconds: 8, offDelaySeconds: 1 } } });
    await healAll();
    await page.locator(".alarm-badge").first().waitFor({ state: "detached" });
    const before = await countSounds();
    await wall.media.setServerFault({ fault: "down", seconds: 600, goodbye: true });
    await badge(1, "unacknowledged").waitFor();
    // Before any key: one lets sound what waited for it.
    await vi.waitFor(async () => expect(await countSounds()).toBeGreaterThan(before), SLOW);
    await vi.waitFor(async () => expect(await tile(5).innerText()).toMatch(/서버 A 응답 없음, .+부터, 복구되면 자동 연결/), SLOW);
    expect(await tile(5).locator(".tile-next").count()).toBe(0);
    await page.keyboard.press("2");
    const server = page.locator(".alarm-line[aria-level='1']");
    await vi.waitFor(async () => expect(await page.locator(".alarm-line[aria-level='2']").count()).toBe(STREAMS), SLOW);
    expect(await server.count()).toBe(1);
    expect(await server.innerText()).toContain(`카메라 ${STREAMS}대`);
    expect(await page.locator(".alarm-line[aria-level='2']").first().innerText()).toContain(words.state.suppressed);
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter"); // it is the server that is to be looked at, not this camera
    await page.locator(".alarm-detail", { hasText: words.guidance.check_server }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator(".alarm-line").count()).toBe(1);
    await page.keyboard.press("1");
    await tile(3).focus();
    await page.keyboard.press("a");
    await badge(3, "acknowledged").waitFor();
    await banner().waitFor({ state: "detached" });
  });
});
