import { ALARM_KINDS } from "../alarms/alarm-kinds.ts";
import type { Priority } from "../alarms/alarm-kinds.ts";
import { writeEvidence } from "../alarms/evidence-words.ts";
import type { Language } from "../choose-language.ts";
import { cutText, toPlainText } from "../plain-text.ts";
import { ALERT_WORDS } from "./alert-words.ts";
import type { AlertWords } from "./alert-words.ts";
import { isLate } from "./digest-pending.ts";
import { highestPriorityOf, MOST_LISTED } from "./notification.ts";
import type { AlarmNote, Notification, NotificationKind } from "./notification.ts";

/** A message in words, without any markup. */
export interface AlertText {
  kind: NotificationKind | "test";
  priority: Priority;
  /** One sentence, on one line. */
  title: string;
  /** The last one says which PC sends it. */
  lines: string[];
}

export interface TextContext {
  language: Language;
  /** When it is sent. */
  now: number;
  /** This PC's name. */
  client: string;
  /** IANA name; this PC's own unless told otherwise. */
  timeZone?: string;
}

const LONGEST_TITLE = 200;
const LONGEST_NAME = 100;

export function writeAlertText(notification: Notification, context: TextContext): AlertText {
  const { kind, due, alarms } = notification;
  const words = ALERT_WORDS[context.language];
  const write = (note: AlarmNote) => writeSentence(note, words, context);
  const spoken = alarms.filter(({ isHidden }) => !isHidden);
  const shown = spoken.length > 0 ? spoken : alarms;
  // A cause that is over while streams of it are not comes first: it says what the others are left over from.
  const [open, over] = [shown.filter(({ until }) => until === undefined), shown.filter(({ until }) => until !== undefined)];
  const ordered = [...open, ...over];
  const age = isLate(notification, context.now) ? ` (${words.late(writeDuration(context.now - due, words))})` : "";
  const sentence = kind === "summary" ? words.meanwhile(alarms.length) : joinSentences(open, over, context);
  const lists = kind === "summary" ? alarms : ordered;
  const lines = [
    ...(lists.length > 1 || kind === "summary" ? lists.slice(0, MOST_LISTED).map((note) => `- ${write(note)}`) : []),
    ...(lists.length > MOST_LISTED ? [words.more(lists.length - MOST_LISTED)] : []),
    ...open.flatMap((note) => listStreams(note, words, context)),
    ...listEvidence(kind === "summary" ? [] : open, context.language),
    words.sentBy(clean(context.client)),
  ];
  return { kind, priority: highestPriorityOf(alarms), title: cutText(`[${words.heads[kind]}] ${sentence}${age}`, LONGEST_TITLE), lines };
}

export function writeTestText({ language, client }: TextContext): AlertText {
  const words = ALERT_WORDS[language];
  return { kind: "test", priority: "low", title: `[${words.test}] MTX Watch`, lines: [words.testText, words.sentBy(clean(client))] };
}

/** "서버 A 복구, 12대 중 11대 정상, 강남 3번 02:10부터 계속 끊김", or the first sentence and how many more there are. */
function joinSentences(open: readonly AlarmNote[], over: readonly AlarmNote[], context: TextContext): string {
  const words = ALERT_WORDS[context.language];
  const cause = over.find(({ streams }) => streams !== undefined);
  const [first] = open;
  if (cause && first) {
    const total = cause.streams!.total;
    const left = `${clean(first.name)} ${words.stillDown(writeTime(first.since, context))}`;
    const good = words.playing(Math.max(0, total - open.length), total);
    return [words.isBack(clean(cause.name)), good, left, ...(open.length > 1 ? [words.more(open.length - 1)] : [])].join(", ");
  }
  const all = [...open, ...over];
  const sentence = all[0] ? writeSentence(all[0], words, context) : "";
  return all.length > 1 ? `${sentence} ${words.more(all.length - 1)}` : sentence;
}

/** "서버 A 응답 없음, 카메라 12대, 02:10부터"; "서버 A 재시작, 카메라 12대, 38초 후 복구". */
function writeSentence({ kind, verdict, name, since, until, streams }: AlarmNote, words: AlertWords, context: TextContext): string {
  const what = verdict === "server_or_network" ? words.serverOrNetwork(clean(name)) : words.kinds[kind](clean(name));
  const when = until === undefined ? words.since(writeTime(since, context)) : words.backAfter(writeDuration(until - since, words));
  return [what, ...(streams ? [words.cameras(streams.total)] : []), when].join(", ");
}

/** Of what stands, with its name where there are several. */
function listEvidence(open: readonly AlarmNote[], language: Language): string[] {
  return open.slice(0, MOST_LISTED).flatMap(({ name, evidence }) => {
    if (!evidence) return [];
    const facts = writeEvidence(evidence, language);
    return [open.length > 1 ? `${clean(name)}: ${facts}` : facts];
  });
}

function listStreams({ kind, streams }: AlarmNote, words: AlertWords, context: TextContext): string[] {
  if (!streams || ALARM_KINDS[kind].topic === "stream") return [];
  const listed = streams.missing.map(({ name, since }) => `- ${clean(name)}, ${words.since(writeTime(since, context))}`);
  const rest = streams.total - streams.missing.length;
  return rest > 0 && listed.length === MOST_LISTED ? [...listed, words.more(rest)] : listed;
}

/** Time of day; with the date when it is another day. */
function writeTime(time: number, { language, now, timeZone }: TextContext): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone });
  const day = new Intl.DateTimeFormat(language === "ko" ? "ko-KR" : "en-GB", { month: language === "ko" ? "long" : "short", day: "numeric", ...zone }); // prettier-ignore
  return day.format(time) === day.format(now) ? clock.format(time) : `${day.format(time)} ${clock.format(time)}`;
}

function writeDuration(milliseconds: number, words: AlertWords): string {
  const all = Math.max(0, Math.round(milliseconds / 1_000));
  const [minutes, hours] = [Math.floor(all / 60), Math.floor(all / 3_600)];
  return words.duration({ days: Math.floor(hours / 24), hours: hours % 24, minutes: minutes % 60, seconds: all % 60 });
}

/** Names are what people and servers wrote: one line each, and not endless. */
function clean(name: string): string {
  return cutText(toPlainText(name).trim(), LONGEST_NAME);
}
