import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { findAccessibilityViolations } from "../support/find-accessibility-violations.ts";
import { ko } from "../../renderer/i18n/ko.ts";
import { parseLogQuery } from "../../renderer/ui/log-query.ts";
import { SLOW } from "../support/slow.ts";
import { startLogs } from "../support/start-logs.ts";
import type { Logs } from "../support/start-logs.ts";
import { writeLogFiles } from "../support/write-log-files.ts";

let logs: Logs;
let page: Page;
/** Of another PC: five days, three of them compressed, and what is no log. */
let other: string;
let files: string[];

beforeAll(async () => {
  other = mkdtempSync(join(tmpdir(), "mtx-watch-other-"));
  writeLogFiles({ folder: other, records: 400, days: 5, until: Date.UTC(2026, 0, 8, 12), damagedEvery: 100 });
  files = readdirSync(other).map((name) => join(other, name));
  writeFileSync(join(other, "notes.txt"), "no log");
  logs = await startLogs();
  ({ page } = logs);
  // Playwright answers for the browser's dialog from now on, not only from when a test waits for one.
  page.on("filechooser", () => undefined);
});
afterAll(async () => {
  await logs?.wall.stop();
  rmSync(other, { recursive: true, force: true });
});

const opened = (): string => join(logs.wall.dataDir, "index", "opened");
const keptFolders = (): string[] => (existsSync(opened()) ? readdirSync(opened()) : []);
const backToOwn = () => page.getByRole("button", { name: "이 PC의 로그로" });

/** Drops files as a hand does, as far as a script can: the events, and what hangs on them. */
async function drag(type: "dragenter" | "drop" | "dragleave", paths: readonly string[], target = ".log-list"): Promise<void> {
  const contents = paths.map((path) => ({ name: path.slice(path.lastIndexOf("/") + 1), base64: readFileSync(path).toString("base64") }));
  const dropped = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of contents) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.codePointAt(0)!)], name));
    }
    return transfer;
  }, contents);
  await page.dispatchEvent(target, type, { dataTransfer: dropped, bubbles: true, cancelable: true });
}

describe("logs of another PC", () => {
  afterEach(async () => {
    if (await backToOwn().isVisible()) await backToOwn().click();
    await vi.waitFor(() => expect(keptFolders()).toEqual([]), SLOW);
  });

  test("are opened from the File menu by mouse, from the wall too, and their contents go when they are closed", async () => {
    await page.evaluate(() => (location.hash = "#/"));
    await page.click("[data-menu=file]");
    expect(await page.locator("[data-command=openLogFolder]").count()).toBe(0);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("[data-command=chooseLogFiles]")]);
    expect(chooser.isMultiple()).toBe(true);
    await chooser.setFiles(files);
    await logs.waitForCount(400);
    expect(await logs.address()).toContain("range=all");
    expect(await page.locator(".source-line").innerText()).toContain("파일 5개");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    // The oldest record comes last: the files stand in their dates' order.
    await page.locator(".log-list").press("End");
    await logs.selectedRow().filter({ hasText: "01-04" }).waitFor();
    expect(keptFolders()).toHaveLength(1);
    // Another screen in between does not close them.
    await page.keyboard.press("Control+1");
    await page.locator(".logs-screen").waitFor({ state: "detached" });
    await page.keyboard.press("Control+l");
    await logs.waitForCount(400);
  });

  test("are opened by keys, files and folders", async () => {
    await logs.open("range=all");
    await page.locator(".log-list").focus();
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("o")]);
    await chooser.setFiles(files[0]!);
    await page.locator(".source-line", { hasText: "파일 1개" }).waitFor();
    await page.locator("[data-menu=file]").focus();
    const chosen = () => page.locator(":focus").getAttribute("data-command");
    await page.keyboard.press("ArrowDown");
    const items = await page.locator("[role=menu] [data-command]").count();
    for (let step = 0; step < items && (await chosen()) !== "chooseLogFolder"; step++) await page.keyboard.press("ArrowDown");
    expect(await chosen()).toBe("chooseLogFolder");
    const [folder] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
    await folder.setFiles(other);
    await logs.waitForCount(400);
    await page.getByText("로그가 아닌 파일 1개는 열지 않았습니다.").waitFor();
    await vi.waitFor(() => expect(keptFolders()).toHaveLength(1), SLOW);
    await page.getByRole("button", { name: "닫기", exact: true }).press("Enter");
  });

  test("are dropped on the viewer, which shows where", async () => {
    await logs.open("range=24h&type=unknown");
    await drag("dragenter", files);
    const target = page.locator(".drop-target");
    await target.getByText("로그 파일이나 폴더를 여기에 놓으십시오").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await drag("dragleave", files, ".logs-screen");
    await target.waitFor({ state: "detached" });
    await drag("dragenter", files);
    await drag("drop", files);
    await target.waitFor({ state: "detached" });
    await logs.waitForCount(400);
    // Found again after the page is loaded anew.
    await page.reload();
    await logs.waitForCount(400);
  });

  test("are refused in plain words when they are none, and what was shown stays", async () => {
    await logs.open("range=all");
    const before = await logs.address();
    await drag("drop", [join(other, "notes.txt")]);
    await page.getByRole("alert").getByText("로그가 아닙니다.").waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
    expect(await logs.address()).toBe(before);
    await page.getByRole("button", { name: "닫기", exact: true }).click();
  });

  test("are no longer sent when one thinks better of it", async () => {
    await logs.open("range=all");
    const held = Promise.withResolvers<() => void>();
    await page.route("**/api/opened-logs?*", (route) => held.resolve(() => void route.continue().catch(() => undefined)));
    await drag("drop", files);
    const goOn = await held.promise;
    await page.getByRole("progressbar", { name: "파일을 읽는 중" }).waitFor();
    await page.locator(".source-line").getByRole("button", { name: "취소" }).press("Enter");
    goOn();
    await page.unroute("**/api/opened-logs?*");
    await page.locator(".source-line").waitFor({ state: "detached" });
    expect(await logs.address()).toBe("#/logs?range=all");
  });

  test("dropped beside the viewer do not take the page's place", async () => {
    await page.evaluate(() => (location.hash = "#/"));
    await page.locator(".wall .tile").first().waitFor();
    const isRefused = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["x"], "a.jsonl"));
      return ["dragover", "drop"].map((type) => {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector(".wall .tile")!.dispatchEvent(event);
        return event.defaultPrevented;
      });
    });
    expect(isRefused).toEqual([true, true]);
  });
});

