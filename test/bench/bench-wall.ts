import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../support/launch-chromium.ts";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";
import { startProgram } from "../support/start-program.ts";
import { serveBarePage } from "./bare-page.ts";
import type { BarePageOptions } from "./bare-page.ts";
import { installWatch } from "./watch-page.ts";

const WEB_HOST = join(import.meta.dirname, "../../out/main/web-host.js");

/** The built app and the bare page over the same demo streams, in one Chromium. */
export interface BenchWall {
  media: TestMedia;
  dataDir: string;
  /** Opens the app and leaves it when `action` ends, with no session left at the server. */
  withApp<T>(action: (page: Page) => Promise<T>): Promise<T>;
  /** The same after a new start of the host, in a browser that is open already; `startedAt`: when it was spawned, Unix milliseconds. */
  withNewHost<T>(action: (page: Page, startedAt: number) => Promise<T>): Promise<T>;
  withBarePage<T>(options: Omit<BarePageOptions, "whepUrls">, action: (page: Page) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface BenchWallOptions {
  streams: number;
  size: string;
  framesPerSecond: number;
  /** Beside its server and streams. */
  settings?: object;
}

export async function startBenchWall({ streams, size, framesPerSecond, ...options }: BenchWallOptions): Promise<BenchWall> {
  const media = await startMedia(["--streams", String(streams), "--size", size, "--fps", String(framesPerSecond)]);
  const names = Array.from({ length: streams }, (_, i) => `demo-${i + 1}`);
  const dataDir = mkdtempSync(join(tmpdir(), "mtx-watch-bench-"));
  const settings = {
    servers: [{ id: "media", whepBaseUrl: media.url }],
    streams: names.map((name) => ({ id: name, name, serverId: "media", path: name })),
    ...options.settings,
  };
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
  const startHost = () => startProgram(WEB_HOST, ["--port", "0", "--data-dir", dataDir]);
  let host = await startHost();
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await context.addInitScript(installWatch);
  await signIn(context, host.url);

  const withPage = async <T>(url: string, action: (page: Page) => Promise<T>): Promise<T> => {
    const page = await context.newPage();
    try {
      await page.goto(url);
      return await action(page);
    } finally {
      await page.evaluate(() => window.closeAll?.()).catch(() => undefined);
      await page.goto("about:blank");
      await page.close();
      await waitForEmptyServer(media);
    }
  };

  return {
    media,
    dataDir,
    withApp: (action) => withPage(new URL("/", host.url).href, action),
    async withNewHost(action) {
      await host.stop();
      const startedAt = Date.now();
      host = await startHost();
      return withPage(host.url, (page) => action(page, startedAt));
    },
    async withBarePage(options, action) {
      const server = await serveBarePage({ ...options, whepUrls: names.map(media.whepUrl) });
      return withPage(server.url, action).finally(server.close);
    },
    async stop() {
      await browser.close();
      await host.stop();
      await media.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** So that the samples load the page itself, as later starts do. */
async function signIn(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(url);
  await page.close();
}

/** A session that the server still sends to would slow the next sample down. A server that is down has none. */
async function waitForEmptyServer(media: TestMedia): Promise<void> {
  for (;;) {
    const state = await media.state().catch(() => undefined);
    if (!state || state.sessions.length === 0) return;
    await wait(100);
  }
}
