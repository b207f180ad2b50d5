/** Words that only messages have, in both languages; an alarm's own are in shared/alarms/alarm-words.ts. */
import type { Language } from "../choose-language.ts";
import type { NotificationKind } from "./notification.ts";

export interface AlertWords {
  heads: Record<NotificationKind, string>;
  /** A message that is sent late. */
  late: (duration: string) => string;
  /** A summary's first line. */
  meanwhile: (count: number) => string;
  over: string;
  sentBy: (client: string) => string;
  test: string;
  testText: string;
}

const ko: AlertWords = {
  heads: { open: "경보", resolved: "복구", repeat: "계속", summary: "요약" },
  late: (duration) => `${duration} 늦게 보냄`,
  meanwhile: (count) => `보내지 못한 동안 시작되어 끝난 경보 ${count}건`,
  over: "복구됨",
  sentBy: (client) => `보낸 PC: ${client}`,
  test: "시험",
  testText: "MTX Watch 알림 시험입니다. 조치할 것이 없습니다.",
};

const en: AlertWords = {
  heads: { open: "Alarm", resolved: "Resolved", repeat: "Still open", summary: "Summary" },
  late: (duration) => `sent ${duration} late`,
  meanwhile: (count) => `${count === 1 ? "1 alarm" : `${count} alarms`} began and ended while nothing could be sent`,
  over: "Over",
  sentBy: (client) => `Sent by ${client}`,
  test: "Test",
  testText: "This is a test of MTX Watch's alerts. There is nothing to do.",
};

export const ALERT_WORDS: Record<Language, AlertWords> = { ko, en };
