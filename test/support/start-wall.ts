import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { ErrorRecord } from "../../shared/record.ts";
import { launchChromium } from "./launch-chromium.ts";
import { startMedia } from "./start-media.ts";
import type { TestMedia } from "./start-media.ts";
import { startProgram } from "./start-program.ts";
import type { Program } from "./start-program.ts";

const WEB_HOST = join(import.meta.dirname, "../../out/main/web-host.js");

/** A whole wall: demo media server, built web host, Chromium. */
export interface Wall {
  media: TestMedia;
  /** Ends the media server; it says goodbye to its readers. */
  stopMedia(): Promise<void>;
  /** Starts it again at its old addresses. */
  restartMedia(): Promise<void>;
  browser: Browser;
  page: Page;
  /** Where the page was opened, with its token. */
  url: string;
  dataDir: string;
  logFolder: string;
  /** Kills the host as a power cut would. */
  killHost(): Promise<void>;
  /** Starts it again at its old address. */
  restartHost(): Promise<void>;
  /** Whole lines only: while it writes, the host may have come no further than the middle of one. */
  readRecords(): ErrorRecord[];
  /** Until so many tiles play; all unless told otherwise. */
  waitForLive(count?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface WallOptions {
  streams: number;
  /** Instead of what the wall has, key by key; a function is called after `prepare`. */
  settings?: object | (() => object);
  /** The server's Control API is in the settings, too. */
  withApi?: boolean;
  /** `demo-1` has sound. */
  sound?: boolean;
  /** An empty folder; one of its own unless given. */
  dataDir?: string;
  /** Called before the host starts, to fill its log folder. */
  prepare?: (logFolder: string) => void;
}

/** Streams `stream-1` … with Korean names play `demo-1` … of the server "서버 A". One that does not start leaves nothing behind. */
export async function startWall(options: WallOptions): Promise<Wall> {
  const { streams, settings = {}, withApi = false, sound = false, dataDir: givenDataDir, prepare } = options;
  await using begun = new AsyncDisposableStack();
  const dataDir = givenDataDir ?? mkdtempSync(join(tmpdir(), "mtx-watch-wall-"));
  if (givenDataDir === undefined) begun.defer(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const mediaArgs = ["--streams", String(Math.max(1, streams)), "--size", "160x90", "--fps", "5", ...(sound ? ["--sound"] : [])];
  const launching = launchChromium(); // beside the others
  const closeBrowser = () => launching.then((browser) => browser.close(), () => undefined); // prettier-ignore
  launching.catch(() => undefined); // who waits for it below hears of it
  begun.defer(closeBrowser);
  const media = await startMedia(mediaArgs);
  let program: Program = media;
  begun.defer(() => program.stop());
  const { url: apiUrl } = (await media.state()).api;
  const list = Array.from({ length: streams }, (_, i) => i + 1);
  const wall = {
    servers: [{ id: "a", name: "서버 A", whepBaseUrl: media.url, ...(withApi && { apiUrl }) }],
    streams: list.map((i) => ({ id: `stream-${i}`, name: `${i}번 출입구`, serverId: "a", path: `demo-${i}` })),
    language: "ko",
  };
  const logFolder = join(dataDir, "logs", "mediamtx_errors");
  prepare?.(logFolder);
  const changes = typeof settings === "function" ? settings() : settings;
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ ...wall, ...changes }));
  const startHost = (port: string): Promise<Program> => startProgram(WEB_HOST, ["--port", port, "--data-dir", dataDir]);
  let host = await startHost("0");
  begun.defer(() => host.stop());
  const { port } = new URL(host.url);
  const browser = await launching;
  begun.defer(closeBrowser); // before all others
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(host.url);
  const started = begun.move();
  return {
    media,
    stopMedia: () => program.stop(),
    async restartMedia() {
      const [whepPort, apiPort] = [media.url, apiUrl].map((url) => new URL(url).port);
      program = await startMedia([...mediaArgs, "--port", whepPort!, "--api-port", apiPort!]);
    },
    browser,
    page,
    url: host.url,
    dataDir,
    logFolder,
    killHost: () => host.stop("SIGKILL"),
    async restartHost() {
      host = await startHost(port);
    },
    readRecords() {
      const names = existsSync(logFolder) ? readdirSync(logFolder).filter((name) => name.endsWith(".jsonl")) : [];
      const lines = names.flatMap((name) => readFileSync(join(logFolder, name), "utf8").split("\n").slice(0, -1));
      return lines.map((line) => JSON.parse(line) as ErrorRecord);
    },
    async waitForLive(count = streams) {
      const isLive = (count: number) => document.querySelectorAll(".wall .tile[data-condition=live]").length === count;
      await page.waitForFunction(isLive, count, { polling: 100 });
    },
    stop: () => started.disposeAsync(),
  };
}
