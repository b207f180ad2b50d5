import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createDelivery } from "../../electron/delivery/create-delivery.ts";
import { createUndiciTransport } from "../../electron/delivery/send-request-undici.ts";
import { createCursor } from "../../electron/journal/create-cursor.ts";
import { createJournal } from "../../electron/journal/create-journal.ts";
import { makeRecord } from "../../electron/recorder/make-record.ts";
import { DEFAULT_SETTINGS } from "../../shared/settings.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import { findPythons } from "../fastapi/find-pythons.ts";
import { startFastApiCentral } from "../fastapi/start-central.ts";
import type { FastApiCentral } from "../fastapi/start-central.ts";
import { makeReport } from "../support/make-report.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const pythons = await findPythons((message) => console.warn(message));
if (pythons.length === 0)
  console.warn("delivery to FastAPI skipped: in CI, or no Python with fastapi and uvicorn here (see MTX_FASTAPI_PYTHON)");

test.skipIf(pythons.length === 0)("a Python with FastAPI is here", () => expect(pythons).not.toEqual([]));

const STRICTNESSES = ["allow", "ignore", "forbid"].flatMap((extra) =>
  ["defaults", "required"].flatMap((fields) => ["422", "400"].map((refusal) => ({ extra, fields, refusal }))),
);
type Strictness = (typeof STRICTNESSES)[number];

describe.each(pythons)("delivery to $versions", ({ executable, pydantic }) => {
  let central: FastApiCentral;
  beforeAll(async () => {
    central = await startFastApiCentral(executable);
  });
  afterAll(() => central.close());

  describe.each(STRICTNESSES)("whose model has extra=$extra, fields=$fields, and refuses with $refusal", (strictness) => {
    test.each([{ privacy: "on" }, { privacy: "off" }])("keeps every record in order, browser fields $privacy", async ({ privacy }) => {
      const records = makeRecords(privacy === "on");
      const url = central.urlOf(`${strictness.extra}-${strictness.fields}-${strictness.refusal}`);

      const status = await deliver(records, url);

      expect(status).toMatchObject({ waiting: 0, held: 0, rejected: 0, delivered: records.length });
      const expected = records.map((record) => (takesFullForm(strictness, pydantic, record) ? record : pickSeedFields(record)));
      expect(await readStored(url, records.length)).toEqual(expected);
    });
  });
});

describe.each(pythons)("$versions, changed as docs/fastapi.md says", ({ executable }) => {
  test("keeps id and detail, and each record once, though it is delivered twice", async () => {
    const central = await startFastApiCentral(executable);
    onTestFinished(central.close);
    const records = makeRecords(true);
    const url = central.urlOf("patched");
    await deliver(records, url);
    await deliver(records, url);
    expect(await readStored(url, 2 * records.length)).toEqual(records);
  });
});

/** Whether this model takes `id` and `detail` too and keeps them; Pydantic 1 gives an Optional field a default of its own. */
function takesFullForm({ extra, fields }: Strictness, pydantic: number, record: ErrorRecord): boolean {
  const isComplete = record.userAgent !== undefined && (record.statusCode !== undefined || pydantic === 1);
  return extra === "allow" && (fields === "defaults" || isComplete);
}

/** Failures with an HTTP status and without, in turn. */
function makeRecords(hasBrowserFields: boolean): ErrorRecord[] {
  const privacy = { userAgent: hasBrowserFields, clientInfo: hasBrowserFields, hostName: true };
  const client = { id: makeReport().id, version: "0.1.0", hostName: "desk-3" };
  return [502, undefined, 404, undefined, 500].map((statusCode, i) => {
    const reason = statusCode === undefined ? "refused" : "http_error";
    const errorMessage = `WHEP POST failed: ${statusCode ?? "connection refused"}`;
    return makeRecord(makeReport({ streamId: `stream-${i}`, statusCode }), { client, privacy, reason, errorMessage, attempts: 1 });
  });
}

/** The status once nothing waits any more. */
async function deliver(records: ErrorRecord[], url: string): Promise<DeliveryStatus> {
  const directory = makeTempDir();
  const journal = await createJournal({
    directory: join(directory, "logs"),
    quarantineDirectory: join(directory, "quarantine"),
    limits: () => DEFAULT_SETTINGS.logs,
    now: Date.now,
  });
  const cursor = createCursor({ directory: join(directory, "cursors"), name: "central" });
  await journal.append(records.map((record) => JSON.stringify(record)));
  const transport = createUndiciTransport();
  const changed = new EventEmitter();
  const delivery = await createDelivery({
    journal,
    cursor,
    settings: { url, sendFrom: "all" },
    identity: { version: "0.1.0", clientId: makeReport().id },
    directory,
    sendRequest: transport.sendRequest,
    now: Date.now,
    random: Math.random,
    log: () => {},
    onChange: () => changed.emit("change"),
  });
  try {
    while (delivery.status().delivered < records.length || delivery.status().waiting > 0) await once(changed, "change");
    return delivery.status();
  } finally {
    await delivery.close();
    await transport.close();
    await journal.close();
  }
}

/** The newest records that the server has, oldest first, without what the eight-key form fills in for a field that is absent. */
async function readStored(url: string, count: number): Promise<unknown[]> {
  const answer = await fetch(`${url}/api/v1/error-logs/mediamtx/latest?limit=${count}`);
  const { logs } = (await answer.json()) as { logs: Record<string, unknown>[] };
  return logs.toReversed().map((log) => Object.fromEntries(Object.entries(log).filter(([, value]) => !isBlank(value))));
}

function isBlank(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isBlank);
  return value === null || value === "";
}

function pickSeedFields({ id: _id, detail: _detail, ...seed }: ErrorRecord): Partial<ErrorRecord> {
  return seed;
}
