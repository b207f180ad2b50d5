import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SettingsWarning } from "../../../shared/settings-state.ts";
import { createManualClock } from "./manual-clock.ts";
import { makeWallSettings, QUIET, startAlarmHost } from "./start-alarm-host.ts";
import type { AlarmHost, AlarmHostOptions } from "./start-alarm-host.ts";

const START = Date.UTC(2026, 0, 8, 2, 10);
const MINUTE = 60_000;
const CAM = "stream:cam-1";

async function startWall(change: Partial<AlarmHostOptions> = {}) {
  const options = { clock: createManualClock(START), settings: await makeWallSettings(), ...change };
  const host = await startAlarmHost(options);
  await host.play(["cam-1", "cam-2", "cam-3"]);
  await host.pass(0);
  return { ...options, host };
}

/** One camera, whose server answers. */
async function failOne(host: AlarmHost): Promise<string> {
  await host.fail(["cam-1"], "no_stream");
  await host.pass(MINUTE);
  return (await viewOf(host))!.occurrenceId!;
}

async function viewOf(host: AlarmHost, alarmId = CAM) {
  return (await host.alarms.api.getAlarms({})).alarms.find(({ id }) => id === alarmId);
}

/** As after a restart of the PC. */
async function beginAnew({ host, ...options }: Awaited<ReturnType<typeof startWall>>, change: Partial<AlarmHostOptions> = {}) {
  await host.close();
  return startAlarmHost({ ...options, ...change, root: host.root, page: host.page });
}

test("an acknowledgement is on disk when it is answered, with the name of who is on duty", async () => {
  const wall = await startWall({ sign: () => ({ by: "김" }) });
  const occurrenceId = await failOne(wall.host);
  await wall.host.alarms.api.acknowledgeAlarms({ alarms: [{ alarmId: CAM, occurrenceId }] });
  const line = (await wall.host.alarmJournal.readNewest(1))[0]!.text;
  expect(JSON.parse(line)).toMatchObject({ alarmId: CAM, event: "acknowledged", occurrenceId, by: "김" });
  const host = await beginAnew(wall);
  expect(await viewOf(host)).toMatchObject({ state: "acknowledged", acknowledgedBy: "김", occurrenceId });
});

test("an acknowledgement that reaches a host before it has read its journals is not lost", async () => {
  const wall = await startWall();
  const occurrenceId = await failOne(wall.host);
  const host = await beginAnew(wall, {
    askEarly: (api) =>
      Promise.all([
        api.acknowledgeAlarms({ alarms: [{ alarmId: CAM, occurrenceId }] }),
        api.commentAlarm({ alarmId: CAM, text: "현장 확인" }),
      ]),
  });
  expect(await viewOf(host)).toMatchObject({ state: "acknowledged", comments: [{ text: "현장 확인" }] });
});

test("an occurrence that nobody has seen is not acknowledged with the one before it, and twice is once", async () => {
  const { host } = await startWall();
  const first = await failOne(host);
  await host.play(["cam-1"]);
  await host.pass(MINUTE);
  await failOne(host);
  await host.alarms.api.acknowledgeAlarms({ alarms: [{ alarmId: CAM, occurrenceId: first }] });
  expect(await host.stateOf(CAM)).toBe("unacknowledged");
  const occurrenceId = (await viewOf(host))!.occurrenceId!;
  for (let n = 0; n < 2; n++) await host.alarms.api.acknowledgeAlarms({ alarms: [{ alarmId: CAM, occurrenceId }] });
  expect((await host.readEvents()).filter(({ type }) => type === "acknowledged")).toHaveLength(1);
});

