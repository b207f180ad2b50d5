import { useMemo } from "react";
import { makeNaming, nameAlarm } from "../../shared/alarms/name-alarm.ts";
import { createWriteTime, writeAlarmSentence } from "../../shared/alarms/write-alarm-sentence.ts";
import type { SentenceFacts } from "../../shared/alarms/write-alarm-sentence.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";

export type AlarmFacts = Omit<SentenceFacts, "name"> & { source: string };

/** Alarms in words, as messages say them. */
export interface SayAlarm {
  name(alarm: Pick<AlarmFacts, "kind" | "source">): string;
  /** Its one sentence; `now` decides which times need a date. */
  sentence(alarm: AlarmFacts, now: number): string;
}

export function useSayAlarm(): SayAlarm {
  const { language } = useI18n();
  const { host, settings } = useReadyHost();
  const { servers, streams, client } = settings.settings;
  return useMemo(() => {
    const naming = makeNaming({ servers, streams, client }, host.hostName);
    const writeTime = createWriteTime(language);
    const name: SayAlarm["name"] = ({ kind, source }) => nameAlarm(kind, source, naming);
    return { name, sentence: (alarm, now) => writeAlarmSentence({ ...alarm, name: name(alarm) }, { language, now, writeTime }) };
  }, [language, host.hostName, servers, streams, client]);
}
