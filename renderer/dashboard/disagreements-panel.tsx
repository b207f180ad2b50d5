import { useMemo } from "react";
import type { Statistics } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { DataTable } from "./data-table.tsx";
import { makeDisagreements } from "./figure-disagreements.ts";
import type { LinkToLogs } from "./log-links.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { Panel } from "./panel.tsx";

interface DisagreementsPanelProps {
  statistics: Statistics;
  link: LinkToLogs;
  nameStream: NameStream;
}

/** On how many PCs the figures rest, and which of them did not see what others saw. */
export function DisagreementsPanel({ statistics, link, nameStream }: DisagreementsPanelProps) {
  const words = useI18n();
  const { disagreements: say } = words.texts.dashboard;
  const made = useMemo(() => makeDisagreements(statistics, { words, link, nameStream }), [statistics, words, link, nameStream]);
  return (
    <Panel title={say.title} className="wide">
      <p className="panel-says">{made.summary}</p>
      {made.pcs.rows.length > 0 && (
        <>
          <p className="hint">{say.hint}</p>
          <DataTable caption={say.byPc} table={made.pcs} />
          <DataTable caption={say.title} table={made.times} />
        </>
      )}
    </Panel>
  );
}
