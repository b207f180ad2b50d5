import { useCallback, useState } from "react";
import type { Patterns } from "../../shared/patterns-api.ts";
import { toIgnored } from "../../shared/patterns/ignored-pattern.ts";
import type { PatternFinding } from "../../shared/patterns/pattern-finding.ts";
import { useSayError } from "../api/use-say-error.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import { useRefresh } from "../api/use-refresh.ts";
import { startOfDay, toDay } from "../ui/log-query.ts";

/** Rhythms and changes need a history, whatever time the figures are of. */
const DAYS = 90;

export interface PatternsView {
  patterns: Patterns | undefined;
  error: string | undefined;
  again: () => void;
  /** Why the last change was refused, until another one is made. */
  refusal: string | undefined;
  /** Resolves when it is on disk and the list is asked for anew, or with false when it was refused. */
  ignore: (finding: PatternFinding, isIgnored: boolean) => Promise<boolean>;
}

/** Asked when the dashboard opens, when the day changes and after every change; not each minute. */
export function usePatterns(): PatternsView {
  const { api } = useHostClient();
  const { connected } = useReadyHost();
  const [slot] = useState(() => crypto.randomUUID());
  const [round, setRound] = useState(0);
  const sayError = useSayError();
  const [refusal, setRefusal] = useState<string>();
  const refresh = useRefresh({ needsLines: false });
  const today = toDay(refresh.asOf);
  const window = { from: startOfDay(today, 1 - DAYS), until: startOfDay(today, 1) };
  const { value, error } = useAsked(connected ? () => api.findPatterns({ slot, ...window }) : undefined, {
    key: today,
    round: round + refresh.any,
  });
  const again = useCallback(() => setRound((last) => last + 1), []);
  const ignore = useCallback(
    async (finding: PatternFinding, isIgnored: boolean) => {
      setRefusal(undefined);
      try {
        await api.ignorePattern({ pattern: toIgnored(finding), isIgnored });
      } catch (reason) {
        setRefusal(sayError(reason));
        return false;
      }
      again();
      return true;
    },
    [api, again, sayError],
  );
  return { patterns: value, error, again, refusal, ignore };
}
