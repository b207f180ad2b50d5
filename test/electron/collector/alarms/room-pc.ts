import { toAlarmRecord } from "../../../../shared/alarms/alarm-line.ts";
import type { AlarmChange, AlarmEvent } from "../../../../shared/alarms/alarm.ts";
import { createUuidSequence } from "../../../../shared/uuid-v7.ts";
import { randomBytes } from "node:crypto";

export const SERVER = "server:10.0.0.1:8889";

/** What a PC's alarm journal would say, sent to a collector. */
export function createRoomPc(url: () => string, number: number, now: () => number) {
  const id = `019b9d9a-0000-7000-8000-${String(number).padStart(12, "0")}`;
  const client = { id, name: `${number}번 관제석` };
  const makeId = createUuidSequence(() => randomBytes(10));
  const make = (change: AlarmChange, alarmId = SERVER): AlarmEvent => ({ id: makeId(now()), at: now(), alarmId, ...change });

  return {
    id,
    client,
    make,
    async send(events: readonly AlarmEvent[]): Promise<unknown> {
      const response = await fetch(`${url()}/api/v1/alarms`, {
        method: "POST",
        headers: { "content-type": "application/x-ndjson", "user-agent": `MTXWatch/0.1.0 (${id})` },
        body: events.map((event) => `${JSON.stringify(toAlarmRecord(event))}\n`).join(""),
      });
      return response.json();
    },
    /** The server is down as this PC sees it. */
    raise(change: { cause?: string; since?: number } = {}, alarmId = SERVER) {
      const condition = { kind: "server_down", verdict: "server_down", since: now() - 30_000, priority: "high", ...change } as const;
      return this.send([make({ type: "raised", condition, name: "서버 A", streams: 12 }, alarmId)]);
    },
    act(change: AlarmChange, alarmId = SERVER): AlarmEvent {
      return make({ ...change, client } as AlarmChange, alarmId);
    },
  };
}

export type RoomPc = ReturnType<typeof createRoomPc>;
