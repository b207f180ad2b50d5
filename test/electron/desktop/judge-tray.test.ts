import { describe, expect, test } from "vitest";
import { judgeTray } from "../../../electron/desktop/judge-tray.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { makeAlarmView, T0 } from "../../support/make-alarm-view.ts";

const settings = settingsSchema.parse({
  servers: [{ id: "a", name: "서버 A", whepBaseUrl: "http://10.0.0.5:8889" }],
  streams: [{ id: "s1", name: "정문", serverId: "a", path: "gate" }],
});
const FACTS = { alarms: [], settings, hostName: "pc-3", isWatching: true, language: "ko", now: T0 } as const;
const camera = makeAlarmView({ id: "stream:s1", since: T0 });

describe("what the tray says", () => {
  test.each([
    { name: "all is well", facts: {}, expected: { state: "fine", sentence: "이상 없음" } },
    {
      name: "no page answers",
      facts: { isWatching: false },
      expected: { state: "unknown", sentence: "미관측: 감시 화면이 응답하지 않습니다" },
    },
    {
      name: "nothing to watch",
      facts: { settings: { ...settings, streams: [] } },
      expected: { state: "unknown", sentence: "미관측: 감시할 영상이 없습니다" },
    },
    {
      name: "one alarm",
      facts: { alarms: [camera] },
      expected: { state: "trouble", sentence: expect.stringMatching(/^정문 영상 끊김, \d\d:\d\d부터$/) },
    },
    {
      name: "somebody knows of it",
      facts: { alarms: [{ ...camera, state: "acknowledged" as const }] },
      expected: { state: "trouble", sentence: expect.stringContaining("정문") },
    },
    {
      name: "it is over",
      facts: { alarms: [{ ...camera, state: "returned_unacknowledged" as const }] },
      expected: { state: "fine", sentence: "이상 없음" },
    },
    { name: "shelved", facts: { alarms: [{ ...camera, state: "shelved" as const }] }, expected: { state: "fine", sentence: "이상 없음" } },
    {
      name: "an alarm, and no page answers any more",
      facts: { alarms: [camera], isWatching: false },
      expected: { state: "trouble", sentence: expect.stringContaining("정문") },
    },
  ])("$name", ({ facts, expected }) => {
    expect(judgeTray({ ...FACTS, ...facts })).toEqual(expected);
  });

  test("of several the most urgent one is told", () => {
    const disk = makeAlarmView({ id: "disk:pc", kind: "disk_failing", source: "pc", priority: "high", owner: "administrator" });
    expect(judgeTray({ ...FACTS, alarms: [camera, disk], language: "en" }).sentence).toMatch(
      /^2 alarms\. PC pc-3 cannot write to its disk, since/,
    );
  });
});
