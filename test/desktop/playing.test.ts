import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCollector } from "../../electron/collector/create-collector.ts";
import type { Collector } from "../../electron/collector/create-collector.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { readLines } from "../support/api-contract.ts";
import { describeDesktop, launchDesktop, removeTempDirs } from "../support/launch-desktop.ts";
import type { Desktop } from "../support/launch-desktop.ts";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";

const waiting = { timeout: 60_000, interval: 250 };

describeDesktop("the desktop app with live streams", () => {
  const folder = mkdtempSync(join(tmpdir(), "mtx-watch-central-"));
  let media: TestMedia;
  let collector: Collector;
  let desktop: Desktop;

  beforeAll(async () => {
    media = await startMedia(["--streams", "2", "--size", "160x90", "--fps", "5"]);
    collector = await createCollector({
      port: 0,
      host: "127.0.0.1",
      dataDir: folder,
      limits: DEFAULT_SETTINGS.logs,
      now: Date.now,
      log: () => {},
    });
    desktop = await launchDesktop({
      settings: {
        servers: [{ id: "demo", whepBaseUrl: media.url }],
        streams: ["demo-1", "demo-2"].map((path) => ({ id: path, serverId: "demo", path })),
        central: { url: collector.url, enabled: true, sendFrom: "all" },
      },
    });
  });

  afterAll(async () => {
    await desktop?.quit();
    await collector?.close();
    await media?.stop();
    removeTempDirs();
    rmSync(folder, { recursive: true, force: true });
  });

  const logged = (): ErrorRecord[] => readLines(join(desktop.dataDir, "logs", "mediamtx_errors"));
  const reasonsAt = (records: ErrorRecord[], stream: string) =>
    new Set(records.filter(({ streamId }) => streamId === stream).map(({ detail }) => detail.reason));

  async function collected(): Promise<ErrorRecord[]> {
    const answer = await fetch(`${collector.url}/api/v1/error-logs/mediamtx/latest?limit=1000`);
    return ((await answer.json()) as { logs: ErrorRecord[] }).logs;
  }

  /** How many of the page's videos showed new frames since the last look. */
  function countMovingVideos(page = desktop.page): Promise<number> {
    return page.evaluate(() => {
      const videos = [...document.querySelectorAll("video")];
      return videos.filter((video) => {
        const before = Number(video.dataset.framesSeen ?? 0);
        const frames = video.getVideoPlaybackQuality().totalVideoFrames;
        video.dataset.framesSeen = String(frames);
        return frames > before;
      }).length;
    });
  }

  test("they play", async () => {
    await expect.poll(() => countMovingVideos(), waiting).toBe(2);
  });

  test("one that fails is a line of today's file and a record at the collector; the other plays on; healed, it plays again", async () => {
    await media.setStreamFault("demo-2", { fault: "no_stream" });
    await expect.poll(() => reasonsAt(logged(), "demo-2"), waiting).toEqual(new Set(["closed_by_server", "no_stream"]));
    await expect.poll(() => countMovingVideos(), waiting).toBe(1);
    await media.heal("demo-2");
    await expect.poll(() => countMovingVideos(), waiting).toBe(2);

    const lines = logged();
    expect(reasonsAt(lines, "demo-1")).toEqual(new Set());
    expect(lines.find(({ detail }) => detail.reason === "no_stream")).toMatchObject({
      errorType: "whep_post_failed",
      statusCode: 404,
      whepUrl: media.whepUrl("demo-2"),
    });
    await expect
      .poll(async () => (await collected()).map(({ id }) => id).toSorted(), waiting)
      .toEqual(lines.map(({ id }) => id).toSorted());
  });

  test("a page that crashes loses what it played to another window, a record for each; a spare that crashes loses nothing", async () => {
    const opened = desktop.app.waitForEvent("window");
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById("newWindow")!.click());
    const second = await opened;
    await second.locator(".wall").waitFor();
    const crashFirst = () =>
      desktop.app.evaluate(({ BrowserWindow }) => {
        const [first] = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id);
        const { webContents } = first!;
        const loaded = new Promise<void>((resolve) => webContents.once("did-finish-load", () => resolve()));
        webContents.forcefullyCrashRenderer();
        return loaded;
      });
    const crashes = () => logged().flatMap(({ streamId, detail }) => (detail.reason === "render_process_gone" ? [streamId] : []));

    /** Pages that have said of both streams that they are up. */
    const countPagesThatPlay = () => {
      const states = readLines(join(desktop.dataDir, "logs", "states")) as unknown as { state?: string; page: string; streamId: string }[];
      const lines = states.filter(({ state }) => state === "up");
      const pages = new Set(lines.map(({ page }) => page));
      return [...pages].filter((page) => new Set(lines.filter((line) => line.page === page).map(({ streamId }) => streamId)).size === 2)
        .length;
    };

    await crashFirst();
    await expect.poll(() => countMovingVideos(second), waiting).toBe(2);
    await expect.poll(() => crashes().toSorted(), waiting).toEqual(["demo-1", "demo-2"]);
    await expect.poll(countPagesThatPlay, waiting).toBe(2);
    await crashFirst();
    expect(await countMovingVideos(second)).toBe(2);
    expect(crashes().length).toBe(2);
  });
});
