import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GLYPH_HEIGHT, glyphOf } from "../../electron/demo/media-font.ts";
import { readLogFolder } from "../../electron/demo/read-log-folder.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";
import { startProgram } from "../support/start-program.ts";
import type { CalmClient } from "./calm-client.ts";
import { findFakeClock } from "./find-fake-clock.ts";
import type { FakeClock } from "./find-fake-clock.ts";
import { launchPlainChromium } from "./launch-plain-chromium.ts";
import { installWitness } from "./page-witness.ts";

const OUT = join(import.meta.dirname, "..", "..", "out", "main");

/** A control room and what it watches: demo media server, collector, and built web host with a Chromium, or the built desktop app. */
export interface CalmWall {
  media: TestMedia;
  client: CalmClient;
  /** The web host's clock; undefined where it can only be as the machine's. */
  hostClock: FakeClock | undefined;
  /** Stops or continues the PC: the client, and the web host on it. */
  signalPc(name: "SIGSTOP" | "SIGCONT"): void;
  /** What the host has written, and what has arrived at the collector. */
  readRecords(): { host: ErrorRecord[]; collector: ErrorRecord[] };
  stop(): Promise<void>;
}

export async function startCalmWall({ streams, desktop }: { streams: number; desktop: boolean }): Promise<CalmWall> {
  const directory = mkdtempSync(join(tmpdir(), "mtx-watch-calm-"));
  const media = await startMedia(["--streams", String(streams), "--size", "320x180", "--fps", "10"]);
  const collectorDir = join(directory, "collector");
  const collector = await startProgram(join(OUT, "collector.js"), ["--port", "0", "--data-dir", collectorDir]);
  const settings = makeSettings(media.url, collector.url, streams);
  const room = desktop ? await startDesktop(settings) : await startWeb(join(directory, "host"), settings);
  const { page } = room.client;
  const digits = Array.from({ length: 10 }, (_, digit) => glyphOf(String(digit)).slice(0, GLYPH_HEIGHT));
  await page.addInitScript(installWitness, digits);
  await page.goto(room.url);

  return {
    ...room,
    media,
    readRecords: () => ({ host: readRecordsOf(room.dataDir), collector: readRecordsOf(collectorDir) }),
    async stop() {
      await room.stop();
      await Promise.all([collector.stop(), media.stop()]);
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Room = Pick<CalmWall, "client" | "hostClock" | "signalPc" | "stop"> & { url: string; dataDir: string };

async function startWeb(dataDir: string, settings: object): Promise<Room> {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
  const hostClock = findFakeClock(dataDir);
  const host = await startProgram(join(OUT, "web-host.js"), ["--port", "0", "--data-dir", dataDir], hostClock?.env);
  process.once("exit", () => host.process.kill("SIGKILL")); // it may be stopped just then
  const client = await launchPlainChromium();
  return {
    url: host.url,
    dataDir,
    client,
    hostClock,
    signalPc(name) {
      client.signal(name);
      host.process.kill(name);
    },
    async stop() {
      host.process.kill("SIGCONT");
      await client.close();
      await host.stop();
    },
  };
}

async function startDesktop(settings: object): Promise<Room> {
  const { launchDesktopClient } = await import("./launch-desktop-client.ts"); // it looks for an Electron at once
  const { dataDir, ...client } = await launchDesktopClient(settings);
  return { url: client.page.url(), dataDir, client, hostClock: undefined, signalPc: client.signal, stop: client.close };
}

function readRecordsOf(dataDir: string): ErrorRecord[] {
  const folder = join(dataDir, "logs", "mediamtx_errors");
  return existsSync(folder) ? readLogFolder(folder) : [];
}

function makeSettings(whepBaseUrl: string, url: string, streams: number) {
  const paths = Array.from({ length: streams }, (_, index) => `demo-${index + 1}`);
  return {
    servers: [{ id: "media", whepBaseUrl }],
    streams: paths.map((path) => ({ id: path, name: path, serverId: "media", path })),
    central: { url, enabled: true, sendFrom: "all" },
    // The shortest there is: what takes a picture that moves for a frozen one has the best chance to do so.
    wall: { frozenAfterSeconds: 10 },
    language: "en",
  };
}
