import { expect, onTestFinished, test, vi } from "vitest";
import { createExportFindings } from "../../../electron/collector/create-export-findings.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startReceiver } from "../alerts/start-alert-wall.ts";
import { startOtlpReceiver, TAKEN } from "../delivery/start-otlp-receiver.ts";
import { makeRecords } from "./make-records.ts";
import { startTestCollector } from "./test-collector.ts";
import type { TestCollector } from "./test-collector.ts";

const SLOW = { timeout: 30_000, interval: 20 };

/** The collector's metrics say so of its export. */
const reach = (collector: TestCollector, metric: string) =>
  vi.waitUntil(async () => String((await collector.send("/metrics")).body).includes(`mtx_collector_otlp_${metric}\n`), SLOW);

test("trouble of the collector's export is an alarm of the room, and ends", async () => {
  const found: unknown[] = [];
  let time = 1_000;
  const note = createExportFindings({ now: () => time++, onFindings: (findings) => found.push(findings) });
  for (const state of ["idle", "retrying", "retrying", "misconfigured", "delivering", "idle"] as const) note({ state });
  expect(found).toEqual([
    [{ kind: "otlp_stuck", source: "pc", since: 1_000 }],
    [{ kind: "otlp_misconfigured", source: "pc", since: 1_001 }],
    [],
  ]);

  const receiver = await startOtlpReceiver();
  receiver.answer(() => ({ status: 401 }));
  const transport = createUndiciTransport();
  onTestFinished(() => transport.close());
  const told = await startReceiver();
  const common = { sendRequest: transport.sendRequest, readSecret: async () => undefined, version: "0.1.0" };
  const settings = settingsSchema.parse({
    otlp: { enabled: true, url: receiver.url },
    alerts: { groupWaitSeconds: 0, webhook: { enabled: true, url: told.url } },
    language: "ko",
    client: { name: "수집 서버" },
  });
  const otlp = { ...common, settings: settings.otlp };
  const collector = await startTestCollector({ dataDir: makeTempDir(), otlp, alerts: { ...common, settings } });
  await collector.postBatch(makeRecords(1));
  const said = () => told.payloads().map(({ kind, summary }) => [kind, summary]);
  await vi.waitUntil(() => said().length > 0, SLOW);
  expect(said()).toEqual([["open", expect.stringContaining("수집 서버 OpenTelemetry 내보내기 설정 오류")]]);
});

test("the collector exports what it stores, each record once, goes on after a new start, and says so in its metrics", async () => {
  const receiver = await startOtlpReceiver();
  const transport = createUndiciTransport();
  onTestFinished(() => transport.close());
  const dataDir = makeTempDir();
  const otlp = {
    settings: settingsSchema.parse({ otlp: { enabled: true, url: receiver.url } }).otlp,
    sendRequest: transport.sendRequest,
    readSecret: async () => undefined,
    version: "0.1.0",
  };
  const records = makeRecords(30);
  const first = await startTestCollector({ dataDir, otlp });
  await first.postBatch(records.slice(0, 20));
  await first.postBatch(records.slice(10, 20));
  await reach(first, "delivered_total 20"); // what is cut off on its way comes again
  await first.close();

  receiver.answer(({ logs }) => (logs.length === 0 ? TAKEN : { dropped: 1, words: "too old" }));
  const second = await startTestCollector({ dataDir, otlp });
  await second.postBatch(records.slice(20));
  await reach(second, "dropped_total 1");
  expect(receiver.logs().map(({ attributes }) => attributes["log.record.uid"])).toEqual(records.map(({ id }) => id));
  const { body } = await second.send("/metrics");
  expect(body).toMatch(/mtx_collector_otlp_up 1\n[^]*mtx_collector_otlp_waiting_records 0\n[^]*mtx_collector_otlp_delivered_total 9\n/);
});
