import { ALARM_KINDS } from "../alarms/alarm-kinds.ts";
import type { Priority } from "../alarms/alarm-kinds.ts";
import { ALARM_WORDS } from "../alarms/alarm-words.ts";
import { writeEvidence } from "../alarms/evidence-words.ts";
import { cleanName, createWriteTime, writeAlarmSentence, writeDuration } from "../alarms/write-alarm-sentence.ts";
import type { SentenceContext } from "../alarms/write-alarm-sentence.ts";
import type { Language } from "../choose-language.ts";
import { cutText } from "../plain-text.ts";
import { ALERT_WORDS } from "./alert-words.ts";
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

export function writeAlertText(notification: Notification, context: TextContext): AlertText {
  const { kind, due, alarms } = notification;
  const { language, now, timeZone } = context;
  const words = ALERT_WORDS[language];
  const sentences = { language, now, writeTime: createWriteTime(language, timeZone) };
  const write = (note: AlarmNote) => writeAlarmSentence(note, sentences);
  const spoken = alarms.filter(({ isHidden }) => !isHidden);
  const shown = spoken.length > 0 ? spoken : alarms;
  // A cause that is over while streams of it are not comes first: it says what the others are left over from.
  const [open, over] = [shown.filter(({ until }) => until === undefined), shown.filter(({ until }) => until !== undefined)];
  const ordered = [...open, ...over];
  const age = isLate(notification, now) ? ` (${words.late(writeDuration(now - due, language))})` : "";
  const sentence = kind === "summary" ? words.meanwhile(alarms.length) : joinSentences(open, over, sentences);
  const lists = kind === "summary" ? alarms : ordered;
  const lines = [
    ...(lists.length > 1 || kind === "summary" ? lists.slice(0, MOST_LISTED).map((note) => `- ${write(note)}`) : []),
    ...(lists.length > MOST_LISTED ? [ALARM_WORDS[language].more(lists.length - MOST_LISTED)] : []),
    ...open.flatMap((note) => listStreams(note, sentences)),
    ...listEvidence(kind === "summary" ? [] : open, language),
    words.sentBy(cleanName(context.client)),
  ];
  return { kind, priority: highestPriorityOf(alarms), title: cutText(`[${words.heads[kind]}] ${sentence}${age}`, LONGEST_TITLE), lines };
}

export function writeTestText({ language, client }: TextContext): AlertText {
  const words = ALERT_WORDS[language];
  return { kind: "test", priority: "low", title: `[${words.test}] MTX Watch`, lines: [words.testText, words.sentBy(cleanName(client))] };
}

/** "서버 A 복구, 12대 중 11대 정상, 강남 3번 02:10부터 계속 끊김", or the first sentence and how many more there are. */
function joinSentences(open: readonly AlarmNote[], over: readonly AlarmNote[], context: SentenceContext): string {
  const words = ALARM_WORDS[context.language];
  const cause = over.find(({ streams }) => streams !== undefined);
  const left = open.filter((note) => ALARM_KINDS[note.kind].topic === "stream");
  const [first] = left;
  if (cause && first) {
    const total = cause.streams!.total;
    const still = `${cleanName(first.name)} ${words.stillDown(context.writeTime(first.since, context.now))}`;
    const good = words.playing(Math.max(0, total - left.length), total);
    return [words.isBack(cleanName(cause.name)), good, still, ...(open.length > 1 ? [words.more(open.length - 1)] : [])].join(", ");
  }
  const all = [...open, ...over];
  const sentence = all[0] ? writeAlarmSentence(all[0], context) : "";
  return all.length > 1 ? `${sentence} ${words.more(all.length - 1)}` : sentence;
}

/** Of what stands, with its name where there are several. */
function listEvidence(open: readonly AlarmNote[], language: Language): string[] {
  return open.slice(0, MOST_LISTED).flatMap(({ name, evidence }) => {
    if (!evidence) return [];
    const facts = writeEvidence(evidence, language);
    return [open.length > 1 ? `${cleanName(name)}: ${facts}` : facts];
  });
}

function listStreams({ kind, streams }: AlarmNote, { language, now, writeTime }: SentenceContext): string[] {
  if (!streams || ALARM_KINDS[kind].topic === "stream") return [];
  const words = ALARM_WORDS[language];
  const listed = streams.missing.map(({ name, since }) => `- ${cleanName(name)}, ${words.since(writeTime(since, now))}`);
  const rest = streams.total - streams.missing.length;
  return rest > 0 && listed.length === MOST_LISTED ? [...listed, words.more(rest)] : listed;
}
