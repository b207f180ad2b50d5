import { useMemo } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import { describeTarget } from "../ui/describe-target.ts";
import { useSayAlarm } from "../ui/use-say-alarm.ts";
import { nameOf } from "./describe-audit.ts";
import type { AuditWords } from "./describe-audit.ts";

export function useAuditWords(): AuditWords {
  const { texts, formats } = useI18n();
  const say = useSayAlarm();
  return useMemo(() => {
    return {
      words: texts.audit,
      formats,
      nameAlarm: (alarmId) => say.name(describeTarget({ alarmId })),
      labelSetting: (key) => nameOf(texts.settings.label, key),
    };
  }, [texts, formats, say]);
}
