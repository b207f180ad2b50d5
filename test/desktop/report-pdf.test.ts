import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { SaveDialogOptions } from "electron";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addMonths, monthWindow, toMonth } from "../../shared/report-month.ts";
import type { PreloadBridge } from "../../shared/api-names.ts";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";
import { readPdf } from "../support/read-pdf.ts";
import { writePlannedStates } from "../support/write-planned-states.ts";

const MONTH = addMonths(toMonth(Date.now()), -1);
const SETTINGS = {
  language: "ko",
  servers: [{ id: "a", whepBaseUrl: "http://127.0.0.1:9" }],
  streams: [{ id: "stream-001", name: "1번 출입구", serverId: "a", path: "one" }],
};

describeDesktop("the report as a PDF", () => {
  let desktop: Desktop;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "mtx-watch-report-"));
    desktop = await launchDesktop({ settings: SETTINGS });
    const { from, to } = monthWindow(MONTH);
    const outage = { streamId: "stream-001", from: from + 3_600_000, to: from + 7_200_000, reason: "no_stream" } as const;
    const plan = { window: { from, to }, streams: [{ id: "stream-001", server: "127.0.0.1:9" }], outages: [outage], off: [] };
    writePlannedStates(join(desktop.dataDir, "logs", "states"), plan);
    await desktop.page.evaluate(() => (location.hash = "#/report"));
    await desktop.page.locator(`.paper-sheet[data-month="${MONTH}"]`).waitFor();
  });

  beforeEach(() => desktop.page.locator(".paper-actions .primary:enabled").waitFor());

  afterAll(async () => {
    await desktop?.quit();
    removeTempDirs();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the person chooses in the system's dialog, which no test can reach; "" is cancel. */
  async function choose(filePath: string): Promise<void> {
    await desktop.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = ((_window: unknown, options: SaveDialogOptions) => {
        (globalThis as { asked?: SaveDialogOptions }).asked = options;
        return Promise.resolve({ canceled: filePath === "", filePath });
      }) as never;
    }, filePath);
  }
  const savePdf = () => desktop.page.getByRole("button", { name: "PDF로 저장" }).click();
  const status = (words: string) => desktop.page.locator(".paper-actions [role=status]", { hasText: words }).waitFor();

  test("is written where the person says, and is the paper that is shown", async () => {
    const file = join(folder, "보고서.pdf");
    await choose(file);
    await savePdf();
    await status(`저장됨: ${file}`);
    const asked = await desktop.app.evaluate(() => (globalThis as { asked?: SaveDialogOptions }).asked!);
    expect(basename(asked.defaultPath!)).toBe(`mtx-watch-report-${MONTH}.pdf`);
    expect(asked).toMatchObject({ title: "보고서를 PDF로 저장", filters: [{ extensions: ["pdf"] }] });
    const { pages, text } = readPdf(readFileSync(file));
    expect(pages).toBeGreaterThanOrEqual(1);
    if (text !== undefined) {
      expect(text).toContain("영상 가용률 월간 보고서");
      expect(text).toContain("1번 출입구");
      expect(text).not.toContain("PDF로 저장");
    }
    expect(readdirSync(folder)).toEqual([basename(file)]); // nothing of the writing is left
  });

  test("is not written when the person thinks better of it", async () => {
    await choose("");
    await savePdf();
    await status("저장을 취소했습니다");
  });

  test("says so when it cannot be written, and leaves what was there", async () => {
    const before = readdirSync(folder);
    const file = join(folder, "보고서.pdf", "below-a-file.pdf");
    await choose(file);
    await savePdf();
    await status("PDF를 저장하지 못했습니다");
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder)).toEqual(before);
  });

  test.each(["../up.pdf", "/etc/report.pdf", "report.exe", ".pdf", "a\\b.pdf", ""])("is not proposed as %j", async (name) => {
    const result = await desktop.page.evaluate(
      (name) => (window as unknown as { mtxWatch: PreloadBridge }).mtxWatch.call("saveReportPdf", { name }),
      name,
    );
    expect(result).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  });
});
