import { join } from "node:path";
import { createDelivery } from "../../electron/delivery/create-delivery.ts";
import { createUndiciTransport } from "../../electron/delivery/send-request-undici.ts";
import type { SendRequest } from "../../electron/delivery/types.ts";
import { createCursor } from "../../electron/journal/create-cursor.ts";
import { startProgram } from "../support/start-program.ts";
import { alternate, median, timeOf } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { fillJournal, makeBenchRecord, openBenchJournal } from "./bench-records.ts";

const COLLECTOR = join(import.meta.dirname, "../../out/main/collector.js");
const IDENTITY = { version: "0.1.0", clientId: "0197c0de-0000-7000-8000-000000000001" };

export async function benchDrain({ rounds, scale, report }: Bench): Promise<void> {
  const [many, some] = [scale(100_000), scale(5_000)];
  const batches: number[] = [];
  const { ours, reference } = await alternate(
    rounds,
    async () => {
      batches.push(await drain(many, (send) => send));
      return drain(some, withoutBatch);
    },
    () => sendBare(some),
  );
  report({
    name: `draining ${many} queued records by batch, against one by one`,
    ours: median(batches),
    reference: median(ours),
    unit: "records/s",
    limit: { ratioAtLeast: 10 },
  });
  report({
    name: "one by one, against a bare loop of the same requests",
    ours: median(ours),
    reference: median(reference),
    unit: "records/s",
    limit: { ratioAtLeast: 0.8 },
  });
}

/** A central that does not announce batches, in front of the same collector. */
function withoutBatch(send: SendRequest): SendRequest {
  return async (request) => (request.method === "GET" ? { status: 404, headers: {}, body: "" } : send(request));
}

/** Records a second from a full journal to an empty queue, at a collector of its own. */
function drain(count: number, wrap: (send: SendRequest) => SendRequest): Promise<number> {
  return withCollector(async (url, folder) => {
    const dataDir = join(folder, "client");
    const journal = await openBenchJournal(dataDir);
    await fillJournal(journal, count);
    const cursor = createCursor({ directory: join(dataDir, "cursors"), name: "central" });
    cursor.load();
    cursor.save(journal.oldest());
    const transport = createUndiciTransport();
    const done = Promise.withResolvers<void>();
    let isDelivered = () => false;
    const seconds = await timeOf(async () => {
      const delivery = await createDelivery({
        journal,
        cursor,
        settings: { url, sendFrom: "all" },
        identity: IDENTITY,
        directory: dataDir,
        sendRequest: wrap(transport.sendRequest),
        now: Date.now,
        random: Math.random,
        log: (message) => done.reject(new Error(message)),
        onChange: () => isDelivered() && done.resolve(),
      });
      isDelivered = () => delivery.status().delivered === count;
      await done.promise;
      await delivery.close();
    });
    await transport.close();
    await journal.close();
    return count / seconds;
  });
}

/** The same requests over the same transport, with nothing around them. */
function sendBare(count: number): Promise<number> {
  return withCollector(async (url) => {
    const { sendRequest, close } = createUndiciTransport();
    const records = Array.from({ length: count }, makeBenchRecord).map((record) => ({ id: record.id, body: JSON.stringify(record) }));
    const { signal } = new AbortController();
    const headers = { "Content-Type": "application/json", "User-Agent": `MTXWatch/${IDENTITY.version} (${IDENTITY.clientId})` };
    const seconds = await timeOf(async () => {
      for (const { id, body } of records) {
        const request = { method: "POST", url: `${url}/api/v1/error-logs/mediamtx`, body, signal, timeout: 30_000 } as const;
        const { status } = await sendRequest({ ...request, headers: { ...headers, "Idempotency-Key": id } });
        if (status !== 201) throw new Error(`the collector answered ${status}`);
      }
    });
    await close();
    return count / seconds;
  });
}

function withCollector<T>(action: (url: string, folder: string) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const collector = await startProgram(COLLECTOR, ["--port", "0", "--data-dir", join(folder, "collector")]);
    try {
      return await action(collector.url, folder);
    } finally {
      await collector.stop();
    }
  });
}
