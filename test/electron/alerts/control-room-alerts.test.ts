import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { CONTRACT_SETTINGS } from "../../support/api-contract.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startReceiver } from "./start-alert-wall.ts";

test("what a page reports reaches the people: an alarm, its end, and a channel that is switched on while the app runs", async () => {
  const dataDir = makeTempDir();
  const receiver = await startReceiver();
  const transport = createUndiciTransport();
  const alerts = { onDelaySeconds: 0, offDelaySeconds: 0, groupWaitSeconds: 0 };
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ ...CONTRACT_SETTINGS, alerts }));
  const host = await createControlRoom(makeControlRoomOptions(dataDir, { sendRequest: transport.sendRequest }));
  onTestFinished(async () => {
    await host.close();
    await transport.close();
  });
  await host.api.saveSettings({
    changes: { alerts: { webhook: { ...DEFAULT_SETTINGS.alerts.webhook, enabled: true, url: receiver.url } } },
  });
  expect(await host.api.testChannel({ channel: "webhook" })).toEqual({ ok: true });

  const { page } = makeStateReport();
  const report = (state: "up" | "down") =>
    host.api.reportState(makeStateReport({ state, page, whepUrl: "http://127.0.0.1:9/stitched/whep" }));
  await report("up");
  await report("down");
  await expect.poll(() => receiver.payloads().map(({ kind }) => kind), { timeout: 10_000 }).toEqual(["test", "open"]);
  await report("up");
  await expect.poll(() => receiver.payloads().map(({ kind }) => kind), { timeout: 10_000 }).toEqual(["test", "open", "resolved"]);
});
