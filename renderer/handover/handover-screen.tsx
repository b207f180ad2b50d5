import { useMemo } from "react";
import { makeNaming } from "../../shared/alarms/name-alarm.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { HandoverPaper } from "./handover-paper.tsx";
import { HandoverToolbar } from "./handover-toolbar.tsx";
import { useHandover } from "./use-handover.ts";
import "../ui/screen.css";
import "../ui/paper.css";
import "./handover.css";

interface HandoverScreenProps {
  /** Id of one that was made; "": what is handed over now. */
  query: string;
  onQuery: (query: string) => void;
}

/** What one shift leaves to the next, on one page: written here, printed, copied, kept; and those of before. */
export function HandoverScreen({ query: id, onQuery }: HandoverScreenProps) {
  const { texts, language } = useI18n();
  const { handover: words } = texts.shifts;
  const { host, connected, settings } = useReadyHost();
  const known = useHandover();
  const { facts, kept, again } = known;
  const { servers, streams, client } = settings.settings;
  const naming = useMemo(() => makeNaming({ servers, streams, client }, host.hostName), [servers, streams, client, host.hostName]);
  const past = kept.value?.find((each) => each.id === id);
  const isMissing = id !== "" && kept.isCurrent && !past;
  const error = id === "" ? facts.error : kept.error;
  const isLoading = error === undefined && !isMissing && (id === "" ? !facts.value : !past);
  return (
    <main className="with-toolbar paper-screen" aria-busy={isLoading}>
      <HandoverToolbar {...{ known, id, past, onQuery }} context={{ language, naming }} />
      <div className="paper-desk" role="region" aria-label={words.title} tabIndex={0}>
        {!connected && (
          <p className="screen-notice" role="status">
            <SeverityIcon severity="warning" />
            {words.away}
          </p>
        )}
        {error !== undefined && (
          <p className="screen-notice" role="alert">
            <SeverityIcon severity="warning" />
            {words.failed}: {error}
            <button type="button" className="small" onClick={again}>
              {texts.logs.list.again}
            </button>
          </p>
        )}
        {isMissing && (
          <p className="screen-notice" role="status">
            <SeverityIcon severity="warning" />
            {words.missing}
          </p>
        )}
        {isLoading && (
          <p className="hint" role="status">
            {texts.start.loading}
          </p>
        )}
        {past && (
          <article className="paper-sheet">
            <pre className="handover-kept">{past.report}</pre>
          </article>
        )}
        {id === "" && facts.value && <HandoverPaper facts={facts.value} context={{ language, naming }} />}
      </div>
    </main>
  );
}
