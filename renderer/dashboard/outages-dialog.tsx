import { useState } from "react";
import type { Statistics } from "../../shared/statistics-api.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useAsked } from "../api/use-asked.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { Words } from "../i18n/i18n-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayReason } from "../ui/say-figure.ts";
import type { DashboardQuery } from "./dashboard-query.ts";
import type { OutageChoice } from "./outage-choice.ts";
import { OutageTable } from "./outage-table.tsx";
import { sayLengths } from "./say-lengths.ts";

const MOST_ROWS = 1_000;

interface OutagesDialogProps {
  choice: OutageChoice;
  query: DashboardQuery;
  /** Of the window whose incidents are listed. */
  statistics: Statistics;
  nameStream: NameStream;
  onClose: () => void;
}

/** The outages that a cell of the dashboard counts, one by one: each leads to its stream's log of that time. */
export function OutagesDialog({ choice, query, statistics, nameStream, onClose }: OutagesDialogProps) {
  const words = useI18n();
  const { texts, formats } = words;
  const { outages: say } = texts.dashboard;
  const { api } = useHostClient();
  const { connected } = useReadyHost();
  const [slot] = useState(() => crypto.randomUUID());
  const [round, setRound] = useState(0);
  const { stream, ...which } = choice;
  const question = {
    from: new Date(statistics.from).toISOString(),
    until: new Date(statistics.to).toISOString(),
    streams: stream === undefined ? query.streams : [stream],
    servers: query.servers,
    ...which,
    limit: MOST_ROWS,
  };
  const { value, error } = useAsked(connected ? () => api.listOutages({ slot, ...question }) : undefined, {
    key: JSON.stringify(question),
    round,
  });
  const shown = value && value.total > value.outages.length;
  return (
    <Dialog title={titleOf(choice, words, nameStream)} closeLabel={texts.keys.close} onClose={onClose} wide>
      {error !== undefined && (
        <p role="alert">
          {say.failed}: {error}{" "}
          <button type="button" className="small" onClick={() => setRound(round + 1)}>
            {texts.logs.list.again}
          </button>
        </p>
      )}
      <p className="hint" role="status">
        {value
          ? value.total === 0
            ? say.none
            : shown
              ? texts.dashboard.timeline.cut(formats.count(value.outages.length), formats.count(value.total))
              : texts.dashboard.incidents(formats.count(value.total))
          : error === undefined && texts.start.loading}
      </p>
      {value && value.outages.length > 0 && <OutageTable caption={say.title} outages={value.outages} nameStream={nameStream} />}
    </Dialog>
  );
}

/** The list's name, with what it is narrowed to. */
function titleOf({ longerThan, shorterThan, reason, stream }: OutageChoice, words: Words, nameStream: NameStream): string {
  const parts = [
    ...(stream === undefined ? [] : [nameStream(stream)]),
    ...(reason === undefined ? [] : [sayReason(reason, words)]),
    ...(longerThan === undefined && shorterThan === undefined ? [] : [sayLengths({ from: longerThan ?? 0, to: shorterThan }, words)]),
  ];
  return [words.texts.dashboard.outages.title, ...parts].join(" · ");
}
