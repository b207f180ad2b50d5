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
import { createLogLinks } from "./log-links.ts";
import { toChoice } from "./outage-choice.ts";
import type { OutageChoice } from "./outage-choice.ts";
import { OutageTable } from "./outage-table.tsx";
import { sayLengths } from "../ui/say-lengths.ts";

const MOST_ROWS = 1_000;

interface OutagesDialogProps {
  choice: OutageChoice;
  query: DashboardQuery;
  /** Whose outages, as it is open at the host. */
  source: string;
  /** Of the window whose incidents are listed. */
  statistics: Statistics;
  nameStream: NameStream;
  onChoose: (choice: OutageChoice) => void;
  onClose: () => void;
}

/** The outages that the dashboard counts, one by one, and the log of them all. */
export function OutagesDialog({ choice, query, source, statistics, nameStream, onChoose, onClose }: OutagesDialogProps) {
  const words = useI18n();
  const { texts, formats } = words;
  const { outages: say } = texts.dashboard;
  const { api } = useHostClient();
  const { connected } = useReadyHost();
  const [slot] = useState(() => crypto.randomUUID());
  const [round, setRound] = useState(0);
  const { reason, ...outages } = choice;
  const choices = [{}, ...statistics.lengths.map(toChoice)];
  const { streams, servers, folder } = query;
  const linkToLog = createLogLinks({ from: statistics.from, to: statistics.to, streams, servers, folder });
  const question = {
    from: new Date(statistics.from).toISOString(),
    until: new Date(statistics.to).toISOString(),
    streams,
    servers,
    source,
    ...choice,
    limit: MOST_ROWS,
  };
  const { value, error } = useAsked(connected ? () => api.listOutages({ slot, ...question }) : undefined, {
    key: JSON.stringify(question),
    round,
  });
  const shown = value && value.total > value.outages.length;
  return (
    <Dialog title={titleOf(choice, words)} closeLabel={texts.keys.close} onClose={onClose} wide>
      <div className="outages-choice">
        <label>
          {texts.dashboard.lengths.length}
          <select
            value={choices.findIndex((lengths) => lengths.longerThan === choice.longerThan && lengths.shorterThan === choice.shorterThan)}
            onChange={(event) => onChoose({ ...choices[Number(event.target.value)], ...(reason !== undefined && { reason }) })}
          >
            {choices.map((lengths, index) => (
              <option key={index} value={index}>
                {index === 0 ? say.anyLength : sayChoice(lengths, words)}
              </option>
            ))}
          </select>
        </label>
        {reason === undefined && <a href={linkToLog({ outages })}>{say.toLog}</a>}
      </div>
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
      {value && value.outages.length > 0 && (
        <OutageTable caption={say.title} outages={value.outages} folder={folder} nameStream={nameStream} />
      )}
    </Dialog>
  );
}

/** The list's name, with what it is narrowed to. */
function titleOf(choice: OutageChoice, words: Words): string {
  const { longerThan, shorterThan, reason } = choice;
  const parts = [
    ...(reason === undefined ? [] : [sayReason(reason, words)]),
    ...(longerThan === undefined && shorterThan === undefined ? [] : [sayChoice(choice, words)]),
  ];
  return [words.texts.dashboard.outages.title, ...parts].join(" · ");
}

function sayChoice({ longerThan, shorterThan }: OutageChoice, words: Words): string {
  return sayLengths({ from: longerThan ?? 0, to: shorterThan }, words);
}