test("a shelf survives a restart and a clock that leaps, and ends by itself", async () => {
  const wall = await startWall({ sign: () => ({ by: "김" }) });
  await failOne(wall.host);
  await wall.host.alarms.api.shelveAlarm({ alarmId: CAM, minutes: 30, reason: "수리 예정" });
  expect(await viewOf(wall.host)).toMatchObject({ state: "shelved", shelf: { reason: "수리 예정", by: "김" } });
  wall.clock.leap(-24 * 60 * MINUTE);
  const host = await beginAnew(wall);
  await host.pass(29 * MINUTE);
  expect(await host.stateOf(CAM)).toBe("shelved");
  await host.pass(2 * MINUTE);
  expect(await host.stateOf(CAM)).toBe("unacknowledged");
  await host.alarms.api.shelveAlarm({ alarmId: CAM, minutes: 30, reason: "again" });
  await host.alarms.api.unshelveAlarm({ alarmId: CAM });
  expect(await host.stateOf(CAM)).toBe("unacknowledged");
});

test("a shelf ends with the shift, however long it was meant to be, and lasts as long as that when nobody says", async () => {
  const at = new Date(2026, 0, 8, 17, 50).getTime();
  const end = new Date(2026, 0, 8, 18).getTime();
  const settings = await makeWallSettings({ shifts: ["09:00", "18:00"] });
  const { host, clock } = await startWall({ settings, clock: createManualClock(at - 2 * MINUTE) });
  await failOne(host);
  const shelve = async (minutes?: number) => {
    await host.alarms.api.shelveAlarm({ alarmId: CAM, reason: "known", ...(minutes !== undefined && { minutes }) });
    return (await viewOf(host))!.shelf!.until;
  };
  expect(await shelve(5)).toBe(clock.now() + 5 * MINUTE);
  expect(await shelve(60)).toBe(end);
  expect(await shelve()).toBe(end);
  await host.pass(end - clock.now() + MINUTE);
  expect(await host.stateOf(CAM)).toBe("unacknowledged");
});

test("without shifts a shelf lasts eight hours at most", async () => {
  const { host, clock } = await startWall();
  await failOne(host);
  await host.alarms.api.shelveAlarm({ alarmId: CAM, reason: "known" });
  expect((await viewOf(host))!.shelf!.until).toBe(clock.now() + 8 * 60 * MINUTE);
});

test("a stream is put out of service before it fails, and back", async () => {
  const wall = await startWall();
  await wall.host.alarms.api.setOutOfService({ alarmId: CAM, isOut: true, reason: "lens" });
  await wall.host.fail(["cam-1"], "no_stream");
  await wall.host.pass(MINUTE);
  const host = await beginAnew(wall);
  await host.pass(10 * MINUTE);
  expect(await viewOf(host)).toMatchObject({ state: "out_of_service", outOfService: { reason: "lens" } });
  expect((await host.readEvents()).map(({ type }) => type)).toEqual(["out_of_service"]);
  await host.alarms.api.setOutOfService({ alarmId: CAM, isOut: false });
  await host.pass(0);
  expect(await host.stateOf(CAM)).toBe("unacknowledged");
});

test("comments stay with the alarm", async () => {
  const wall = await startWall({ sign: () => ({ by: "김" }) });
  await failOne(wall.host);
  await wall.host.alarms.api.commentAlarm({ alarmId: CAM, text: "부품 주문" });
  const host = await beginAnew(wall);
  expect((await viewOf(host))?.comments).toMatchObject([{ text: "부품 주문", by: "김" }]);
});

test("what is no alarm is refused", async () => {
  const { api } = (await startWall()).host.alarms;
  const refused = { code: "invalid_input" };
  await expect(api.shelveAlarm({ alarmId: CAM, minutes: 1, reason: "r" })).rejects.toMatchObject(refused);
  await expect(api.commentAlarm({ alarmId: "stream:nobody", text: "t" })).rejects.toMatchObject(refused);
  await expect(api.setOutOfService({ alarmId: "stream:nobody", isOut: true, reason: "r" })).rejects.toMatchObject(refused);
  await expect(api.setOutOfService({ alarmId: "disk:pc", isOut: true, reason: "r" })).rejects.toMatchObject(refused);
});

