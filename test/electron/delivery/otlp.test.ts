import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createOtlpLink } from "../../../electron/delivery/otlp-link.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../../electron/journal/create-cursor.ts";
import { createJournal } from "../../../electron/journal/create-journal.ts";
import type { DeliveryStatus } from "../../../shared/host-status.ts";
import { DEFAULT_SETTINGS, settingsSchema } from "../../../shared/settings.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeRecord, makeRecords } from "./make-record.ts";
import { startOtlpReceiver, TAKEN } from "./start-otlp-receiver.ts";

/** One PC with a journal and an export from it; waits end at once. */
async function openDesk(otlp: object, secrets: Record<string, string> = {}) {
  const directory = makeTempDir();
  const logs: string[] = [];
  const journal = await createJournal({
    directory: join(directory, "logs", "mediamtx_errors"),
    quarantineDirectory: join(directory, "logs", "quarantine"),
    limits: () => DEFAULT_SETTINGS.logs,
    now: Date.now,
  });
  const transport = createUndiciTransport();
  const waits: number[] = [];
  let onChange = (): void => {};
  const open = () =>
    createOtlpLink({
      journal,
      cursor: createCursor({ directory: join(directory, "cursors"), name: "otlp" }),
      directory,
      version: "0.1.0",
      sendRequest: transport.sendRequest,
      readSecret: async (ref) => secrets[ref],
      now: Date.now,
      random: () => 0.5,
      log: (message) => logs.push(message),
      onChange: () => onChange(),
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
  let link = open();
  const settings = settingsSchema.parse({ otlp: { enabled: true, ...otlp } }).otlp;
  await link.configure(settings);
  onTestFinished(async () => {
    await link.close();
    await transport.close();
    await journal.close();
  });
  return {
    directory,
    logs,
    waits,
    status: () => link.status(),
    append: (records: readonly object[]) => journal.append(records.map((record) => JSON.stringify(record))),
    reach(isWanted: (status: DeliveryStatus) => boolean): Promise<DeliveryStatus> {
      return new Promise((resolve) => {
        onChange = () => isWanted(link.status()) && resolve(link.status());
        onChange();
      });
    },
    /** The app ends, and begins again. */
    async restart() {
      await link.close();
      link = open();
      await link.configure(settings);
    },
  };
}

/** Something has become of so many records since the start. */
const isDone =
  (records: number) =>
  ({ state, delivered, rejected, dropped }: DeliveryStatus) =>
    state === "idle" && delivered + rejected + (dropped?.count ?? 0) === records;

describe("the export to OpenTelemetry", () => {
  test("says of a failure all that the journal says, by OpenTelemetry's names where it has one", async () => {
    const receiver = await startOtlpReceiver();
    const desk = await openDesk(
      { url: `${receiver.url}/otlp/`, headers: { "X-Scope-OrgID": "seoul" }, secretHeaders: { Authorization: "loki" } },
      { loki: "Bearer s3cret" },
    );
    const record = makeRecord({ timestamp: "2026-11-26T02:10:00.123Z" });
    record.detail.client = { id: record.detail.client.id, version: "1.2.3", name: "3번 관제석", site: "강남", hostName: "WALL-3" };
    record.detail.stats = { framesPerSecond: 12.5, packetsLost: 3, codec: "H264" };
    await desk.append([record]);
    await desk.reach(isDone(1));
    expect(receiver.requests).toMatchObject([
      {
        url: "/otlp/v1/logs",
        headers: { "content-type": "application/x-protobuf", "x-scope-orgid": "seoul", authorization: "Bearer s3cret" },
      },
    ]);
    expect(receiver.logs()).toEqual([
      {
        time: "2026-11-26T02:10:00.123Z",
        severity: "SEVERITY_NUMBER_ERROR",
        event: "mtx.stream.failure",
        body: "WHEP POST failed: 502 Bad Gateway",
        attributes: {
          "log.record.uid": record.id,
          "mtx.streamId": "stream-001",
          "error.type": "whep_post_failed",
          "http.response.status_code": 502,
          "url.full": record.whepUrl,
          "user_agent.original": "Mozilla/5.0",
          "mtx.clientInfo.browserName": "Chrome",
          "mtx.clientInfo.browserVersion": "156.0",
          "mtx.clientInfo.os": "Linux x86_64",
          "mtx.clientInfo.screenResolution": "1920x1080",
          "mtx.detail.reason": "http_error",
          "mtx.detail.phase": "post_offer",
          "mtx.detail.attempt": 1,
          "mtx.detail.incidentId": record.detail.incidentId,
          "mtx.detail.stats.framesPerSecond": 12.5,
          "mtx.detail.stats.packetsLost": 3,
          "mtx.detail.stats.codec": "H264",
        },
        resource: {
          "service.name": "mtx-watch",
          "service.version": "1.2.3",
          "service.instance.id": record.detail.client.id,
          "host.name": "WALL-3",
          "mtx.client.name": "3번 관제석",
          "mtx.client.site": "강남",
        },
      },
    ]);
  });

  test("sends each record once and in order, also after a new start, and what failed before it was switched on not at all", async () => {
    const receiver = await startOtlpReceiver();
    const desk = await openDesk({ url: receiver.url });
    const records = makeRecords(1_200);
    await desk.append(records.slice(0, 700));
    await desk.reach(isDone(700));
    await desk.restart();
    await desk.append(records.slice(700));
    await desk.reach(isDone(500));
    expect(receiver.logs().map(({ attributes }) => attributes["log.record.uid"])).toEqual(records.map(({ id }) => id));
    expect(Math.max(...receiver.requests.map(({ logs }) => logs.length))).toBeLessThanOrEqual(500);
  });

  test("waits for a receiver that is overloaded, as long as that says", async () => {
    const receiver = await startOtlpReceiver(() =>
      receiver.requests.length === 1
        ? { status: 429, headers: { "retry-after": "7" } }
        : receiver.requests.length === 2
          ? { status: 503 }
          : TAKEN,
    );
    const desk = await openDesk({ url: receiver.url });
    await desk.append(makeRecords(3));
    expect(await desk.reach(isDone(3))).toMatchObject({ delivered: 3, rejected: 0 });
    expect(receiver.requests).toHaveLength(3);
    expect(desk.waits[0]).toBeGreaterThanOrEqual(7_000);
  });

  test("counts what a partial success has dropped, says why, and sends none of it again", async () => {
    const receiver = await startOtlpReceiver(() => ({ dropped: 2, words: "two lines are too old" }));
    const desk = await openDesk({ url: receiver.url });
    await desk.append(makeRecords(5));
    const status = await desk.reach(isDone(5));
    expect(status).toMatchObject({ delivered: 3, rejected: 0, dropped: { count: 2, reason: "two lines are too old" } });
    await desk.restart();
    await desk.append(makeRecords(1));
    await desk.reach(isDone(1));
    expect(receiver.requests.map(({ logs }) => logs.length)).toEqual([5, 1]);
    expect(desk.logs).toContain("otlp: 2 records so far were dropped where they were sent to: two lines are too old");
  });

  test("finds the one record for which a batch is refused, puts it aside and delivers all others", async () => {
    const records = makeRecords(40);
    const [bad] = records.slice(17);
    const receiver = await startOtlpReceiver(({ logs }) =>
      logs.some(({ attributes }) => attributes["log.record.uid"] === bad!.id) ? { status: 400, body: "no such stream" } : TAKEN,
    );
    const desk = await openDesk({ url: receiver.url });
    await desk.append(records);
    expect(await desk.reach(isDone(40))).toMatchObject({ delivered: 39, rejected: 1 });
    const folder = join(desk.directory, "logs", "rejected_otlp");
    const [file = ""] = readdirSync(folder);
    expect(JSON.parse(readFileSync(join(folder, file), "utf8"))).toMatchObject({
      record: { id: bad!.id },
      status: 400,
      reason: expect.stringContaining("no such stream"),
    });
  });

  test("tells a refused sign-in from an outage, and no secret in either", async () => {
    const receiver = await startOtlpReceiver(({ headers }) => ({ status: 401, body: `not known: ${headers.authorization}` }));
    const desk = await openDesk({ url: receiver.url, secretHeaders: { Authorization: "loki" } }, { loki: "Bearer s3cret" });
    await desk.append(makeRecords(1));
    const { lastError } = await desk.reach(({ state }) => state === "misconfigured");
    expect(lastError).toContain("answered 401: not known: …");
    expect(desk.logs.join()).not.toContain("s3cret");
  });
});
