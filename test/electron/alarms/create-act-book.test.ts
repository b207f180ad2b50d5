import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createActBook } from "../../../electron/alarms/create-act-book.ts";
import type { Alarm, AlarmChange } from "../../../shared/alarms/alarm.ts";
import { applyToAlarms } from "../../../shared/alarms/apply-alarm-event.ts";
import type { RoomAct } from "../../../shared/room/room-act.ts";
import { actAt, from, raisedSince, SERVER, someDeliveries } from "../../shared/room/room-events.ts";
import type { RoomEvent } from "../../shared/room/room-events.ts";

const NOW = 50_000;
const SHIFT_END = 15 * 3_600_000;
const onlyActs = (events: readonly RoomEvent[]) => events.map(({ event }) => event).filter((event): event is RoomAct => "client" in event);

/** This PC's alarm of a server that is down since the beginning, raised or not yet. */
function createPc({ isRaised = true } = {}) {
  const book = createActBook(() => SHIFT_END);
  const alarms = new Map<string, Alarm>();
  const raise = from("pc-0", 30_000, raisedSince(0)).event;
  const applied: string[] = [];
  const apply = (event: RoomAct | undefined): void => {
    if (!event) return;
    applied.push(event.id);
    applyToAlarms(alarms, event);
  };
  if (isRaised) applyToAlarms(alarms, raise);
  return {
    book,
    applied,
    take: (acts: readonly RoomAct[]) => {
      for (const act of acts) apply(book.take(act, alarms.get(act.alarmId), NOW) as RoomAct | undefined);
    },
    raise() {
      applyToAlarms(alarms, raise);
      for (const event of book.takeWaiting([raise.alarmId], alarms, NOW)) apply(event as RoomAct);
    },
    alarm: () => alarms.get(SERVER),
  };
}

describe("acts of other PCs", () => {
  test("lead to the same in whatever order they come, and none is applied twice", () => {
    fc.assert(
      fc.property(someDeliveries, ({ events, delivered }) => {
        const shown = [events, delivered].map((each) => {
          const pc = createPc();
          pc.take(onlyActs(each));
          expect(new Set(pc.applied).size).toBe(pc.applied.length);
          const { shelf, outOfService, occurrence } = pc.alarm() ?? {};
          return { shelf, outOfService, isAcknowledged: occurrence?.isAcknowledged };
        });
        expect(shown[1]).toEqual(shown[0]);
      }),
      { numRuns: 500 },
    );
  });

  const acknowledge: AlarmChange = { type: "acknowledged", occurrenceId: "theirs", since: 1_000 };

  test("acknowledge this PC's occurrence of the same outage, and say who did it where", () => {
    const pc = createPc();
    pc.take(onlyActs([actAt("pc-1", 40_000, { ...acknowledge, by: "김" })]));
    expect(pc.alarm()?.occurrence).toMatchObject({ isAcknowledged: true, acknowledgedBy: "김", acknowledgedOn: { name: "name of pc-1" } });
  });

  test("do so also when this PC raises it a moment later", () => {
    const pc = createPc({ isRaised: false });
    pc.take(onlyActs([actAt("pc-1", 40_000, acknowledge)]));
    expect(pc.alarm()).toBeUndefined();
    pc.raise();
    expect(pc.alarm()?.occurrence?.isAcknowledged).toBe(true);
  });

  test("do not reach an outage that began when theirs was over", () => {
    const pc = createPc();
    pc.take(onlyActs([actAt("pc-1", 40_000, { ...acknowledge, since: -60_000, until: -20_000 })]));
    expect(pc.alarm()?.occurrence?.isAcknowledged).toBe(false);
  });

  test("shelve for as long as this PC's own people could: until its shift ends, be that longer than eight hours", () => {
    for (const [until, here] of [[SHIFT_END - 1, SHIFT_END - 1], [SHIFT_END + 1, SHIFT_END]] as const) {
      const pc = createPc();
      pc.take(onlyActs([actAt("pc-1", 40_000, { type: "shelved", until, reason: "r" })]));
      expect(pc.alarm()?.shelf?.until).toBe(here);
    }
  }); // prettier-ignore

  test("wait for an alarm that is not raised here yet, the newest thousand of them", () => {
    const pc = createPc({ isRaised: false });
    const comments = Array.from({ length: 1_001 }, (_, n) => actAt("pc-1", n, { type: "commented", text: `${n}` }));
    pc.take(onlyActs(comments));
    pc.raise();
    expect([pc.applied.length, pc.applied[0]]).toEqual([1_000, comments[1]!.event.id]);
  });

  test("do not touch what concerns this PC alone", () => {
    const pc = createPc();
    pc.take(onlyActs([actAt("pc-1", 40_000, { type: "out_of_service", reason: "r" }, "disk:pc")]));
    expect(pc.applied).toEqual([]);
  });

  test("are older than what is done here now, whatever their clocks say", () => {
    const pc = createPc();
    pc.take(onlyActs([actAt("pc-1", 90_000, { type: "shelved", until: 900_000, reason: "r" })]));
    expect(pc.book.date({ alarmId: SERVER, type: "unshelved" }, NOW)).toEqual({ alarmId: SERVER, type: "unshelved", at: 90_001 });
    pc.book.note(actAt("pc-0", 90_001, { type: "unshelved" }).event);
    pc.take(onlyActs([actAt("pc-2", 90_000, { type: "shelved", until: 900_000, reason: "late" })]));
    expect(pc.applied).toHaveLength(1);
  });

  test("do not make what is hidden here now last longer or shorter, whatever their clocks say", () => {
    const pc = createPc();
    pc.take(onlyActs([actAt("pc-1", 90_000, { type: "commented", text: "from a year ahead" })]));
    const shelved = { alarmId: SERVER, type: "shelved", until: NOW + 20_000, reason: "r" } as const;
    expect(pc.book.date(shelved, NOW)).toEqual({ ...shelved, at: 90_001, until: 110_001 });
    const out = { alarmId: SERVER, type: "out_of_service", reason: "r" } as const;
    expect(pc.book.date(out, NOW)).toEqual({ ...out, at: 90_001 });
  });
});
