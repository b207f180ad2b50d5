import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readAlarmHistory } from "../../../electron/history/read-alarm-history.ts";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { toAlarmRecord } from "../../../shared/alarms/alarm-line.ts";
import type { AlarmChange, Condition } from "../../../shared/alarms/alarm.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const NOW = Date.UTC(2026, 0, 31, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;
const CAMERA = "stream:cam-1";
const SERVER = "server:10.0.0.1:8889";
const DISK = "disk:pc";

/** An alarm journal in files by day, as the host writes it. */
function createFiles() {
  const folder = makeTempDir();
  let ids = 0;
  const say = (at: number, alarmId: string, change: AlarmChange): string => {
    const id = `id-${++ids}`;
    appendFileSync(join(folder, `${localDate(at)}.jsonl`), `${JSON.stringify(toAlarmRecord({ id, at, alarmId, ...change }))}\n`);
    return id;
  };
  const raise = (at: number, alarmId: string, change: Partial<Condition> & { streams?: number } = {}): string => {
    const { streams, ...rest } = change;
    const condition: Condition = { kind: "stream_down", since: at - 30_000, priority: "medium", ...rest };
    return say(at, alarmId, { type: "raised", condition, ...(streams !== undefined && { streams }) });
  };
  const clear = (at: number, alarmId: string, streams?: number) =>
    say(at, alarmId, { type: "cleared", since: at - 30_000, ...(streams !== undefined && { streams }) });
  const ask = (days: number, options: { owner?: "operator" | "administrator"; withParts?: boolean; limit?: number } = {}) => {
    const [from, until] = [NOW - days * DAY, NOW + MINUTE].map((time) => new Date(time).toISOString()) as [string, string];
    const question = { from, until, withParts: false, limit: 200, ...options };
    return readAlarmHistory(question, { folder, now: NOW, signal: new AbortController().signal });
  };
  return { folder, say, raise, clear, ask };
}

