import { statSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import type { StateRecord } from "../../../shared/state-line.ts";
import { UUID_PATTERN } from "../../../shared/uuid-v7.ts";
import { findClosedPort } from "../../support/find-closed-port.ts";
import { makeRecoveryReport, makeStateReport } from "../../support/make-state-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { openStateRecorder } from "./open-state-recorder.ts";

const PLENTY = 1_000_000_000;

async function openRecorder({
  root = makeTempDir(),
  now = Date.now,
  free = (): number => PLENTY,
  onWritten = (_record: StateRecord): void => {},
} = {}) {
  const { journal, recorder } = await openStateRecorder({ root, now, onWritten, readFree: () => Promise.resolve(free()) });
  onTestFinished(() => recorder.close());
  const readLines = async () => (await journal.readNewest(1_000)).map(({ text }) => JSON.parse(text) as StateRecord).toReversed();
  return { root, recorder, journal, readLines };
}

describe("the journal of states", () => {
  test("has a line for each change, and says when the host began", async () => {
    const { recorder, readLines } = await openRecorder();
    const up = makeStateReport({ whepUrl: "http://viewer:secret@127.0.0.1:8889/cam/whep?token=s3cret" });
    const incidentId = makeStateReport().id;
    const down = makeStateReport({ streamId: "stream-002", state: "down", incidentId, reason: "closed_by_server" });
    await recorder.recordState(up);
    await recorder.recordState(down);
    const [started, ...lines] = await readLines();
    expect(started).toMatchObject({ event: "started" });
    const { whepUrl: _, ...kept } = down;
    expect(lines).toEqual([
      { timestamp: up.timestamp, streamId: "stream-001", state: "up", since: up.since, server: "127.0.0.1:8889", page: up.page, id: up.id },
      { ...kept, server: "127.0.0.1:8889" },
    ]);
    expect(Object.keys(lines[1]!)).toEqual(["timestamp", "streamId", "state", "since", "incidentId", "reason", "server", "page", "id"]);
  });

  test("tells of what it has written, once it is on disk, and of nothing twice", async () => {
    const told: { record: StateRecord; size: number }[] = [];
    const opened = await openRecorder({
      onWritten: (record) => void told.push({ record, size: statSync(opened.journal.status().file).size }),
    });
    const report = makeStateReport();
    await opened.recorder.recordState(report);
    await opened.recorder.recordAlive({ page: report.page });
    await opened.recorder.recordState(report);
    const lines = await opened.readLines();
    expect(told.map(({ record }) => record)).toEqual(lines);
    const ends = lines.map((_, n) => lines.slice(0, n + 1).reduce((sum, line) => sum + JSON.stringify(line).length + 1, 0));
    for (const [n, { size }] of told.entries()) expect(size).toBeGreaterThanOrEqual(ends[n]!); // written at once, told of at once
    expect(told.at(-1)?.size).toBe(ends.at(-1));
  });

  test("has one line for an id that comes twice, at once or after a restart", async () => {
    const first = await openRecorder();
    const report = makeStateReport();
    await Promise.all([first.recorder.recordState(report), first.recorder.recordState(report)]);
    await first.recorder.recordState(report);
    await first.recorder.close();
    const second = await openRecorder(first);
    await second.recorder.recordState(report);
    const ids = (await second.readLines()).filter((line) => "state" in line);
    expect(ids).toHaveLength(1);
  });

  test("has a line for each step of recovery once, with the server's address instead of ours", async () => {
    const first = await openRecorder();
    const report = makeRecoveryReport({ whepUrl: "http://viewer:secret@127.0.0.1:8889/cam/whep?token=s3cret" });
    await Promise.all([first.recorder.recordRecovery(report), first.recorder.recordRecovery(report)]);
    await first.recorder.close();
    const second = await openRecorder(first);
    await second.recorder.recordRecovery(report);
    const lines = (await second.readLines()).filter((line) => "event" in line && line.event === "recovery");
    const { whepUrl: _, ...kept } = report;
    expect(lines).toEqual([{ ...kept, event: "recovery", server: "127.0.0.1:8889" }]);
    const order = ["timestamp", "event", "streamId", "incidentId", "step", "outcome", "took", "server", "page", "id"];
    expect(Object.keys(lines[0]!)).toEqual(order);
  });

  test("says which page still looks, and that the host ended in order", async () => {
    let time = Date.UTC(2026, 0, 8, 12);
    const first = await openRecorder({ now: () => time });
    const { page } = makeStateReport();
    time += 30_000;
    await first.recorder.recordAlive({ page });
    time += 5_000;
    await first.recorder.close();
    const second = await openRecorder(first);
    const id: unknown = expect.stringMatching(UUID_PATTERN);
    expect((await second.readLines()).slice(0, 3)).toEqual([
      { timestamp: "2026-01-08T12:00:00.000Z", event: "started", id },
      { timestamp: "2026-01-08T12:00:30.000Z", event: "alive", page, id },
      { timestamp: "2026-01-08T12:00:35.000Z", event: "closed", id },
    ]);
  });

  test("names the cause that a page cannot see", async () => {
    const port = await findClosedPort();
    const { recorder, readLines } = await openRecorder();
    await recorder.recordState(makeStateReport({ state: "down", reason: "network", whepUrl: `http://127.0.0.1:${port}/cam/whep` }));
    expect((await readLines()).at(-1)).toMatchObject({ reason: "refused", server: `127.0.0.1:${port}` });
  });

  test("leaves the disk's last space to the failures, and takes the change when it is sent again", async () => {
    let free = PLENTY;
    const { recorder, readLines, journal } = await openRecorder({ free: () => free });
    const kept = makeStateReport();
    await recorder.recordState(kept);
    free = 15 * 1024 * 1024;
    const refused = makeStateReport({ state: "down" });
    await expect(recorder.recordState(refused)).rejects.toMatchObject({ code: "unavailable" });
    await expect(recorder.recordAlive({ page: kept.page })).rejects.toMatchObject({ code: "unavailable" });
    expect(journal.status()).toMatchObject({ state: "ok", buffered: 0 });
    free = PLENTY;
    await recorder.recordState(refused);
    const ids = (await readLines()).flatMap((line) => ("state" in line ? [line.id] : []));
    expect(ids).toEqual([kept.id, refused.id]);
  });
});
