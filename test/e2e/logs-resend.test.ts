import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CREATED, NO_BATCH, startScriptedCentral } from "../electron/delivery/scripted-central.ts";
import type { ScriptedCentral } from "../electron/delivery/scripted-central.ts";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { SLOW } from "../support/slow.ts";
import { startWall } from "../support/start-wall.ts";
import type { Wall } from "../support/start-wall.ts";
import { writeLogFiles } from "../support/write-log-files.ts";
import type { WrittenLogs } from "../support/write-log-files.ts";

let central: ScriptedCentral & AsyncDisposable;
let wall: Wall;
let page: Page;
let written: WrittenLogs;
/** Central refuses what has these reasons, in these words. */
let refused: string[] = ["no_stream", "auth"];
let words = "unknown path";
const taken = new Set<string>();

beforeAll(async () => {
  central = await startScriptedCentral(({ method, body }) => {
    if (method === "GET") return NO_BATCH;
    const { id, errorMessage } = JSON.parse(body) as { id?: string; errorMessage: string };
    const status = { no_stream: "404", auth: "401" };
    const isRefused = refused.some((reason) => errorMessage.includes(status[reason as keyof typeof status]));
    if (isRefused) return { status: 422, headers: { "content-type": "application/json" }, body: JSON.stringify({ detail: words }) };
    if (id !== undefined) taken.add(id);
    return CREATED;
  });
  wall = await startWall({
    streams: 0,
    settings: { central: { enabled: true, url: central.url, sendFrom: "all" } },
    prepare: (folder) => {
      written = writeLogFiles({ folder, records: 60, days: 2, until: Date.now() - 3_600_000 });
    },
  });
  ({ page } = wall);
});
afterAll(async () => {
  await wall?.stop();
  await central?.[Symbol.asyncDispose]();
});

const idsOf = (...reasons: string[]) => written.records.filter(({ detail }) => reasons.includes(detail.reason)).map(({ id }) => id);
const count = async () => Number((await page.locator(".sentence-count").innerText()).replaceAll(/\D/g, ""));
const waitForCount = (wanted: number) => vi.waitFor(async () => expect(await count()).toBe(wanted), SLOW);
const open = async (query: string) => {
  await page.evaluate((hash) => (location.hash = hash), `#/logs?${query}`);
  await page.locator(".logs-screen").waitFor();
};
const delivery = () => page.locator(".detail-fields div", { has: page.locator("dt[title=delivery]") }).locator("dd");

test("one record is sent again from its details: refused again with the new words, then taken", async () => {
  const rejected = idsOf("no_stream", "auth");
  expect(rejected.length).toBeGreaterThan(5);
  await open("range=all&delivery=rejected");
  await waitForCount(rejected.length);
  await page.locator('.log-rows .log-row[aria-rowindex="2"]').click();
  await page.locator(".detail-fields").getByText("422 central answered 422").waitFor();

  words = "still unknown";
  await page.getByRole("button", { name: "다시 보내기", exact: true }).click();
  await page.locator(".detail-fields").getByText("still unknown").waitFor();
  expect(await delivery().innerText()).toBe("거절됨");
  expect(await findAccessibilityViolations(page)).toEqual([]);

  refused = [];
  await page.getByRole("button", { name: "다시 보내기", exact: true }).press("Enter");
  await vi.waitFor(async () => expect(await delivery().innerText()).toBe("전송됨"), SLOW);
  await waitForCount(rejected.length - 1);
  await page.locator(".log-list").focus();
  await page.keyboard.press("Escape");
});

test("all that are shown are sent again, after a question", async () => {
  await open("range=all&delivery=rejected&status=401");
  const left = written.records.filter(({ id, detail }) => detail.reason === "auth" && !taken.has(id)).length;
  await waitForCount(left);
  refused = ["auth"];
  words = "never";
  await page.getByRole("button", { name: "모두 다시 보내기…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "모두 다시 보내기…" });
  await dialog.getByText(`거절된 기록 ${left}건을`).waitFor();
  expect(await findAccessibilityViolations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "취소" }).click();
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "모두 다시 보내기…" }).click();
  await dialog.getByRole("button", { name: "다시 보내기", exact: true }).click();
  await dialog.getByText(`${left}건을 다시 보냅니다`).waitFor();
  await dialog.locator(".primary").click();
  // Refused again: they come back, with the new words.
  await waitForCount(left);
  await page.locator('.log-rows .log-row[aria-rowindex="2"]').click();
  await page.locator(".detail-fields").getByText("never").waitFor();
  await page.locator(".log-list").focus();
  await page.keyboard.press("Escape");

  refused = [];
  await open("range=all&delivery=rejected");
  await page.getByRole("button", { name: "모두 다시 보내기…" }).click();
  await dialog.getByRole("button", { name: "다시 보내기", exact: true }).press("Enter");
  await vi.waitFor(() => expect(written.records.filter(({ id }) => !taken.has(id))).toEqual([]), SLOW);
  await page.keyboard.press("Escape");
  await waitForCount(0);
  await open("range=all&delivery=delivered");
  await waitForCount(written.records.length);
});
