import { expect, test } from "vitest";
import { makeNaming } from "../../../shared/alarms/name-alarm.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import type { HandoverFacts } from "../../../shared/shifts/handover.ts";
import { writeHandover } from "../../../shared/shifts/write-handover.ts";
import { makeAlarmView } from "../../support/make-alarm-view.ts";

const at = (hours: number, minutes = 0) => new Date(2026, 0, 8, hours, minutes).getTime();
const settings = settingsSchema.parse({
  servers: [{ id: "a", name: "서버 A", whepBaseUrl: "http://192.168.0.10:8889" }],
  streams: [
    { id: "cam-1", name: "1번 출입구", serverId: "a", path: "cam-1" },
    { id: "cam-2", name: "2번 출입구", serverId: "a", path: "cam-2" },
  ],
});
const naming = makeNaming(settings, "PC-3");

const NOTHING: HandoverFacts = {
  from: at(9),
  to: at(18, 2),
  operators: [],
  client: "3번 관제석",
  site: "본관",
  open: [],
  shelved: [],
  outOfService: [],
  acts: [],
  moreActs: 0,
  blind: [],
  backlog: { isOn: false, waiting: 0, held: 0, lost: 0 },
};

test("a quiet shift says of each thing that there was none", () => {
  expect(writeHandover(NOTHING, "", { language: "ko", naming })).toBe(
    `인수인계 2026년 1월 8일 · 09:00 – 18:02 · 본관 · 3번 관제석

[전달 사항]
- 없음

[열린 경보]
- 없음

[보류]
- 없음

[점검 중]
- 없음

[이 기간에 한 일]
- 없음

[이 PC가 보지 못한 시간]
- 없음

[중앙 전송]
- 중앙 전송 꺼짐
`,
  );
});

const FULL: HandoverFacts = {
  ...NOTHING,
  by: "박",
  operators: ["김", "이"],
  open: [
    makeAlarmView({
      id: "stream:cam-1",
      kind: "stream_down",
      source: "cam-1",
      state: "acknowledged",
      since: at(12, 10),
      acknowledgedAt: at(12, 15),
      acknowledgedBy: "김",
      comments: [{ at: at(12, 20), text: "업체에\n연락", by: "이" }],
    }),
  ],
  shelved: [makeAlarmView({ id: "stream:cam-2", source: "cam-2", state: "shelved", shelf: { at: at(17), until: at(18, 30), reason: "렌즈", by: "김" } })],
  outOfService: [makeAlarmView({ id: "server:192.168.0.10:8889", kind: "server_down", source: "192.168.0.10:8889", state: "out_of_service", outOfService: { at: at(10), reason: "이전 작업" } })],
  acts: [{ at: at(12, 15), kind: "stream_down", source: "cam-1", type: "acknowledged", by: "김" }, { at: at(17), kind: "stream_down", source: "cam-2", type: "shelved", by: "김", text: "렌즈", until: at(18, 30) }],
  moreActs: 3,
  blind: [{ from: at(9), to: at(9, 5) }, { from: at(13), to: at(13, 1) }],
  backlog: { isOn: true, waiting: 12, held: 1, lost: 2 },
}; // prettier-ignore

test("what stands, what was done and what was written is in it, one line each", () => {
  const lines = writeHandover(FULL, "첫 줄\n둘째 줄\u001b[31m", { language: "ko", naming }).split("\n");
  expect(lines[0]).toBe("인수인계 2026년 1월 8일 · 09:00 – 18:02 · 본관 · 3번 관제석 · 근무 김, 이");
  for (const line of [
    "첫 줄",
    "둘째 줄 [31m",
    "- 1번 출입구 영상 끊김, 12:10부터 · 확인됨",
    "  12:15 김 확인",
    "  12:20 이: 업체에 연락",
    "- 2번 출입구 · 18:30까지 · 김 · 렌즈",
    "- 서버 A · 해제할 때까지 · 이전 작업",
    "이전 3건은 경보 기록에 있습니다.",
    "- 12:15 김 · 확인 · 1번 출입구",
    "- 17:00 김 · 보류 · 2번 출입구 · 렌즈, 18:30까지",
    "- 모두 6분",
    "- 전송 대기 12건, 거절되어 다시 보낼 기록 1건, 손실 2건",
  ])
    expect(lines).toContain(line);
});

test("in English it says the same", () => {
  const text = writeHandover(FULL, "", { language: "en", naming });
  for (const part of ["Hand-over January 8, 2026 · 09:00 – 18:02", "acknowledged 12:15 by 김", "until somebody ends it", "6 min in all", "backlog: 12"]) expect(text).toContain(part); // prettier-ignore
  expect(text.split("\n")).toHaveLength(writeHandover(FULL, "", { language: "ko", naming }).split("\n").length);
});
