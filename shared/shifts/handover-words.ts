import type { Language } from "../choose-language.ts";
import type { AlarmState } from "../alarms/alarm.ts";

export interface HandoverWords {
  title: string;
  period: (from: string, to: string) => string;
  by: (name: string) => string;
  section: Record<"text" | "open" | "shelved" | "outOfService" | "acts" | "blind" | "backlog", string>;
  none: string;
  state: Partial<Record<AlarmState, string>>;
  acknowledgedBy: (name: string, time: string) => string;
  until: (time: string) => string;
  withoutEnd: string;
  more: (count: number) => string;
  inAll: (duration: string) => string;
  backlogOff: string;
  backlog: (waiting: number) => string;
  held: (count: number) => string;
  lost: (count: number) => string;
  from: string;
  to: string;
}

/** What a hand-over says, on the page and in its text alike; words of spec section 9. */
export const HANDOVER_WORDS: Record<Language, HandoverWords> = {
  ko: {
    title: "인수인계",
    period: (from, to) => `${from} – ${to}`,
    by: (name) => `근무 ${name}`,
    section: {
      text: "전달 사항",
      open: "열린 경보",
      shelved: "보류",
      outOfService: "점검 중",
      acts: "이 기간에 한 일",
      blind: "이 PC가 보지 못한 시간",
      backlog: "중앙 전송",
    },
    none: "없음",
    state: { unacknowledged: "미확인", acknowledged: "확인됨", returned_unacknowledged: "복구됨·미확인" },
    acknowledgedBy: (name, time) => `${time} ${name} 확인`,
    until: (time) => `${time}까지`,
    withoutEnd: "해제할 때까지",
    more: (count) => `이전 ${count}건은 경보 기록에 있습니다.`,
    inAll: (duration) => `모두 ${duration}`,
    backlogOff: "중앙 전송 꺼짐",
    backlog: (waiting) => `전송 대기 ${waiting}건`,
    held: (count) => `거절되어 다시 보낼 기록 ${count}건`,
    lost: (count) => `손실 ${count}건`,
    from: "인계자",
    to: "인수자",
  },
  en: {
    title: "Hand-over",
    period: (from, to) => `${from} – ${to}`,
    by: (name) => `on duty: ${name}`,
    section: {
      text: "Notes",
      open: "Open alarms",
      shelved: "Shelved",
      outOfService: "Out of service",
      acts: "What was done",
      blind: "When this PC saw nothing",
      backlog: "Central",
    },
    none: "none",
    state: { unacknowledged: "unacknowledged", acknowledged: "acknowledged", returned_unacknowledged: "returned, unacknowledged" },
    acknowledgedBy: (name, time) => `acknowledged ${time} by ${name}`,
    until: (time) => `until ${time}`,
    withoutEnd: "until somebody ends it",
    more: (count) => `${count} before them are in the alarm journal.`,
    inAll: (duration) => `${duration} in all`,
    backlogOff: "delivery to central is off",
    backlog: (waiting) => `backlog: ${waiting}`,
    held: (count) => `refused, to be sent again: ${count}`,
    lost: (count) => `lost: ${count}`,
    from: "Handed over by",
    to: "Taken over by",
  },
};
