import { useI18n } from "../i18n/i18n-context.tsx";
import { clearChoices, hasChoices } from "./change-query.ts";
import type { LogQuery, LogRange } from "../ui/log-query.ts";

/** Nothing found: says so, and offers the next wider look. */
export function EmptyList({ query, onChange }: { query: LogQuery; onChange: (query: LogQuery) => void }) {
  const { texts } = useI18n();
  const { list, sentence } = texts.logs;
  const wider = widen(query.range);
  const isQuietDay = query.range.kind === "today" && !hasChoices(query);
  return (
    <>
      <p role="status">{isQuietDay ? list.emptyToday : list.empty}</p>
      {hasChoices(query) && (
        <button type="button" className="small" onClick={() => onChange(clearChoices(query))}>
          {sentence.clear}
        </button>
      )}
      {wider && (
        <button type="button" className="small" onClick={() => onChange({ ...query, range: wider })}>
          {wider.kind === "all" ? list.widenToAll : list.widen}
        </button>
      )}
    </>
  );
}

const WEEK = 24 * 7;

/** The next wider range that is offered; undefined: there is none. */
function widen(range: LogRange): LogRange | undefined {
  if (range.kind === "all") return undefined;
  const isShort = range.kind === "today" || (range.kind === "last" && range.hours < WEEK);
  return isShort ? { kind: "last", hours: WEEK } : { kind: "all" };
}
