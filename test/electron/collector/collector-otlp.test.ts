import { expect, onTestFinished, test, vi } from "vitest";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { startOtlpReceiver, TAKEN } from "../delivery/start-otlp-receiver.ts";
import { makeRecords } from "./make-records.ts";
import { startTestCollector } from "./test-collector.ts";
import type { TestCollector } from "./test-collector.ts";

const SLOW = { timeout: 30_000, interval: 20 };

/** The collector's metrics say so of its export. */
const reach = (collector: TestCollector, metric: string) =>
  vi.waitUntil(async () => String((await collector.send("/metrics")).body).includes(`mtx_collector_otlp_${metric}\n`), SLOW);

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