test("in a browser the log folder is not opened but its path copied, and the menu says why", async () => {
  await logs.open("range=all");
  await page.getByRole("button", { name: "로그 폴더", exact: true }).click();
  await page.getByText("브라우저에서는 탐색기를 열 수 없습니다.").waitFor();
  expect(await page.getByRole("button", { name: "폴더 보기" }).count()).toBe(0);
  expect(await findAccessibilityViolations(page)).toEqual([]);
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.locator(".folder-choices").getByRole("button", { name: "로그 파일 열기…" }).click(),
  ]);
  await chooser.setFiles(files[0]!);
  await page.locator(".source-line", { hasText: "파일 1개" }).waitFor();
  await backToOwn().click();
});

test("a collector's data dir leads to the dashboard of all its PCs: on how many it rests, and which does not see what others see", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "mtx-watch-room-"));
  const begin = new Date(2026, 0, 8, 10).getTime();
  const iso = (minutes: number) => new Date(begin + minutes * 60_000).toISOString();
  const lines = [0, 1, 2].flatMap((pc) => {
    const common = { server: "a:8889", page: `page ${pc}`, clientId: `id-${pc}` };
    const say = (minutes: number, rest: object) => ({
      timestamp: iso(minutes),
      since: iso(minutes),
      ...common,
      id: `${pc} ${minutes}`,
      ...rest,
    });
    const alive = Array.from({ length: 121 }, (_, n) => ({ timestamp: iso(n / 2), event: "alive", ...common }));
    const blind = pc === 1 ? [say(20, { streamId: "gate", state: "down", incidentId: "i", reason: "ice_failed" }), say(30, { streamId: "gate", state: "up" })] : []; // prettier-ignore
    return [say(0, { streamId: "gate", state: "up" }), ...blind, ...alive];
  });
  for (const folder of ["states", "mediamtx_errors"]) mkdirSync(join(dataDir, "logs", folder), { recursive: true });
  writeFileSync(join(dataDir, "logs", "states", "2026-01-08.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const pcs = [0, 1, 2].map((pc) => ({ clientId: `id-${pc}`, name: `관제석 ${pc + 1}` }));
  writeFileSync(join(dataDir, "fleet.json"), JSON.stringify({ pcs }));
  writeLogFiles({ folder: join(dataDir, "logs", "mediamtx_errors"), records: 30, days: 1, until: Date.UTC(2026, 0, 8, 12) });
  try {
    await logs.open("range=all");
    await page.getByRole("button", { name: "로그 폴더", exact: true }).click();
    await page.locator("[name=folder]").fill(dataDir);
    await page.locator("[name=folder]").press("Enter");
    await logs.waitForCount(30);
    await page.getByRole("link", { name: "이 로그의 대시보드" }).click();
    await page.locator(".dashboard[aria-busy=false]").waitFor();
    await page.evaluate(
      (folder) => (location.hash = `#/dashboard?range=2026-01-08~2026-01-08&folder=${encodeURIComponent(folder)}`),
      dataDir,
    );
    const panel = page.locator(".panel", { has: page.getByRole("heading", { name: "PC별 관측 차이" }) });
    await panel.getByText("PC 3대의 관측을 합친 결과입니다. PC마다 다르게 본 구간 1건.").waitFor();
    const cells = await panel
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(cells).toEqual([
      ["관제석 2", "1", "10분"],
      ["gate", expect.stringContaining("10:20"), expect.stringContaining("10:30"), "10분", "관제석 2", "관제석 1, 관제석 3"],
    ]);
    // Lines are there once the index is.
    await page.locator("tr[data-stream=gate] td[data-column=lines]", { hasText: "0" }).waitFor();
    expect(await page.getByText(ko.dashboard.availability.removed).count()).toBe(0);
    await page.locator(".dashboard-foot", { hasText: "PC 3대의 관측" }).waitFor();
    expect(await page.locator("tr[data-stream=gate] td[data-column=availability]").textContent()).toContain("100");
    expect(await findAccessibilityViolations(page)).toEqual([]);
    await panel.getByRole("link", { name: "gate" }).press("Enter");
    expect(parseLogQuery((await logs.address()).split("?")[1]!)).toMatchObject({
      folder: dataDir,
      facets: { stream: { include: ["gate"] } },
    });
    await backToOwn().click();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test("files of two folders with the same names are told apart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mtx-watch-two-"));
  for (const pc of ["pc1", "pc2"]) {
    mkdirSync(join(folder, pc));
    writeLogFiles({ folder: join(folder, pc), records: 30, days: 1, until: Date.UTC(2026, 0, 8, 12) });
  }
  try {
    await page.click("[data-menu=file]");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("[data-command=chooseLogFolder]")]);
    await chooser.setFiles(folder);
    await logs.waitForCount(60);
    await page.click("[data-menu=settings]");
    await page.click("[data-command=useEnglish]");
    await page.locator(".source-line", { hasText: "2 files" }).waitFor();
    expect(await findAccessibilityViolations(page)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
