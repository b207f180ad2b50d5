import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findElectronVersion } from "../support/find-electron.ts";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";
import { SLOW } from "../support/slow.ts";
import { writeLogFiles } from "../support/write-log-files.ts";

/** Electron's first major version with webUtils.getPathForFile; its Chromium has popovers. */
const FIRST_WITH_PATHS = 29;
const WEB_UTILS = join(import.meta.dirname, "../support/web-utils-preload.cjs");
/** What the stubs of Electron's own functions have seen. */
type Seen = typeof globalThis & { seen: { opened: string[]; asked: Electron.OpenDialogOptions[] } };

describeDesktop("logs of another PC in the desktop app", () => {
  let desktop: Desktop;
  let other: string;

  beforeAll(async () => {
    other = mkdtempSync(join(tmpdir(), "mtx-watch-other-"));
    writeLogFiles({ folder: other, records: 200, days: 3, until: Date.UTC(2026, 0, 8, 12) });
    writeFileSync(join(other, "notes.txt"), "no log");
    desktop = await launchDesktop({ settings: { language: "ko" } });
    if (findElectronVersion() < FIRST_WITH_PATHS) {
      await desktop.app.evaluate(({ session }, file) => session.defaultSession.setPreloads([file]), WEB_UTILS);
      await desktop.page.reload();
    }
    await desktop.page.locator(".shell").waitFor(); // from now on it hears the menu
    // Windows of the system itself, which nobody could close here.
    await desktop.app.evaluate(({ shell }) => {
      const seen = ((globalThis as Seen).seen = { opened: [], asked: [] });
      shell.openPath = async (path) => {
        (seen.opened as string[]).push(path);
        return "";
      };
    });
  });
  afterAll(async () => {
    await desktop?.quit();
    removeTempDirs();
    rmSync(other, { recursive: true, force: true });
  });

  const seen = () => desktop.app.evaluate(() => (globalThis as Seen).seen);
  const choose = (id: string) => desktop.app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()!.getMenuItemById(id)!.click(), id);
  const answerDialog = (filePaths: string[]) =>
    desktop.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = (async (...given: unknown[]) => {
        (globalThis as Seen).seen.asked.push(given.at(-1) as Electron.OpenDialogOptions);
        return { canceled: filePaths.length === 0, filePaths };
      }) as typeof dialog.showOpenDialog;
    }, filePaths);
  const count = async () => Number((await desktop.page.locator(".sentence-count").innerText()).replaceAll(/\D/g, ""));
  const waitForCount = (wanted: number) => vi.waitFor(async () => expect(await count()).toBe(wanted), SLOW);
  const address = () => desktop.page.evaluate(() => new URLSearchParams(location.hash.split("?")[1]).get("folder"));

  test("the menu shows this PC's log folder, and no other", async () => {
    await choose("openLogFolder");
    await vi.waitFor(async () => expect((await seen()).opened).toEqual([join(desktop.dataDir, "logs", "mediamtx_errors")]), SLOW);
    const answer = await desktop.page.evaluate(() =>
      (window as unknown as { mtxWatch: { call(name: string, input: unknown): Promise<unknown> } }).mtxWatch.call("openLogFolder", {
        path: "/etc",
      }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect((await seen()).opened).toHaveLength(1);
  });

  test("the menu opens a folder, and several files as one source; nothing when the dialog is cancelled", async () => {
    await answerDialog([other]);
    await choose("chooseLogFolder");
    await desktop.page.locator(".logs-screen").waitFor();
    await waitForCount(200);
    expect(await address()).toBe(other);
    const files = readdirSync(other)
      .filter((name) => name.includes(".jsonl"))
      .map((name) => join(other, name));
    await answerDialog(files.slice(0, 2));
    await choose("chooseLogFiles");
    await vi.waitFor(async () => expect(await address()).toBe(files.slice(0, 2).join("\n")), SLOW);
    await desktop.page.locator(".source-line", { hasText: "파일 2개" }).waitFor();
    await answerDialog([]);
    await choose("chooseLogFiles");
    await vi.waitFor(async () => expect((await seen()).asked).toHaveLength(3), SLOW);
    expect((await seen()).asked.map(({ title, properties }) => [title, properties])).toEqual([
      ["로그 폴더 열기", ["openDirectory"]],
      ["로그 파일 열기", ["openFile", "multiSelections"]],
      ["로그 파일 열기", ["openFile", "multiSelections"]],
    ]);
    expect(await address()).toBe(files.slice(0, 2).join("\n"));
  });

  /** Brings files and folders over the page, as a hand does from the system's file manager, and lets go. */
  async function drop(paths: string[], over = ".log-list"): Promise<void> {
    const session = await desktop.page.context().newCDPSession(desktop.page);
    const { x, y } = (await desktop.page.locator(over).boundingBox())!;
    const move = (type: "dragEnter" | "dragOver" | "drop") =>
      session.send("Input.dispatchDragEvent", { type, x: x + 20, y: y + 20, data: { items: [], files: paths, dragOperationsMask: 1 } });
    await move("dragEnter");
    await move("dragOver");
    const isTaken = over === ".log-list";
    if (isTaken) await desktop.page.locator(".drop-target").waitFor();
    await move("drop");
    await session.detach();
    if (isTaken) await desktop.page.locator(".drop-target").waitFor({ state: "detached" });
  }

  test("a folder that is dropped is opened by its path", async () => {
    await drop([other]);
    await vi.waitFor(async () => expect(await address()).toBe(other), SLOW);
    await waitForCount(200);
  });

  test("files that are dropped are opened by their paths, and nothing else is taken", async () => {
    await drop([join(other, "notes.txt")]);
    await desktop.page.getByRole("alert").getByText("로그가 아닙니다.").waitFor();
    expect(await address()).toBe(other);
    const files = readdirSync(other).map((name) => join(other, name));
    const logs = files.filter((path) => path.includes(".jsonl"));
    await drop(files);
    await vi.waitFor(async () => expect(await address()).toBe(logs.join("\n")), SLOW);
    await desktop.page.getByText("로그가 아닌 파일 1개는 열지 않았습니다.").waitFor();
    await waitForCount(200);
    await drop([logs[0]!]);
    await desktop.page.locator(".source-line", { hasText: "파일 1개" }).waitFor();
    expect(await address()).toBe(logs[0]);
  });

  test("what is dropped beside the viewer does not take the page's place", async () => {
    const before = await desktop.page.evaluate(() => location.hash);
    const goTo = (hash: string) => desktop.page.evaluate((hash) => (location.hash = hash), hash);
    await goTo("#/");
    await desktop.page.locator(".logs-screen").waitFor({ state: "detached" });
    await drop([join(other, "notes.txt")], ".shell");
    await goTo(before);
    await desktop.page.locator(".source-line", { hasText: "파일 1개" }).waitFor();
  });

  // oxlint-disable vitest/no-conditional-tests -- without popovers there is no such button
  if (findElectronVersion() >= FIRST_WITH_PATHS) {
    test("a button beside the path shows the folder", async () => {
      await desktop.page.getByRole("button", { name: "로그 폴더", exact: true }).click();
      await desktop.page.getByRole("button", { name: "폴더 보기" }).click();
      await vi.waitFor(async () => expect((await seen()).opened).toHaveLength(2), SLOW);
      await desktop.page.keyboard.press("Escape");
    });
  }
});
