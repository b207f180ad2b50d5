import type { LogGroups, LogSummary } from "../../shared/log-api.ts";
import { useHostClient } from "../api/api-context.tsx";
import type { LogQuestion } from "./create-log-list.ts";
import { useAsked } from "../api/use-asked.ts";

interface LogCountsDeps {
  question: LogQuestion | undefined;
  slot: string;
  grouped: boolean;
  /** A new number when they are out of date. */
  round: number;
}

export interface LogCounts {
  summary: LogSummary | undefined;
  error: string | undefined;
  groups: LogGroups | undefined;
  groupsError: string | undefined;
  /** What the filter finds: records, or damaged lines where only those are shown. */
  found: number | undefined;
  /** Rows that the list has; undefined while that is not known of this question. */
  rows: number | undefined;
}

/** Everything that is counted, by the index. */
export function useLogCounts({ question, slot, grouped, round }: LogCountsDeps): LogCounts {
  const { api } = useHostClient();
  const key = JSON.stringify(question ?? "");
  const about = question?.source;
  const asked = useAsked(question && (() => api.summarizeLogs({ ...question, slot: `${slot}-summary` })), { key, round, about });
  const askedGroups = useAsked(question && grouped ? () => api.groupLogs({ ...question, slot: `${slot}-groups` }) : undefined, {
    key: `${key} ${grouped}`,
    round,
    about,
  });
  const { value: summary, error } = asked;
  return {
    summary,
    error,
    groups: askedGroups.value,
    groupsError: askedGroups.error,
    found: question?.filter.damagedOnly ? summary?.rows : summary?.records,
    rows: asked.isCurrent ? summary?.rows : undefined,
  };
}
