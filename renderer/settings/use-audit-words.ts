import { useMemo } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { describeTarget } from "../ui/describe-target.ts";
import { useSayAlarm } from "../ui/use-say-alarm.ts";
import type { AuditWords } from "./describe-audit.ts";

export function useAuditWords(): AuditWords {
  const { texts, formats } = useI18n();
  const say = useSayAlarm();
  return useMemo(() => {
    const labels: Partial<Record<string, string>> = texts.settings.label;
    return {
      words: texts.audit,
      formats,
      nameAlarm: (alarmId) => say.name(describeTarget({ alarmId })),
      labelSetting: (key) => labels[key] ?? key,
    };
  }, [texts, formats, say]);
}
