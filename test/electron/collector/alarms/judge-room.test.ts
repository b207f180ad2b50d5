import { expect, test } from "vitest";
import { createRoomJudge } from "../../../../electron/collector/alarms/judge-room.ts";
import type { AlarmChange } from "../../../../shared/alarms/alarm.ts";
import { applyToRoom } from "../../../../shared/room/room-alarm.ts";
import type { RoomAlarm } from "../../../../shared/room/room-alarm.ts";
import { from, raisedSince, SERVER } from "../../../shared/room/room-events.ts";

const PC = "019b9d9a-0000-7000-8000-000000000001";
const NOW = Date.UTC(2026, 0, 8, 12);
const DISK_LOW: AlarmChange = { type: "raised", condition: { kind: "disk_low", since: NOW, priority: "medium" } };

/** A room of three PCs, one of which has raised these alarms. */
function openRoom(raised: Record<string, AlarmChange>, gathering = 0) {
  const room = new Map<string, RoomAlarm>();
  for (const [alarmId, change] of Object.entries(raised)) applyToRoom(room, PC, from(PC, NOW, change, alarmId).event);
  const judge = createRoomJudge(gathering);
  return (at = NOW) => judge.judge({ at, room, isPresent: () => true, countLooking: () => 3, findings: [] });
}

test("says of how many PCs an alarm is seen, but not of what concerns one PC alone", () => {
  const { alarms, seen, watch } = openRoom({ [SERVER]: raisedSince(NOW), "disk:pc": DISK_LOW })();
  expect(alarms.get(SERVER)?.occurrence?.seenBy).toEqual({ pcs: 1, of: 3 });
  expect(alarms.get(`disk:pc@${PC}`)?.occurrence).toMatchObject({ priority: "medium" });
  expect(alarms.get(`disk:pc@${PC}`)?.occurrence?.seenBy).toBeUndefined();
  expect([seen, watch]).toEqual([{ [SERVER]: 1 }, { [SERVER]: 3 }]);
});

test("waits for the PCs that notice it a moment later, and no longer where the clock is set back meanwhile", () => {
  const judge = openRoom({ [SERVER]: raisedSince(NOW) }, 5_000);
  expect([judge().alarms.size, judge().due]).toEqual([0, NOW + 5_000]);
  expect(judge(NOW - 3_600_000).alarms.size).toBe(1);
});
