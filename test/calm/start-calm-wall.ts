import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GLYPH_HEIGHT, glyphOf } from "../../electron/demo/media-font.ts";
import { readLogFolder } from "../../electron/demo/read-log-folder.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { startMedia } from "../support/start-media.ts";
import type { TestMedia } from "../support/start-media.ts";
import { startProgram } from "../support/start-program.ts";
import { findFakeClock } from "./find-fake-clock.ts";
import type { FakeClock } from "./find-fake-clock.ts";
import { launchPlainChromium } from "./launch-plain-chromium.ts";
import type { PlainChromium } from "./launch-plain-chromium.ts";
import { installWitness } from "./page-witness.ts";

const OUT = join(import.meta.dirname, "..", "..", "out", "main");

/** A control room and what it watches: demo media server, collector, built web host, and a Chromium with its wall. */
export interface CalmWall {
  media: TestMedia;
  chromium: PlainChromium;
  /** The web host's clock; undefined where it can only be as the machine's. */
  hostClock: FakeClock | undefined;
  /** Stops or continues the PC: the browser and the web host on it. */
  signalPc(name: "SIGSTOP" | "SIGCONT"): void;
  /** What the host has written, and what has arrived at the collector. */
  readRecords(): { host: ErrorRecord[]; collector: ErrorRecord[] };
  stop(): Promise<void>;
}

export async function startCalmWall(streams: number): Promise<CalmWall> {
  const directory = mkdtempSync(join(tmpdir(), "mtx-watch-calm-"));
  const dataDirs = { host: join(directory, "host"), collector: join(directory, "collector") };
  for (const dataDir of Object.values(dataDirs)) mkdirSync(join(dataDir, "logs", "mediamtx_errors"), { recursive: true });
  const hostClock = findFakeClock(directory);
  const media = await startMedia(["--streams", String(streams), "--size", "320x180", "--fps", "10"]);
  const collector = await startProgram(join(OUT, "collector.js"), ["--port", "0", "--data-dir", dataDirs.collector]);
  writeFileSync(join(dataDirs.host, "settings.json"), JSON.stringify(makeSettings(media.url, collector.url, streams)));
  const host = await startProgram(join(OUT, "web-host.js"), ["--port", "0", "--data-dir", dataDirs.host], hostClock?.env);
  process.once("exit", () => host.process.kill("SIGKILL"));
  const chromium = await launchPlainChromium();
  const digits = Array.from({ length: 10 }, (_, digit) => glyphOf(String(digit)).slice(0, GLYPH_HEIGHT));
  await chromium.page.addInitScript(installWitness, digits);
  await chromium.page.goto(host.url);

  return {
    media,
    chromium,
    hostClock,
    signalPc(name) {
      chromium.signal(name);
      host.process.kill(name);
    },
    readRecords: () => ({
      host: readLogFolder(join(dataDirs.host, "logs", "mediamtx_errors")),
      collector: readLogFolder(join(dataDirs.collector, "logs", "mediamtx_errors")),
    }),
    async stop() {
      host.process.kill("SIGCONT");
      await chromium.close();
      await Promise.all([host.stop(), collector.stop(), media.stop()]);
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function makeSettings(whepBaseUrl: string, url: string, streams: number) {
  const paths = Array.from({ length: streams }, (_, index) => `demo-${index + 1}`);
  return {
    servers: [{ id: "media", whepBaseUrl }],
    streams: paths.map((path) => ({ id: path, name: path, serverId: "media", path })),
    central: { url, enabled: true, sendFrom: "all" },
    language: "en",
  };
}
