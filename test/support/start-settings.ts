import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { createControlRoom } from "../../electron/control-room.ts";
import type { ControlRoom } from "../../electron/control-room-types.ts";
import { createUndiciTransport } from "../../electron/delivery/send-request-undici.ts";
import { createKeyStore } from "../../electron/settings/key-store.ts";
import { createSecrets } from "../../electron/settings/secrets.ts";
import { createWebHost } from "../../electron/web/create-web-host.ts";
import type { Settings } from "../../shared/settings.ts";
import { makeControlRoomOptions } from "./control-room-options.ts";
import { launchChromium } from "./launch-chromium.ts";
import { makeCipher } from "./make-cipher.ts";
import { startMedia } from "./start-media.ts";
import type { TestMedia } from "./start-media.ts";

/** The built page on the settings screen, over a host of this process that has a policy and a key store. */
export interface SettingsBench {
  media: TestMedia;
  browser: Browser;
  page: Page;
  /** The host's calls, as another window makes them. */
  api: ControlRoom["api"];
  file: string;
  /** The settings file. */
  read(): Partial<Settings>;
  stop(): Promise<void>;
}

/** Streams `s1` … of the server "본관" play `demo-1` …; `change` is of the settings beside them. One that does not start leaves nothing behind. */
export async function startSettings(
  streams: number,
  { change = {}, policy = {}, env = {} }: { change?: object; policy?: object; env?: NodeJS.ProcessEnv } = {},
): Promise<SettingsBench> {
  await using begun = new AsyncDisposableStack();
  const dataDir = mkdtempSync(join(tmpdir(), "mtx-watch-settings-"));
  begun.defer(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const media = await startMedia(["--streams", String(streams), "--size", "160x90", "--fps", "5"]);
  begun.defer(() => media.stop());
  const file = join(dataDir, "settings.json");
  const policyFile = join(dataDir, "policy.json");
  const list = Array.from({ length: streams }, (_, i) => i + 1);
  const settings = {
    servers: [{ id: "main", name: "본관", whepBaseUrl: media.url, apiUrl: (await media.state()).api.url }],
    streams: list.map((i) => ({ id: `s${i}`, name: `${i}번 출입구`, serverId: "main", path: `demo-${i}` })),
    language: "ko",
    ...change,
  };
  writeFileSync(file, JSON.stringify(settings));
  writeFileSync(policyFile, JSON.stringify(policy));
  const transport = createUndiciTransport();
  begun.defer(transport.close);
  const log = () => undefined;
  const keyStore = createKeyStore({ cipher: makeCipher(), file: join(dataDir, "kept.json"), log });
  let room: ControlRoom | undefined;
  const host = await createWebHost({
    port: 0,
    token: "settings",
    rendererDirectory: join(import.meta.dirname, "../../out/renderer"),
    async openControlRoom(pageOrigin) {
      const secrets = createSecrets({ env, file: join(dataDir, "none.json"), keyStore, log });
      room = await createControlRoom(
        makeControlRoomOptions(dataDir, { pageOrigin, policyFile, secrets, sendRequest: transport.sendRequest }),
      );
      return room;
    },
  });
  begun.defer(host.close);
  const browser = await launchChromium();
  begun.defer(() => browser.close());
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(host.url);
  const started = begun.move();
  return {
    media,
    browser,
    page,
    api: room!.api,
    file,
    read: () => JSON.parse(readFileSync(file, "utf8")) as Partial<Settings>,
    stop: () => started.disposeAsync(),
  };
}
