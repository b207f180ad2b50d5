import { ACT_WORDS } from "../alarms/act-words.ts";
import { nameAlarm } from "../alarms/name-alarm.ts";
import type { Naming } from "../alarms/name-alarm.ts";
import type { AlarmView } from "../alarms/make-alarm-view.ts";
import { createWriteTime, writeAlarmSentence, writeDuration } from "../alarms/write-alarm-sentence.ts";
import type { Language } from "../choose-language.ts";
import { toPlainText } from "../plain-text.ts";
import { lengthOf } from "../statistics/intervals.ts";
import { HANDOVER_WORDS } from "./handover-words.ts";
import type { HandoverAct, HandoverFacts } from "./handover.ts";

/** A hand-over in words, line by line: what the page shows and what its text says. */
export interface HandoverLines {
  /** Of the time and the place. */
  head: string[];
  open: { key: string; sentence: string; state: string; notes: string[] }[];
  shelved: PutAside[];
  outOfService: PutAside[];
  acts: { key: string; time: string; by: string; act: string; name: string; text: string }[];
  /** Acts that are left out; "": none. */
  more: string;
  blind: string[];
  backlog: string;
}

interface PutAside {
  key: string;
  name: string;
  until: string;
  by: string;
  reason: string;
}

export interface HandoverContext {
  language: Language;
  naming: Naming;
}

export function writeHandoverLines(facts: HandoverFacts, { language, naming }: HandoverContext): HandoverLines {
  const words = HANDOVER_WORDS[language];
  const now = facts.to;
  const writeTime = createWriteTime(language);
  const time = (at: number): string => writeTime(at, now);
  const name = ({ kind, source }: Pick<HandoverAct, "kind" | "source">): string => nameAlarm(kind, source, naming);

  const open = facts.open.map((view) => ({
    key: view.id,
    sentence: writeAlarmSentence({ ...view, name: name(view) }, { language, now, writeTime }),
    state: words.state[view.state] ?? "",
    notes: [
      ...(view.acknowledgedAt === undefined ? [] : [words.acknowledgedBy(view.acknowledgedBy ?? "", time(view.acknowledgedAt))]),
      ...view.comments.map(({ at, by = "", text }) => `${[time(at), by].filter(Boolean).join(" ")}: ${text}`),
    ],
  }));
  const aside = (view: AlarmView): PutAside => {
    const { reason = "", by = "", until = view.expectedUntil } = (view.state === "shelved" ? view.shelf : view.outOfService) ?? {};
    return { key: view.id, name: name(view), until: until === undefined ? words.withoutEnd : words.until(time(until)), by, reason };
  };
  const { isOn, waiting, held, lost } = facts.backlog;
  return {
    head: [
      new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(now),
      words.period(time(facts.from), time(now)),
      ...[facts.site, facts.client].filter((each) => each !== ""),
      ...(facts.operators.length === 0 ? [] : [words.by(facts.operators.join(", "))]),
    ],
    open,
    shelved: facts.shelved.map(aside),
    outOfService: facts.outOfService.map(aside),
    acts: facts.acts.map((act, n) => ({
      key: `${act.at} ${n}`,
      time: time(act.at),
      by: act.by ?? "",
      act: ACT_WORDS[language][act.type],
      name: name(act),
      text: [act.text ?? "", act.until === undefined ? "" : words.until(time(act.until))].filter((each) => each !== "").join(", "),
    })),
    more: facts.moreActs > 0 ? words.more(facts.moreActs) : "",
    blind: facts.blind.length === 0 ? [words.none] : [...facts.blind.map(({ from, to }) => `${time(from)}–${time(to)} (${writeDuration(to - from, language)})`), ...(facts.blind.length > 1 ? [words.inAll(writeDuration(lengthOf(facts.blind), language))] : [])],
    backlog: [isOn ? words.backlog(waiting) : words.backlogOff, ...(held > 0 ? [words.held(held)] : []), ...(lost > 0 ? [words.lost(lost)] : [])].join(", "),
  }; // prettier-ignore
}

/** The whole hand-over as plain text: it is copied, and kept. */
export function writeHandover(facts: HandoverFacts, text: string, context: HandoverContext): string {
  const words = HANDOVER_WORDS[context.language];
  const { head, open, shelved, outOfService, acts, more, blind, backlog } = writeHandoverLines(facts, context);
  const join = (...parts: string[]): string => parts.filter((part) => part !== "").join(" · ");
  const list = (lines: string[]): string[] =>
    (lines.length === 0 ? [words.none] : lines).map((line) => `${line.startsWith(" ") ? "" : "- "}${toPlainText(line)}`);
  const section = (title: string, lines: string[]): string[] => ["", `[${title}]`, ...lines];
  const putAside = (rows: PutAside[]): string[] => list(rows.map(({ name, until, by, reason }) => join(name, until, by, reason)));
  const lines = [
    `${words.title} ${join(...head)}`,
    ...section(words.section.text, text.trim() === "" ? list([]) : text.trim().split(/\r?\n/).map(toPlainText)),
    ...section(words.section.open, list(open.flatMap(({ sentence, state, notes }) => [join(sentence, state), ...notes.map((note) => `  ${note}`)]))),
    ...section(words.section.shelved, putAside(shelved)),
    ...section(words.section.outOfService, putAside(outOfService)),
    ...section(words.section.acts, [...(more === "" ? [] : [more]), ...list(acts.map(({ time, by, act, name, text }) => join(by === "" ? time : `${time} ${by}`, act, name, text)))]),
    ...section(words.section.blind, list(blind)),
    ...section(words.section.backlog, list([backlog])),
  ]; // prettier-ignore
  return `${lines.join("\n")}\n`;
}
