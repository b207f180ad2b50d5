import { useI18n } from "../i18n/i18n-context.tsx";
import { clearChoices, hasChoices } from "./change-query.ts";
import type { LogQuery } from "../ui/log-query.ts";

/** Nothing found: says so, and offers the next wider look. */
export function EmptyList({ query, onChange }: { query: LogQuery; onChange: (query: LogQuery) => void }) {
  const { texts } = useI18n();
  const { list, sentence } = texts.logs;
  const isQuietDay = query.range.kind === "today" && !hasChoices(query);
  return (
    <>
      <p role="status">{isQuietDay ? list.emptyToday : list.empty}</p>
      {hasChoices(query) && (
        <button type="button" className="small" onClick={() => onChange(clearChoices(query))}>
          {sentence.clear}
        </button>
      )}
      {query.range.kind !== "all" && (
        <button type="button" className="small" onClick={() => onChange({ ...query, range: { kind: "last", hours: 24 * 7 } })}>
          {list.widen}
        </button>
      )}
    </>
  );
}
