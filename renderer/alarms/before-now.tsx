import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { AlarmFiguresPanels } from "./alarm-figures.tsx";
import { PastAlarms } from "./alarm-history.tsx";
import type { AlarmQuery } from "./alarm-query.ts";
import { useAlarmHistory } from "./use-alarm-history.ts";

/** What was: the alarms of the chosen days, or their figures. */
export function BeforeNow({ query }: { query: AlarmQuery }) {
  const { texts, formats } = useI18n();
  const { past: words, list } = texts.alarms;
  const { value: history, error, isCurrent, again } = useAlarmHistory(query);
  return (
    <div className="alarm-past" aria-busy={!isCurrent && error === undefined}>
      {error !== undefined && (
        <p className="alarm-failed" role="alert">
          <SeverityIcon severity="warning" />
          {list.failed}: {error}
          <button type="button" className="small" onClick={again}>
            {list.again}
          </button>
        </p>
      )}
      {!history && error === undefined && (
        <p className="alarm-empty hint" role="status">
          {texts.start.loading}
        </p>
      )}
      {history && (query.view === "history" ? <PastAlarms history={history} /> : <AlarmFiguresPanels history={history} />)}
      {history && (
        <footer className="hint">
          {texts.dashboard.window(formats.moment(history.from), formats.moment(history.to))}
          {history.damaged > 0 && ` · ${words.damaged(formats.count(history.damaged))}`}
        </footer>
      )}
    </div>
  );
}
