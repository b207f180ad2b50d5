import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createOwnFaultReader } from "../../../electron/history/create-own-fault-reader.ts";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { toAlarmRecord } from "../../../shared/alarms/alarm-line.ts";
import type { AlarmChange, Condition } from "../../../shared/alarms/alarm.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const NOW = Date.UTC(2026, 0, 31, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;
const CAMERA = "stream:cam-1";
const SERVER = "server:10.0.0.1:8889";

/** An alarm journal; `file` is where a line stands, otherwise it stands in its day's. */
function createFiles() {
  const folder = makeTempDir();
  const fileOf = (at: number): string => `${localDate(at)}.jsonl`;
  const say = (at: number, alarmId: string, change: AlarmChange, file = fileOf(at)): void =>
    appendFileSync(join(folder, file), `${JSON.stringify(toAlarmRecord({ id: `${alarmId} ${at}`, at, alarmId, ...change }))}\n`);
  const raise = (at: number, alarmId: string, change: Partial<Condition> = {}, file?: string): void =>
    say(at, alarmId, { type: "raised", condition: { kind: "stream_down", since: at, priority: "medium", ...change } }, file);
  /** A network failure of this PC that took a camera along. */
  const breakOff = (from: number, to: number): void => {
    raise(from, SERVER, { kind: "server_down", verdict: "network" });
    raise(from, CAMERA, { cause: SERVER });
    for (const id of [CAMERA, SERVER]) say(to, id, { type: "cleared", since: to });
  };
  const reader = createOwnFaultReader(folder);
  const read = async (from: number, to = NOW) =>
    Object.fromEntries((await reader.read({ from, to }, new AbortController().signal)).get("") ?? []);
  return { folder, fileOf, say, raise, breakOff, reader, read };
}

test("reads what may have been this PC's fault, in compressed files too, and what has come since", async () => {
  const { folder, fileOf, breakOff, read } = createFiles();
  expect(await read(NOW - DAY)).toEqual({});
  const [first, second] = [NOW - 3 * DAY, NOW - MINUTE];
  breakOff(first, first + MINUTE);
  const old = join(folder, fileOf(first));
  writeFileSync(`${old}.gz`, gzipSync(readFileSync(old)));
  rmSync(old);
  expect(await read(NOW - 7 * DAY)).toEqual({ "cam-1": [{ from: first, to: first + MINUTE }] });
  breakOff(second, NOW);
  const both = [first, second].map((from) => ({ from, to: from + MINUTE }));
  expect(await read(NOW - 7 * DAY)).toEqual({ "cam-1": both });
});

test("reads a window's month before, and nothing older", async () => {
  const { breakOff, read } = createFiles();
  const [old, near] = [NOW - 40 * DAY, NOW - 20 * DAY];
  breakOff(old, old + MINUTE);
  breakOff(near, near + MINUTE);
  expect(await read(NOW - DAY)).toEqual({ "cam-1": [{ from: near, to: near + MINUTE }] });
});

test("goes by the order in which files were begun: a clock that was set back is no earlier day", async () => {
  const { folder, fileOf, raise, say, read } = createFiles();
  const ahead = fileOf(NOW + DAY);
  raise(NOW - 9 * MINUTE, SERVER, { kind: "server_down", verdict: "network" }, ahead);
  raise(NOW - 9 * MINUTE, CAMERA, { cause: SERVER }, ahead);
  say(NOW - MINUTE, CAMERA, { type: "cleared", since: NOW - MINUTE });
  writeFileSync(join(folder, ".segments"), `${ahead}\n${fileOf(NOW)}\n`);
  expect(await read(NOW - DAY)).toEqual({ "cam-1": [{ from: NOW - 9 * MINUTE, to: NOW - MINUTE }] });
});

test("stops when a newer question comes, and answers that one", async () => {
  const { breakOff, reader, read } = createFiles();
  breakOff(NOW - 2 * MINUTE, NOW - MINUTE);
  const controller = new AbortController();
  const answer = reader.read({ from: NOW - DAY, to: NOW }, controller.signal);
  controller.abort(new Error("newer"));
  await expect(answer).rejects.toThrow("newer");
  expect(Object.keys(await read(NOW - DAY))).toEqual(["cam-1"]);
});
