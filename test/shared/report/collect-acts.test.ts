import { expect, test } from "vitest";
import type { AlarmChange, AlarmEvent, Condition } from "../../../shared/alarms/alarm.ts";
import { createActCollector, MOST_ACTS } from "../../../shared/report/collect-acts.ts";
import { createPaperContext } from "../../../shared/report/paper-context.ts";
import { settingsSchema } from "../../../shared/settings.ts";

const window = { from: 1_000, to: 2_000 };
let made = 0;
const event = (at: number, alarmId: string, change: AlarmChange, id = `id-${(made += 1)}`): AlarmEvent => ({ id, at, alarmId, ...change });
const condition: Condition = { kind: "server_restarted", since: 0, priority: "medium" };

function collect(events: AlarmEvent[], isWanted: Parameters<typeof createActCollector>[0]["isWanted"] = () => true) {
  const collector = createActCollector({ window, isWanted });
  for (const each of events) collector.note(each);
  return collector.acts();
}

test("what people did is listed in order, with who, what they wrote, and what the alarm was then", () => {
  const { acts, counts } = collect([
    event(900, "server:a:1", { type: "raised", condition }),
    event(999, "server:a:1", { type: "commented", text: "before" }),
    event(1_500, "server:a:1", { type: "commented", text: "전원 교체", by: "김" }),
    event(1_000, "server:a:1", { type: "acknowledged", occurrenceId: "x", by: "이" }),
    event(1_600, "stream:gate", { type: "shelved", until: 5_000, reason: "공사" }),
    event(1_700, "stream:gate", { type: "cleared", since: 1_650 }),
    event(2_000, "stream:gate", { type: "unshelved" }),
  ]);
  expect(acts).toEqual([
    { at: 1_000, type: "acknowledged", kind: "server_restarted", source: "a:1", by: "이" },
    { at: 1_500, type: "commented", kind: "server_restarted", source: "a:1", by: "김", text: "전원 교체" },
    { at: 1_600, type: "shelved", kind: "stream_down", source: "gate", text: "공사", until: 5_000 },
  ]);
  expect(counts).toEqual({ acknowledged: 1, shelved: 1, unshelved: 0, out_of_service: 0, in_service: 0, commented: 1 });
});

test("what time itself does is nobody's act; what concerns one PC is said of the PC at which somebody did it", () => {
  const client = { id: "id-2", name: "2번 관제석" };
  const { acts, counts } = collect([
    event(1_100, "stream:gate", { type: "shelved", until: 1_200, reason: "", client }),
    event(1_200, "stream:gate", { type: "unshelved" }),
    event(1_300, "disk:pc", { type: "out_of_service", until: 1_400, reason: "", client }),
    event(1_350, "disk:pc", { type: "in_service", client }),
    event(1_400, "stream:hall", { type: "out_of_service", until: 1_600, reason: "" }),
    event(1_500, "stream:hall", { type: "in_service" }), // by somebody: nobody is on duty at a PC of its own
  ]);
  expect(acts.map(({ at, type, pc }) => [at, type, pc])).toEqual([
    [1_100, "shelved", undefined],
    [1_300, "out_of_service", "2번 관제석"],
    [1_350, "in_service", "2번 관제석"],
    [1_400, "out_of_service", undefined],
    [1_500, "in_service", undefined],
  ]);
  expect(counts).toMatchObject({ unshelved: 0, in_service: 2 });
  const context = createPaperContext("ko", settingsSchema.parse({}), "central");
  expect(context.nameAlarm(acts[1]!)).toBe("2번 관제석 디스크 공간 부족");
  expect(context.nameAlarm({ kind: "disk_low", source: "pc" })).toBe("central 디스크 공간 부족");
});

test("a line that stands there twice is one act; an alarm of a later version, and what is not wanted, is none", () => {
  const twice = event(1_100, "stream:gate", { type: "commented", text: "a" });
  const events = [
    twice,
    twice,
    event(1_200, "tunnel:x", { type: "commented", text: "b" }),
    event(1_300, "stream:hall", { type: "commented", text: "c" }),
  ];
  const { acts, counts } = collect(events, ({ source }) => source !== "hall");
  expect([acts.length, counts.commented]).toEqual([1, 1]);
});

test("of very many the last ones are kept, and all are counted", () => {
  const { acts, counts } = collect(Array.from({ length: MOST_ACTS + 7 }, (_, n) => event(1_000 + n, "stream:gate", { type: "commented", text: `${n}` }))); // prettier-ignore
  expect([acts.length, acts[0]!.text, counts.commented]).toEqual([MOST_ACTS, "7", MOST_ACTS + 7]);
});
