/** What the tray says: how things stand, in one sentence. */
import { PRIORITIES } from "../../shared/alarms/alarm-kinds.ts";
import { makeNaming, nameAlarm } from "../../shared/alarms/name-alarm.ts";
import { createWriteTime, writeAlarmSentence } from "../../shared/alarms/write-alarm-sentence.ts";
import type { AlarmView } from "../../shared/alarms-api.ts";
import type { Language } from "../../shared/choose-language.ts";
import type { Settings } from "../../shared/settings.ts";
import { MENU_LABELS } from "./menu-labels.ts";

export interface TrayFacts {
  alarms: readonly AlarmView[];
  settings: Settings;
  hostName: string;
  /** Some page answers. */
  isWatching: boolean;
  language: Language;
  now: number;
}

/** `unknown`: nobody looks. */
export type TrayState = "fine" | "trouble" | "unknown";

export function judgeTray({ alarms, settings, hostName, isWatching, language, now }: TrayFacts): { state: TrayState; sentence: string } {
  const words = MENU_LABELS[language].tray;
  const wrong = alarms.filter(isStanding).sort(compareUrgency);
  const [worst] = wrong;
  if (worst) {
    const name = nameAlarm(worst.kind, worst.source, makeNaming(settings, hostName));
    const sentence = writeAlarmSentence({ ...worst, name }, { language, now, writeTime: createWriteTime(language) });
    return { state: "trouble", sentence: wrong.length === 1 ? sentence : words.alarms(wrong.length, sentence) };
  }
  if (!isWatching) return { state: "unknown", sentence: words.nobodyLooks };
  if (settings.streams.length === 0) return { state: "unknown", sentence: words.noStreams };
  return { state: "fine", sentence: words.fine };
}

/** It is there, whether somebody knows of it or not; what is over, hidden or part of another says nothing of now. */
function isStanding({ state }: AlarmView): boolean {
  return state === "unacknowledged" || state === "acknowledged";
}

function compareUrgency(a: AlarmView, b: AlarmView): number {
  return PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) || b.since - a.since || (a.id < b.id ? -1 : 1);
}