test("a start reads from where no alarm was open last, and everything where that is not known", async () => {
  const wall = await startWall();
  const occurrenceId = await failOne(wall.host);
  expect(wall.host.cursor.load()).toBeUndefined();
  await wall.host.play(["cam-1"]);
  await wall.host.pass(MINUTE);
  await wall.host.alarms.api.acknowledgeAlarms({ alarms: [{ alarmId: CAM, occurrenceId }] });
  expect(wall.host.cursor.load()).toEqual(wall.host.alarmJournal.end());
  await failOne(wall.host);
  const cursors = join(wall.host.root, "cursors");
  const second = await beginAnew(wall);
  expect(await second.stateOf(CAM)).toBe("unacknowledged");
  for (const name of readdirSync(cursors)) writeFileSync(join(cursors, name), "damaged");
  const third = await beginAnew({ ...wall, host: second });
  expect(await third.stateOf(CAM)).toBe("unacknowledged");
});

test("damaged lines are passed over", async () => {
  const wall = await startWall();
  await failOne(wall.host);
  await wall.host.close();
  const folder = join(wall.host.root, "alarms");
  const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  appendFileSync(join(folder, file), 'no JSON\n{"timestamp":"2026-01-08T02:12:00.000Z","event":"cleared"}\n');
  const host = await startAlarmHost({ ...wall, root: wall.host.root });
  expect(await host.stateOf(CAM)).toBe("unacknowledged");
});

test("the administrator hears of central, the OpenTelemetry receiver, disk and settings", async () => {
  let status: typeof QUIET = QUIET;
  let warnings: SettingsWarning[] = [];
  const { host } = await startWall({ status: () => status, warnings: () => warnings });
  status = {
    journal: { ...QUIET.journal, disk: { free: 1_000_000, isLow: true } },
    delivery: { ...QUIET.delivery, state: "retrying", waiting: 3 },
    otlp: { ...QUIET.otlp, state: "retrying", waiting: 3 },
  };
  warnings = [
    { kind: "unknown_key", file: "settings.json", detail: "walls" },
    { kind: "bad_file", file: "settings.json", detail: "not a JSON object" },
  ];
  host.alarms.noteChange();
  await host.pass(MINUTE);
  const shown = async () => (await host.alarms.api.getAlarms({})).alarms.map(({ kind, owner }) => `${kind} ${owner}`).toSorted();
  expect(await shown()).toEqual(["disk_low administrator", "settings_bad administrator"]);
  await host.pass(10 * MINUTE);
  expect(await shown()).toEqual([
    "disk_low administrator",
    "forwarding_stuck administrator",
    "otlp_stuck administrator",
    "settings_bad administrator",
  ]);
  status = { ...status, otlp: { ...QUIET.otlp, state: "misconfigured" } };
  host.alarms.noteChange();
  await host.pass(MINUTE);
  expect(await shown()).toContain("otlp_misconfigured administrator"); // the same alarm: the receiver answers, and refuses
  expect(await shown()).not.toContain("otlp_stuck administrator");
  status = QUIET;
  warnings = [];
  host.alarms.noteChange();
  await host.pass(MINUTE);
  expect(await shown()).toEqual([]);
});

test("what somebody else finds is an alarm until the same one finds it no more", async () => {
  const { host } = await startWall();
  host.alarms.setFindings("slack", [{ kind: "channel_failing", source: "slack" }]);
  host.alarms.setFindings("update", [{ kind: "update_failed", source: "pc" }]);
  await host.pass(11 * MINUTE);
  host.alarms.setFindings("update", []);
  await host.pass(MINUTE);
  expect((await host.alarms.api.getAlarms({})).alarms.map(({ id }) => id)).toEqual(["channel:slack"]);
});

test("what is expected to be down is out of service as long as the settings say, and raised at its end", async () => {
  const window = { from: START, to: START + 30 * MINUTE };
  const [from, to] = [new Date(window.from).toISOString(), new Date(window.to).toISOString()];
  const settings = await makeWallSettings({ maintenance: [{ streams: ["cam-1"], servers: [], from, to, weekly: null }] });
  const { host } = await startWall({ settings });
  await host.fail(["cam-1"], "no_stream");
  await host.pass(29 * MINUTE);
  expect(await host.readEvents()).toEqual([]);
  await host.pass(2 * MINUTE);
  expect(await viewOf(host)).toMatchObject({ state: "unacknowledged", raisedAt: window.to, since: START });
});
