import { expect, test } from "vitest";
import { followRoom } from "../../../../electron/collector/alarms/follow-room.ts";
import { createRoomJudge } from "../../../../electron/collector/alarms/judge-room.ts";
import { alarmStateOf } from "../../../../shared/alarms/alarm.ts";
import type { AlarmChange } from "../../../../shared/alarms/alarm.ts";
import { toAlarmRecord } from "../../../../shared/alarms/alarm-line.ts";
import { raisedSince } from "../../../shared/room/room-events.ts";
import { makeJournalFolder } from "../../journal/open-journal.ts";
import { createRoomPc, SERVER } from "./room-pc.ts";

const NOW = Date.UTC(2026, 0, 8, 12);
const HOUR = 3_600_000;
const YEARS = 3 * 365 * 24 * HOUR;
const DAY_OF_25_HOURS = 25 * HOUR;

test.each<[string, AlarmChange & { until: number }, number, number]>([
  ["a shelf by a clock years ahead", { type: "shelved", until: NOW + YEARS + HOUR, reason: "r" }, YEARS, HOUR],
  ["out of service by a clock years ahead", { type: "out_of_service", until: NOW + YEARS + HOUR, reason: "r" }, YEARS, HOUR],
  ["a shelf of years", { type: "shelved", until: NOW + YEARS, reason: "r" }, 0, DAY_OF_25_HOURS],
  ["a shelf by a clock that is right", { type: "shelved", until: NOW + HOUR, reason: "r" }, 0, HOUR],
])("%s hides an alarm of the room no longer than it may", async (_what, hidden, ahead, held) => {
  const journal = await makeJournalFolder().open();
  const right = createRoomPc(
    () => "",
    1,
    () => NOW,
  );
  const wrong = createRoomPc(
    () => "",
    2,
    () => NOW + ahead,
  );
  const lines = [
    { ...toAlarmRecord(right.make(raisedSince(NOW))), clientId: right.id },
    { ...toAlarmRecord(wrong.act(hidden)), clientId: wrong.id },
  ];
  await journal.append(lines.map((line) => JSON.stringify(line)));
  const nothing = () => undefined;
  const room = followRoom({ journal, from: journal.oldest(), onChange: nothing, onAct: nothing, now: () => NOW, log: nothing });
  await room.catchUp();
  const judge = createRoomJudge(0);
  const stateAt = (at: number) =>
    alarmStateOf(judge.judge({ at, room: room.alarms(), isPresent: () => true, countLooking: () => 2, findings: [] }).alarms.get(SERVER)!);
  expect([stateAt(NOW + held - 1), stateAt(NOW + held)]).toEqual([hidden.type, "unacknowledged"]);
  room.close();
});