describe("the alarms of before", () => {
  test("say when, for how long, who has seen them, before or after they were over", async () => {
    const { raise, clear, say, ask } = createFiles();
    const start = NOW - 60 * MINUTE;
    const first = raise(start, CAMERA, { reason: "no_stream", incidentId: "i-1", verdict: "camera" });
    say(start + MINUTE, CAMERA, { type: "acknowledged", occurrenceId: first, by: "김" });
    say(start + MINUTE, CAMERA, { type: "commented", text: "ordered" });
    say(start + 2 * MINUTE, CAMERA, { type: "escalated", priority: "high" });
    clear(start + 10 * MINUTE, CAMERA);
    const second = raise(start + 20 * MINUTE, CAMERA);
    clear(start + 30 * MINUTE, CAMERA);
    say(start + 40 * MINUTE, CAMERA, { type: "acknowledged", occurrenceId: second });
    raise(start + 50 * MINUTE, CAMERA); // stands still
    const { past, total } = await ask(1);
    expect(total).toBe(2);
    expect(past).toMatchObject([
      { occurrenceId: second, acknowledgedAt: start + 40 * MINUTE },
      {
        alarmId: CAMERA,
        source: "cam-1",
        occurrenceId: first,
        priority: "high",
        since: start - 30_000,
        raisedAt: start,
        until: start + 10 * MINUTE - 30_000,
        clearedAt: start + 10 * MINUTE,
        acknowledgedAt: start + MINUTE,
        acknowledgedBy: "김",
        reason: "no_stream",
        incidentId: "i-1",
        verdict: "camera",
        comments: 1,
      },
    ]);
  });

  test("name the cause of what was part of one, and leave it out unless it is asked for", async () => {
    const { raise, clear, say, ask } = createFiles();
    const start = NOW - 60 * MINUTE;
    raise(start, SERVER, { kind: "server_down", priority: "high", streams: 2 });
    raise(start, CAMERA, { cause: SERVER });
    raise(start, "stream:cam-2", { cause: SERVER });
    clear(start + MINUTE, CAMERA);
    say(start + MINUTE, SERVER, { type: "diagnosed", kind: "server_restarted", verdict: "server_restarted" });
    clear(start + MINUTE, SERVER, 2);
    say(start + MINUTE, "stream:cam-2", { type: "released", since: start - 30_000 });
    clear(start + 9 * MINUTE, "stream:cam-2");
    const alone = await ask(1);
    expect(alone.past.map(({ alarmId }) => alarmId)).toEqual(["stream:cam-2", SERVER]);
    expect(alone.past[1]).toMatchObject({ kind: "server_restarted", streams: { total: 2 } });
    expect(alone.past[0]!.cause).toBeUndefined();
    const all = await ask(1, { withParts: true });
    expect(all.past.find(({ alarmId }) => alarmId === CAMERA)!.cause).toBe(SERVER);
    // What is left over from a cause is an alarm of its own, what was only part of it is none.
    expect(alone.figures.raised).toBe(2);
    expect(alone.figures.worst).toEqual([
      { alarmId: SERVER, count: 1 },
      { alarmId: "stream:cam-2", count: 1 },
    ]);
    expect(alone.kinds).toEqual({ [SERVER]: "server_restarted", "stream:cam-2": "stream_down" });
  });

  test("are of the window, the newest first, as many as are wanted, over days and compressed files", async () => {
    const { folder, raise, clear, ask } = createFiles();
    for (const days of [20, 6, 5, 0.5]) {
      raise(NOW - days * DAY, CAMERA);
      clear(NOW - days * DAY + MINUTE, CAMERA);
    }
    const old = join(folder, `${localDate(NOW - 6 * DAY)}.jsonl`);
    writeFileSync(`${old}.gz`, gzipSync(readFileSync(old)));
    rmSync(old);
    expect((await ask(7)).past.map(({ raisedAt }) => (NOW - raisedAt) / DAY)).toEqual([0.5, 5, 6]);
    expect(await ask(30, { limit: 1 })).toMatchObject({ total: 4, past: [{ raisedAt: NOW - 0.5 * DAY }] });
    expect((await ask(1)).figures.raised).toBe(1);
  });

  test("one that has stood since before the window is stale, one that was over before it is not", async () => {
    const { raise, clear, ask } = createFiles();
    raise(NOW - 20 * DAY, CAMERA);
    raise(NOW - 20 * DAY, SERVER, { kind: "server_down" });
    clear(NOW - 10 * DAY, SERVER);
    const { figures } = await ask(1);
    expect(figures.stale).toEqual([CAMERA]);
    expect(figures.raised).toBe(0);
  });

  test("are one owner's on demand, the figures too", async () => {
    const { raise, clear, ask } = createFiles();
    const owners = { operator: CAMERA, administrator: DISK } as const;
    raise(NOW - 9 * MINUTE, CAMERA);
    raise(NOW - 9 * MINUTE, DISK, { kind: "disk_low" });
    for (const id of Object.values(owners)) clear(NOW - MINUTE, id);
    for (const owner of ["operator", "administrator"] as const) {
      const { past, figures } = await ask(1, { owner });
      expect(past.map(({ alarmId }) => alarmId)).toEqual([owners[owner]]);
      expect(figures.raised).toBe(1);
    }
    expect((await ask(1)).figures.raised).toBe(2);
  });

  test("a folder that is not there has none, and a damaged line is counted", async () => {
    const { folder, raise, clear, ask } = createFiles();
    expect(await ask(30)).toMatchObject({ past: [], total: 0, damaged: 0 });
    raise(NOW - 9 * MINUTE, CAMERA);
    appendFileSync(join(folder, `${localDate(NOW)}.jsonl`), '{"timestamp":"2026\n');
    clear(NOW - MINUTE, CAMERA);
    expect(await ask(1)).toMatchObject({ total: 1, damaged: 1 });
  });

  test("a newer question ends it", async () => {
    const { folder, raise } = createFiles();
    raise(NOW - 9 * MINUTE, CAMERA);
    const controller = new AbortController();
    controller.abort(new Error("newer"));
    const question = { from: new Date(NOW - DAY).toISOString(), until: new Date(NOW).toISOString(), withParts: false, limit: 1 };
    await expect(readAlarmHistory(question, { folder, now: NOW, signal: controller.signal })).rejects.toThrow("newer");
  });
});
