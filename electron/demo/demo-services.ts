import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chooseLanguage } from "../../shared/choose-language.ts";
import { chromiumFlags, findChromium } from "./find-chromium.ts";
import { createChildService } from "./child-service.ts";
import type { ChildService } from "./child-service.ts";
import { createMediaRemote } from "./control-media.ts";

export interface DemoOptions {
  /** Everything the demo writes lies in here. */
  folder: string;
  streams: number;
  /** Pixels of each stream's picture, "480x270". */
  size: string;
  framesPerSecond: number;
  /** An Electron executable, and the app's folder unless it is packed inside; without it the app is served to a browser. */
  electron?: { executable: string; app?: string };
  /** Also open the page in a headless Chromium. */
  headless: boolean;
  log: (line: string) => void;
}

/** The parts of the demo as programs of their own, so that each can be killed and brought back at its old address. */
export interface DemoServices {
  media: ChildService;
  collector: ChildService;
  host: ChildService;
  browser?: ChildService;
  mediaUrl: string;
  collectorUrl: string;
  /** Empty in the desktop app. */
  pageUrl: string;
  clientDataDir: string;
  collectorDataDir: string;
  /** Ends all of them, the players first. */
  stop(): Promise<void>;
}

const entry = (name: string): string => join(import.meta.dirname, `${name}.js`);

export async function startDemoServices(options: DemoOptions): Promise<DemoServices> {
  const { folder, streams, size, framesPerSecond, electron, headless, log } = options;
  const clientDataDir = join(folder, "client");
  const collectorDataDir = join(folder, "central");
  const say = (who: string) => (line: string) => log(`${who}: ${line}`);
  const node = (name: string, args: string[]): ChildService =>
    createChildService({
      command: process.execPath,
      args: ["--disable-warning=ExperimentalWarning", entry(name), ...args],
      log: say(name),
    });

  const mediaArgs = ["--streams", String(streams), "--size", size, "--fps", String(framesPerSecond)];
  let apiPort = "0"; // any free one, and from then on the same
  const media = await startAtFixedPort((port) => node("media", ["--port", port, "--api-port", apiPort, ...mediaArgs]));
  const apiUrl = (await createMediaRemote(media.url).state()).api.url;
  apiPort = new URL(apiUrl).port;
  const collector = await startAtFixedPort((port) => node("collector", ["--port", port, "--data-dir", collectorDataDir]));

  mkdirSync(clientDataDir, { recursive: true });
  writeFileSync(
    join(clientDataDir, "settings.json"),
    JSON.stringify(makeSettings({ mediaUrl: media.url, apiUrl, collectorUrl: collector.url, streams }), undefined, 2),
  );

  const hostArgs = ["--data-dir", clientDataDir];
  const host = electron
    ? { service: createElectron(electron, hostArgs, say("desktop")), url: "" }
    : await startAtFixedPort((port) => node("web-host", ["--port", port, ...hostArgs]));
  if (electron) await host.service.start();
  const browser = headless ? await startBrowser(join(folder, "chromium"), host.url, say("chromium")) : undefined;

  return {
    media: media.service,
    collector: collector.service,
    host: host.service,
    ...(browser ? { browser } : {}),
    mediaUrl: media.url,
    collectorUrl: collector.url,
    pageUrl: host.url,
    clientDataDir,
    collectorDataDir,
    async stop() {
      await browser?.stop();
      await host.service.stop();
      await Promise.all([media.service.stop(), collector.service.stop()]);
    },
  };
}

/** Starts a program at any free port, and again at that one whenever it is started later. */
async function startAtFixedPort(create: (port: string) => ChildService): Promise<{ service: ChildService; url: string }> {
  let current = create("0");
  const url = await current.start();
  const { port } = new URL(url);
  const service: ChildService = {
    start() {
      current = create(port);
      return current.start();
    },
    stop: () => current.stop(),
    kill: () => current.kill(),
    isRunning: () => current.isRunning(),
  };
  return { service, url };
}

function createElectron(
  { executable, app }: NonNullable<DemoOptions["electron"]>,
  args: string[],
  log: (line: string) => void,
): ChildService {
  const flags = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // Chromium refuses its sandbox to root
  return createChildService({ command: executable, args: [...flags, ...(app === undefined ? [] : [app]), ...args], log, saysReady: false });
}

async function startBrowser(profile: string, url: string, log: (line: string) => void): Promise<ChildService> {
  const command = await findChromium(log);
  const args = [...chromiumFlags(), `--user-data-dir=${profile}`, "--window-size=1920,1080", url];
  const browser = createChildService({ command, args, log: () => undefined, saysReady: false });
  await browser.start();
  return browser;
}

interface DemoAddresses {
  mediaUrl: string;
  apiUrl: string;
  collectorUrl: string;
  streams: number;
}

/** A station's cameras, as whoever tries it calls them. */
const NAMES = {
  ko: [
    "정문",
    "후문",
    "1번 출입구",
    "2번 출입구",
    "대합실",
    "승강장 상행",
    "승강장 하행",
    "환승 통로",
    "주차장",
    "차량기지",
    "변전실",
    "통신실",
  ],
  en: [
    "Main gate",
    "Rear gate",
    "Exit 1",
    "Exit 2",
    "Concourse",
    "Platform up",
    "Platform down",
    "Passage",
    "Car park",
    "Depot",
    "Substation",
    "Comms room",
  ],
};

function makeSettings({ mediaUrl, apiUrl, collectorUrl, streams }: DemoAddresses): object {
  const names = NAMES[chooseLanguage("system", new Intl.DateTimeFormat().resolvedOptions().locale)];
  return {
    servers: [{ id: "demo", name: "Demo", whepBaseUrl: mediaUrl, apiUrl }],
    streams: Array.from({ length: streams }, (_, i) => ({
      id: `demo-${i + 1}`,
      name: `${i + 1} ${names[i % names.length]}`,
      serverId: "demo",
      path: `demo-${i + 1}`,
    })),
    central: { url: collectorUrl, enabled: true, sendFrom: "all" },
    client: { name: "Demo" },
  };
}
