import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createCollector } from "../../../electron/collector/create-collector.ts";
import type { Collector } from "../../../electron/collector/create-collector.ts";
import { createControlRoom } from "../../../electron/control-room.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { DEFAULT_SETTINGS, settingsSchema } from "../../../shared/settings.ts";
import type { AlarmView } from "../../../shared/alarms-api.ts";
import { CONTRACT_SETTINGS } from "../../support/api-contract.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { listenToRoom } from "../../support/listen-to-room.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

export const ALARM = "stream:stream-001";
/** Nobody answers there. */
const URL = "http://127.0.0.1:9/stitched/whep";
const EAR = "019b9d9a-0000-7000-8000-0000000000ee";
const QUICK = { onDelaySeconds: 0, offDelaySeconds: 0, groupWaitSeconds: 1 };

/** A collector that sends to `url`, as long as it runs; another one may go on in its data dir. */
export async function startRoomCollector(url: string, { dataDir = makeTempDir(), port = 0, now = Date.now } = {}) {
  const transport = createUndiciTransport();
  const settings = settingsSchema.parse({ alerts: { ...QUICK, webhook: { enabled: true, url } }, language: "ko" });
  const collector = await createCollector({
    dataDir,
    port,
    host: "127.0.0.1",
    limits: DEFAULT_SETTINGS.logs,
    alerts: { settings, sendRequest: transport.sendRequest, readSecret: async () => undefined, version: "0.0.0" },
    now,
    log: () => undefined,
  });
  const close = onceOnly(async () => {
    await collector.close();
    await transport.close();
  });
  onTestFinished(close);
  return { url: collector.url, port: Number(new globalThis.URL(collector.url).port), dataDir, close };
}

/** A PC whose page says what the test says, with a central; it sends nothing yet, for it may not have heard who does. */
export async function startRoomPc(number: number, central: Collector["url"]) {
  const dataDir = makeTempDir();
  const name = `PC-${number}`;
  const alerts = { ...QUICK, groupWaitSeconds: 0 };
  const settings = { ...CONTRACT_SETTINGS, client: { name, site: "" }, central: { url: central, enabled: true }, alerts, language: "ko" };
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify(settings));
  const transport = createUndiciTransport();
  const host = await createControlRoom(makeControlRoomOptions(dataDir, { sendRequest: transport.sendRequest }));
  onTestFinished(async () => {
    await host.close();
    await transport.close();
  });
  const { page } = makeStateReport();
  const report = (state: "up" | "down") => host.api.reportState(makeStateReport({ state, page, whepUrl: URL }));
  const view = async (): Promise<AlarmView | undefined> => (await host.api.getAlarms({})).alarms.find(({ id }) => id === ALARM);
  await report("up");
  await host.api.reportError(makeReport({ streamId: "other", whepUrl: URL })); // central is asked what it announces once it has taken something
  return {
    name,
    dataDir,
    host,
    page,
    report,
    view,
    /** From now on it sends what is left to it. */
    sendTo(url: string) {
      const webhook = { ...DEFAULT_SETTINGS.alerts.webhook, enabled: true, url };
      return host.api.saveSettings({ changes: { alerts: { webhook } } });
    },
    /** Resolves when its alarm is as wanted, looked at with each change. */
    async until(isSo: (view: AlarmView | undefined) => boolean): Promise<AlarmView | undefined> {
      const { promise, resolve } = Promise.withResolvers<AlarmView | undefined>();
      const look = (): void =>
        void view().then((present) => {
          if (isSo(present)) resolve(present);
        });
      const stop = host.onNotification((event) => event === "alarmsChanged" && look());
      look();
      const found = await promise;
      stop();
      return found;
    },
  };
}

export type RoomPc = Awaited<ReturnType<typeof startRoomPc>>;

/** Resolves when so many PCs listen at a collector. */
export async function waitForPcs(url: string, count: number): Promise<void> {
  const ear = await listenToRoom(url, EAR);
  await ear.until(() => ear.status()?.pcs === count + 1);
  ear.stop();
}

function onceOnly(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
