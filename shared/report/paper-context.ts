import { ALARM_WORDS } from "../alarms/alarm-words.ts";
import { makeNaming, nameAlarm, tellName } from "../alarms/name-alarm.ts";
import type { Language } from "../choose-language.ts";
import { createFormats } from "../create-formats.ts";
import type { Formats } from "../create-formats.ts";
import { createNameStream } from "../name-stream.ts";
import type { NameStream } from "../name-stream.ts";
import { REASON_WORDS } from "../reason-words.ts";
import type { Settings } from "../settings.ts";
import type { LineCounts } from "../statistics-api.ts";
import type { ReportAct } from "./collect-acts.ts";
import { PAPER_WORDS } from "./paper-words.ts";
import type { PaperWords } from "./paper-words.ts";

/** What turns figures into words. */
export interface PaperContext {
  words: PaperWords;
  formats: Formats;
  nameStream: NameStream;
  /** What an alarm is called. */
  nameAlarm: (act: Pick<ReportAct, "kind" | "source" | "pc">) => string;
  /** How a reason is called; without one the stream waited for a server that others had found dead. */
  sayReason: (reason: string | null | undefined) => string;
  /** Nothing observed is no figure: never 100 %. */
  sayAvailability: (share: number | undefined) => string;
  /** Who has no lines has none; while nobody has counted there is no figure. */
  sayLines: (count: number | undefined, lines: LineCounts | undefined) => string;
  /** No time is "none". */
  sayTime: (milliseconds: number) => string;
}

/** Where there is nothing to say a figure of. */
export const NO_FIGURE = "–";

export type NamingSettings = Pick<Settings, "servers" | "streams" | "client">;

/** `hostName` is this PC's, where the settings give it no name. */
export function createPaperContext(language: Language, settings: NamingSettings, hostName: string): PaperContext {
  const words = PAPER_WORDS[language];
  const formats = createFormats(language);
  const naming = makeNaming(settings, hostName);
  return {
    words,
    formats,
    nameStream: createNameStream(settings.streams),
    nameAlarm: ({ kind, source, pc }) =>
      ALARM_WORDS[language].kinds[kind](nameAlarm(kind, source, pc === undefined ? naming : { ...naming, client: tellName(pc) })),
    sayReason: (reason) =>
      reason === null || reason === undefined ? words.serverDead : ((REASON_WORDS[language] as Record<string, string>)[reason] ?? reason),
    sayAvailability: (share) => (share === undefined ? words.noData : formats.availability(share)),
    sayLines: (count, lines) => (lines ? formats.count(count ?? 0) : NO_FIGURE),
    sayTime: (length) => (length === 0 ? words.none : formats.duration(length)),
  };
}
