import { describe, expect, test } from "vitest";
import type { Notification } from "../../../shared/alerts/notification.ts";
import { writeAlertText, writeTestText } from "../../../shared/alerts/write-alert-text.ts";
import { ALARM_KIND_NAMES } from "../../../shared/alarms/alarm-kinds.ts";
import { HOUR, makeNote, MINUTE, SECOND, T0 } from "./make-notable.ts";

const make = (change: Partial<Notification>): Notification => ({
  id: "n",
  at: T0 + 30 * SECOND,
  due: T0 + 30 * SECOND,
  channel: "email",
  group: "server:a:8889",
  kind: "open",
  isFirst: true,
  alarms: [],
  ...change,
});
const at = (language: "ko" | "en", now = T0 + 31 * SECOND) => ({ language, now, client: "3번 관제석", timeZone: "Asia/Seoul" });
const missing = Array.from({ length: 12 }, (_, i) => ({ name: `강남 ${i + 1}번`, since: T0 }));
const down = makeNote({ streams: { total: 12, missing } });
const camera = makeNote({ alarmId: "stream:3", kind: "stream_down", name: "강남 3번", priority: "low" });

describe("one sentence", () => {
  test.each<[string, Notification, string, string]>([
    [
      "of a cause",
      make({ alarms: [down] }),
      "[경보] 서버 A 응답 없음, 카메라 12대, 11:10부터",
      "[Alarm] 서버 A does not answer, 12 cameras, since 11:10",
    ],
    [
      "of what is over",
      make({ kind: "resolved", alarms: [makeNote({ ...down, kind: "server_restarted", until: T0 + 38 * SECOND })] }),
      "[복구] 서버 A 재시작, 카메라 12대, 38초 후 복구",
      "[Resolved] 서버 A restarted, 12 cameras, back after 38 s",
    ],
    [
      "of what outlived its cause",
      make({ alarms: [camera, { ...down, until: T0 + 120 * SECOND }] }),
      "[경보] 서버 A 복구, 12대 중 11대 정상, 강남 3번 11:10부터 계속 끊김",
      "[Alarm] 서버 A is back, 11 of 12 play, 강남 3번 still down since 11:10",
    ],
    [
      "of several",
      make({ kind: "repeat", alarms: [camera, makeNote({ alarmId: "stream:4" }), makeNote({ alarmId: "stream:5" })] }),
      "[계속] 강남 3번 영상 끊김, 11:10부터 외 2건",
      "[Still open] 강남 3번 has no picture, since 11:10 and 2 more",
    ],
    [
      "of what may be this PC",
      make({ alarms: [makeNote({ verdict: "server_or_network" })] }),
      "[경보] 서버 A 또는 이 PC의 네트워크 이상, 11:10부터",
      "[Alarm] 서버 A or this PC's network fails, since 11:10",
    ],
    [
      "of a camera whose server may be away, or this PC",
      make({ alarms: [{ ...camera, verdict: "server_or_network" }] }),
      "[경보] 강남 3번 영상 끊김, 11:10부터",
      "[Alarm] 강남 3번 has no picture, since 11:10",
    ],
    [
      "of an outage of the channel",
      make({
        kind: "summary",
        alarms: [
          { ...down, until: T0 + HOUR },
          { ...camera, until: T0 + 2 * HOUR },
        ],
      }),
      "[요약] 보내지 못한 동안 시작되어 끝난 경보 2건",
      "[Summary] 2 alarms began and ended while nothing could be sent",
    ],
  ])("%s", (_name, notification, ko, en) => {
    expect(writeAlertText(notification, at("ko")).title).toBe(ko);
    expect(writeAlertText(notification, at("en")).title).toBe(en);
  });

  test("of each kind there is, in both languages", () => {
    for (const kind of ALARM_KIND_NAMES)
      for (const language of ["ko", "en"] as const) {
        const { title } = writeAlertText(make({ alarms: [makeNote({ kind, name: "이름" })] }), at(language));
        expect(title).toContain("이름");
      }
  });
});

test("a message that is sent late says how late, and a day that is not today", () => {
  const late = make({ alarms: [down] });
  expect(writeAlertText(late, at("ko", T0 + 30 * SECOND + 14 * MINUTE)).title).toMatch(/ \(14분 늦게 보냄\)$/);
  expect(writeAlertText(late, at("en", T0 + 50 * HOUR)).title).toBe(
    "[Alarm] 서버 A does not answer, 12 cameras, since 22 Sept 11:10 (sent 2 d 1 h late)",
  );
  expect(writeAlertText(late, at("ko", T0 + 50 * HOUR)).title).toContain("9월 22일 11:10부터");
});

test("the streams are listed, 20 at most, and who sends it", () => {
  expect(writeAlertText(make({ alarms: [down] }), at("ko")).lines).toEqual([
    ...missing.map(({ name }) => `- ${name}, 11:10부터`),
    "보낸 PC: 3번 관제석",
  ]);
  const many = { total: 64, missing: Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, since: T0 })) };
  expect(writeAlertText(make({ alarms: [{ ...down, streams: many }] }), at("en")).lines.slice(-2)).toEqual(["and 44 more", "Sent by 3번 관제석"]); // prettier-ignore
});

test("what the verdict of each rests on is said, with its name where there are several", () => {
  const one = { ...camera, evidence: { server: "answers", path: { isAvailable: false, isOnline: true } } } as const;
  expect(writeAlertText(make({ alarms: [one] }), at("ko")).lines[0]).toBe("근거: 서버 포트 응답함, 서버에 영상 없음");
  const two = { ...down, streams: undefined!, evidence: { server: "silent" } } as const;
  expect(writeAlertText(make({ alarms: [one, two] }), at("en")).lines).toContain("서버 A: Evidence: the server's port is silent");
  expect(writeAlertText(make({ kind: "resolved", alarms: [{ ...one, until: T0 + HOUR }] }), at("ko")).lines).toEqual([
    "보낸 PC: 3번 관제석",
  ]);
});

test("what stands and is hidden is not spoken of", () => {
  const hidden = { ...camera, isHidden: true };
  expect(writeAlertText(make({ alarms: [down, hidden] }), at("ko")).title).toBe("[경보] 서버 A 응답 없음, 카메라 12대, 11:10부터");
});

test("a name cannot begin a line of its own, nor fill the message", () => {
  const { title, lines } = writeAlertText(make({ alarms: [makeNote({ name: "a\r\nBcc: x@y\u202e" + "z".repeat(5_000) })] }), at("en"));
  expect(title).not.toMatch(/[\r\n\u202e]/);
  expect(title.length).toBeLessThanOrEqual(200);
  expect(lines.join("").length).toBeLessThan(1_000);
});

test("a test says that it is one", () => {
  expect(writeTestText(at("ko"))).toMatchObject({ kind: "test", title: "[시험] MTX Watch" });
});
