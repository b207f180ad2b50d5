import { expect, onTestFinished, test } from "vitest";
import { createUndiciTransport } from "../../../../electron/delivery/send-request-undici.ts";
import { settingsSchema } from "../../../../shared/settings.ts";
import { makeClientId, makeHeartbeat } from "../../../support/make-fleet-pc.ts";
import { makeTempDir } from "../../../support/temp-dir.ts";
import { createManualClock } from "../../alarms/manual-clock.ts";
import type { Payload } from "../../alerts/start-alert-wall.ts";
import { startReceiver } from "../../alerts/start-alert-wall.ts";
import { startTestCollector } from "../test-collector.ts";

test("a PC from which nothing comes any more is told of, with its name, and its return", async () => {
  const receiver = await startReceiver();
  const transport = createUndiciTransport();
  onTestFinished(() => transport.close());
  const clock = createManualClock(Date.now());
  const settings = settingsSchema.parse({ alerts: { groupWaitSeconds: 0, webhook: { enabled: true, url: receiver.url } }, language: "ko" });
  const alerts = { settings, sendRequest: transport.sendRequest, readSecret: async () => undefined, version: "0.0.0" };
  const collector = await startTestCollector({ dataDir: makeTempDir(), now: clock.now, clock, alerts });
  const beat = () =>
    collector.send("/api/v1/clients/heartbeat", {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": `MTXWatch/0.1.0 (${makeClientId(7)})` },
      body: JSON.stringify(makeHeartbeat(7)),
    });
  expect((await beat()).status).toBe(200);
  await clock.pass(80_000);
  expect(receiver.posts).toHaveLength(0);
  await clock.pass(20_000);
  const said = async <T>(read: (payload: Payload) => T): Promise<T[]> => {
    await clock.pass(100); // what is judged together waits for a moment
    return receiver.payloads().map(read);
  };
  await expect.poll(() => said(({ summary }) => summary)).toEqual([expect.stringContaining("7번 관제석 PC 감시 중단")]);
  await beat();
  await expect.poll(() => said(({ kind }) => kind)).toEqual(["open", "resolved"]);
});
