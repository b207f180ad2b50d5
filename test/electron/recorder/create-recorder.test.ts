import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createJournal } from "../../../electron/journal/create-journal.ts";
import { createRecorder } from "../../../electron/recorder/create-recorder.ts";
import { createOriginProbe } from "../../../electron/recovery/probe-origin.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import type { Diagnosis } from "../../../shared/finding.ts";
import type { ErrorRecord } from "../../../shared/record.ts";
import { findClosedPort } from "../../support/find-closed-port.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const FINDING: Diagnosis = { finding: "server_down", age: 5, evidence: { server: "127.0.0.1:8889" } };

async function openRecorder(dataDir = makeTempDir(), diagnosis?: Diagnosis) {
  const journal = await createJournal({
    directory: join(dataDir, "errors"),
    quarantineDirectory: join(dataDir, "quarantine"),
    limits: () => DEFAULT_SETTINGS.logs,
    now: Date.now,
  });
  const told: ErrorRecord[] = [];
  const recorder = createRecorder({
    journal,
    settings: () => DEFAULT_SETTINGS,
    client: () => ({ id: "c", version: "1" }),
    originProbe: createOriginProbe(Date.now),
    pageOrigin: "app://control-room",
    diagnosis: () => diagnosis,
    onWritten: (record) => told.push(record),
  });
  const readLines = async () => (await journal.readNewest(1_000)).map(({ text }) => JSON.parse(text) as ErrorRecord).toReversed();
  let isOpen = true;
  const close = async () => {
    if (isOpen) await journal.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { recorder, journal, told, readLines, dataDir, close };
}

describe("recorder", () => {
  test("answers when the line is on disk, and tells the open screens", async () => {
    const { recorder, told, readLines } = await openRecorder();
    const report = makeReport();
    expect(await recorder.record(report)).toEqual({ id: report.id, reason: "http_error", errorMessage: report.errorMessage });
    expect((await readLines()).map(({ id }) => id)).toEqual([report.id]);
    expect(told).toEqual(await readLines());
  });

  test("says of a main stream that it is one, and nothing that was found out about the small picture", async () => {
    const { recorder, readLines } = await openRecorder(makeTempDir(), FINDING);
    await recorder.record(makeReport());
    await recorder.record(makeReport({}, { mainStream: true }));
    const [small, main] = (await readLines()).map(({ detail }) => detail);
    expect([small!.mainStream, small!.diagnosis]).toEqual([undefined, FINDING]);
    expect([main!.mainStream, main!.diagnosis]).toEqual([true, undefined]);
  });

  test("writes a failure that is sent again after its line was lost, though its incident alone would need none", async () => {
    const { recorder, journal, readLines } = await openRecorder();
    const from = Date.parse("2026-01-08T12:00:00Z");
    const detail = { incidentId: makeReport().id };
    const at = (minutes: number) => makeReport({ timestamp: new Date(from + minutes * 60_000).toISOString() }, detail);
    await recorder.record(at(0));
    vi.spyOn(journal, "append").mockRejectedValueOnce(new Error("the memory for waiting lines is full"));
    const lost = at(11);
    await expect(recorder.record(lost)).rejects.toThrow("full");
    await recorder.record(lost);
    expect((await readLines()).map(({ id }) => id)).toContain(lost.id);
  });

  test("writes an id that comes twice once, also when both come at once", async () => {
    const { recorder, readLines } = await openRecorder();
    const report = makeReport();
    await Promise.all([recorder.record(report), recorder.record(report)]);
    await recorder.record(report);
    expect(await readLines()).toHaveLength(1);
  });

  test("knows after a restart what it wrote before: a page whose answer was lost sends again", async () => {
    const first = await openRecorder();
    const report = makeReport();
    await first.recorder.record(report);
    await first.close();
    const second = await openRecorder(first.dataDir);
    await second.recorder.record(report);
    expect(await second.readLines()).toHaveLength(1);
  });

  test("finds out why a request failed, which the page cannot see", async () => {
    const port = await findClosedPort();
    const { recorder, readLines } = await openRecorder();
    const whepUrl = `http://127.0.0.1:${port}/a/whep`;
    const report = makeReport({ reason: "network", errorMessage: "WHEP POST failed: Failed to fetch", statusCode: undefined, whepUrl });
    const expected = { reason: "refused", errorMessage: `WHEP POST failed: connection refused (127.0.0.1:${port})` };
    expect(await recorder.record(report)).toMatchObject(expected);
    expect(await readLines()).toMatchObject([{ errorType: "fetch_error", detail: { reason: "refused" } }]);
  });

  test("keeps a camera that is dead for a day from writing thousands of lines", async () => {
    const { recorder, readLines } = await openRecorder();
    const incidentId = makeReport().id;
    const startedAt = Date.parse("2026-01-08T00:00:00Z");
    for (let second = 0; second < 3_600; second += 30) {
      const timestamp = new Date(startedAt + second * 1_000).toISOString();
      await recorder.record(makeReport({ timestamp }, { incidentId, attempt: second / 30 + 1 }));
    }
    const lines = await readLines();
    expect(lines).toHaveLength(20 + 5); // each attempt for ten minutes, then one every ten minutes
    expect(lines.at(-1)?.detail.attempts).toBe(20);
  });
});
