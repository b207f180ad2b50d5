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

  // oxlint-disable vitest/no-conditional-tests -- what an older Electron cannot do at all is no test there
  if (findElectronVersion() >= FIRST_WITH_PATHS) {
    test("a button beside the path shows the folder", async () => {
      await desktop.page.getByRole("button", { name: "로그 폴더", exact: true }).click();
      await desktop.page.getByRole("button", { name: "폴더 보기" }).click();
      await vi.waitFor(async () => expect((await seen()).opened).toHaveLength(2), SLOW);
      await desktop.page.keyboard.press("Escape");
    });

    test("dropped files are opened by their paths, and nothing else is taken", async () => {
      const files = readdirSync(other).map((name) => join(other, name));
      // Only files that a person has chosen have a path: an input gives such, as a drop does.
      await desktop.page.evaluate(() => {
        const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "test-files" });
        document.querySelector(".logs-screen")!.append(input);
      });
      const drop = async (paths: string[]) => {
        await desktop.page.setInputFiles("#test-files", paths);
        await desktop.page.evaluate(() => {
          const dataTransfer = new DataTransfer();
          for (const file of document.querySelector<HTMLInputElement>("#test-files")!.files!) dataTransfer.items.add(file);
          document.querySelector(".logs-screen")!.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        });
      };
      await drop([join(other, "notes.txt")]);
      await desktop.page.getByRole("alert").getByText("로그가 아닙니다.").waitFor();
      await drop(files);
      await waitForCount(200);
      expect(await address()).toBe(files.filter((path) => path.includes(".jsonl")).join("\n"));
      await desktop.page.getByText("로그가 아닌 파일 1개는 열지 않았습니다.").waitFor();
    });
  }
});
