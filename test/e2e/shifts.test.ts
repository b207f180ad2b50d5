import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Locator, Page, Route } from "playwright-core";
import { makePinHash } from "../../electron/settings/pin-hash.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import { HANDOVER_WORDS } from "../../shared/shifts/handover-words.ts";
import { askHost } from "../support/ask-host.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";

const { duty: words, handover } = ko.shifts;
const ALARM = "stream:stream-2";

/** Resolves when it has the focus: a key that is pressed before that goes to somebody else. */
const isFocused = (locator: Locator): Promise<unknown> =>
  vi.waitUntil(async () => (await locator.count()) > 0 && (await locator.evaluate((element) => element === document.activeElement)), SLOW);

describe("shifts", () => {
  let wall: Wall;
  let page: Page;
  const bar = () => page.locator(".duty-bar");
  const status = () => page.locator("[data-duty]");

  beforeAll(async () => {
    const operators = [{ name: "김" }, { name: "이", pinHash: await makePinHash("4711") }];
    const hourIn = (hours: number) => `${String((new Date().getHours() + hours) % 24).padStart(2, "0")}:00`;
    wall = await startWall({ streams: 2, settings: { shifts: [hourIn(6), hourIn(18)], operators } }); // none ends meanwhile
    ({ page } = wall);
    await wall.waitForLive();
    // Not before: on a busy machine a start takes longer than that, and would be an alarm.
    await askHost(page, "saveSettings", { changes: { alerts: { onDelaySeconds: 0 } } });
  });
  afterAll(() => wall?.stop());

  test("who is on duty is asked in a line that covers nothing and takes no focus; by mouse it is one click", async () => {
    await bar().waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    expect(await bar().evaluate((element) => element.contains(document.activeElement))).toBe(false);
    const tops = [bar(), page.locator(".tile").first()].map((each) => each.boundingBox());
    const [line, tile] = await Promise.all(tops);
    expect(line!.y + line!.height).toBeLessThanOrEqual(tile!.y);
    expect(await status().innerText()).toContain(words.nobody);
    // The answer comes late: what was opened by then stays open.
    const late = Promise.withResolvers<void>();
    const answerLate = async (route: Route): Promise<void> => {
      const response = await route.fetch();
      await late.promise;
      await route.fulfill({ response });
    };
    await page.route("**/api/takeDuty", answerLate, { times: 1 });
    await bar().getByRole("button", { name: "김" }).click();
    await bar().waitFor({ state: "detached" });
    await page.locator("[data-duty='김']").waitFor();
    await page.locator(".tile").first().focus();
    await page.keyboard.press("u");
    await isFocused(bar().getByRole("button", { name: "김" }));
    const answer = page.waitForResponse("**/api/takeDuty");
    late.resolve();
    await (await answer).finished();
    await askHost(page, "getDuty", {});
    await isFocused(bar().getByRole("button", { name: "김" }));
    await page.keyboard.press("Escape");
    await bar().waitFor({ state: "detached" });
  });

  test("by keys it is somebody else, after a PIN of which a wrong one is said; the focus goes back", async () => {
    await page.locator(".tile").first().focus();
    await page.keyboard.press("u");
    await isFocused(bar().getByRole("button", { name: "김" }));
    await page.keyboard.press("Tab");
    await isFocused(bar().getByRole("button", { name: "이" }));
    await page.keyboard.press("Enter");
    const pin = bar().getByLabel(words.pinOf("이"));
    await isFocused(pin);
    await page.keyboard.type("0000");
    await page.keyboard.press("Enter");
    await bar().getByText(words.wrong).waitFor();
    expect(await status().getAttribute("data-duty")).toBe("김");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await isFocused(pin);
    await page.keyboard.type("4711");
    await page.keyboard.press("Enter");
    await bar().waitFor({ state: "detached" });
    await page.locator("[data-duty='이']").waitFor();
    await isFocused(page.locator(".tile").first());
  });

  test("the name stands under what is done; a shelf goes to the shift's end, and for longer there is out of service", async () => {
    await wall.media.setStreamFault("demo-2", { fault: "no_stream" });
    const line = page.locator(`.alarm-line[data-alarm="${ALARM}"]`);
    await page.keyboard.press("2");
    await line.waitFor();
    await isFocused(page.locator(".alarm-list"));
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog", { name: /보류/ });
    await dialog.getByText(/근무 끝까지/).waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: ko.alarms.dialog.longerOffer }).click();
    await page.getByRole("dialog", { name: /점검 중/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: /점검 중/ }).waitFor({ state: "detached" });
    await isFocused(page.locator(".alarm-list"));
    await page.keyboard.press("s");
    await dialog.getByLabel(/근무 끝까지/).check();
    await dialog.getByLabel(ko.alarms.dialog.reason).fill("렌즈 교체");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    const [alarm] = (await askHost(page, "getAlarms", {})).alarms;
    const { shift } = await askHost(page, "getDuty", {});
    expect(alarm).toMatchObject({ id: ALARM, shelf: { by: "이", reason: "렌즈 교체", until: shift!.to } });
  });

  test("the hand-over tells it, keeps what is written, is copied and handed over by keys, and is read again", async () => {
    await page.keyboard.press("h");
    const text = page.locator(".handover-text");
    await text.waitFor();
    const section = HANDOVER_WORDS.ko.section;
    expect(await page.getByRole("table", { name: section.shelved }).innerText()).toMatch(/2번 출입구.*이.*렌즈 교체/s);
    expect(await page.getByRole("table", { name: section.acts }).innerText()).toContain("렌즈 교체");
    await text.fill("카메라는 내일 교체");
    await page.locator(".handover-hint[data-phase=kept]").getByText(handover.kept).waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: handover.copy }).click();
    await page.getByText(handover.copied).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    for (const part of ["카메라는 내일 교체", "렌즈 교체", section.blind]) expect(copied).toContain(part);

    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".handover-printed").isVisible()).toBe(true);
    expect(await page.locator(".screen-toolbar, .menu-line, .handover-text").filter({ visible: true }).count()).toBe(0);
    await page.emulateMedia({ media: "screen" });

    await page.getByRole("button", { name: handover.handOver }).focus();
    await page.keyboard.press("Enter");
    const asked = page.getByRole("dialog", { name: handover.askTitle });
    await isFocused(asked.locator(":focus"));
    await page.keyboard.press("Enter");
    const kept = page.locator(".handover-kept");
    await kept.waitFor();
    expect(await kept.innerText()).toContain("카메라는 내일 교체");
    await bar().waitFor(); // whoever takes over
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByLabel(handover.which).selectOption("");
    await text.waitFor();
    expect(await text.inputValue()).toBe("");
  });

  test("without operators nothing of it is seen", async () => {
    await askHost(page, "saveSettings", { changes: { operators: [], shifts: [] } });
    await page.keyboard.press("1");
    await status().waitFor({ state: "detached" });
    expect(await bar().count()).toBe(0);
    await page.locator("[data-menu=alarms]").click();
    await page.locator("[data-command=showAlarms]").waitFor();
    expect(await page.locator("[data-command=changeOperator], [data-command=showHandover]").count()).toBe(0);
  });
});
