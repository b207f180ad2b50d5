import type { Language } from "../choose-language.ts";
import { makeOnce } from "../make-once.ts";
import { cutText, toPlainText } from "../plain-text.ts";
import { ALARM_KINDS } from "./alarm-kinds.ts";
import type { AlarmKind } from "./alarm-kinds.ts";
import { ALARM_WORDS } from "./alarm-words.ts";
import type { SeenBy } from "./alarm.ts";
import type { Verdict } from "./evidence.ts";

/** What an alarm's one sentence is made of. Moments are Unix milliseconds. */
export interface SentenceFacts {
  kind: AlarmKind;
  verdict: Verdict;
  /** As people call it: a stream's or server's name, a site. */
  name: string;
  since: number;
  /** When it was over; absent: it goes on. */
  until?: number;
  /** How many PCs of a room see it. */
  seenBy?: SeenBy;
  /** Of a cause. */
  streams?: { total: number };
}

export interface SentenceContext {
  language: Language;
  now: number;
  writeTime: WriteTime;
}

/** Time of day; with the date when it is not the day of `now`. */
export type WriteTime = (time: number, now: number) => string;

const LONGEST_NAME = 100;

/** "서버 A 응답 없음, 카메라 12대, 02:10부터"; "서버 A 재시작, 카메라 12대, 38초 후 복구". */
export function writeAlarmSentence(facts: SentenceFacts, context: SentenceContext): string {
  const { kind, verdict, name, since, until, seenBy, streams } = facts;
  const { language, now, writeTime } = context;
  const words = ALARM_WORDS[language];
  // Its streams share the verdict, and have lost their pictures: they are no servers.
  const isDoubtful = verdict === "server_or_network" && ALARM_KINDS[kind].topic === "server";
  const write = verdict === "local" ? words.onlyHere : isDoubtful ? words.serverOrNetwork : words.kinds[kind];
  const what = write(cleanName(name));
  const when = until === undefined ? words.since(writeTime(since, now)) : words.backAfter(writeDuration(until - since, language));
  const seen = seenBy && until === undefined ? [words.seenBy(seenBy.pcs, seenBy.of)] : [];
  return [what, ...(streams ? [words.cameras(streams.total)] : []), when, ...seen].join(", ");
}

/** `timeZone`: an IANA name; this PC's own unless told otherwise. A page's first formatter of Intl costs 20 ms: there may be no alarm to tell. */
export function createWriteTime(language: Language, timeZone?: string): WriteTime {
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = makeOnce(() => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone }));
  const month = language === "ko" ? "long" : "short";
  const day = makeOnce(() => new Intl.DateTimeFormat(language === "ko" ? "ko-KR" : "en-GB", { month, day: "numeric", ...zone }));
  return (time, now) => {
    const [written, today] = [time, now].map((at) => day().format(at));
    return written === today ? clock().format(time) : `${written} ${clock().format(time)}`;
  };
}

export function writeDuration(milliseconds: number, language: Language): string {
  const all = Math.max(0, Math.floor(Math.round(milliseconds) / 1_000)); // as the page's own (create-formats.ts)
  const [minutes, hours] = [Math.floor(all / 60), Math.floor(all / 3_600)];
  return ALARM_WORDS[language].duration({ days: Math.floor(hours / 24), hours: hours % 24, minutes: minutes % 60, seconds: all % 60 });
}

/** Names are what people and servers wrote: one line each, and not endless. */
export function cleanName(name: string): string {
  return cutText(toPlainText(name).trim(), LONGEST_NAME);
}
