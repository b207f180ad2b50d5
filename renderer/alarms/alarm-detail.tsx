import { useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { writeFacts } from "../../shared/alarms/evidence-words.ts";
import type { AlarmView } from "../../shared/alarms-api.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AlarmStateMark, PriorityMark } from "../ui/alarm-marks.tsx";
import { CloseButton } from "../ui/close-button.tsx";
import { LiveText, useTicker } from "../ui/live-text.tsx";
import { createNameStream } from "../../shared/name-stream.ts";
import { useSayAlarm } from "../ui/use-say-alarm.ts";
import { linkToIncident, linkToLog } from "./alarm-links.ts";
import { nameAcknowledger } from "./name-acknowledger.ts";

interface AlarmDetailProps {
  view: AlarmView;
  /** The alarm that it is part of, where that is known. */
  cause: AlarmView | undefined;
  onClose: () => void;
}

const MINUTE = 60_000;

/** All that is known of one alarm, and where it leads. */
export function AlarmDetail({ view, cause, onClose }: AlarmDetailProps) {
  const { texts, formats, language } = useI18n();
  const { detail: words, list, state, priority, owner, guidance, verdict } = texts.alarms;
  const say = useSayAlarm();
  const { streams } = useReadyHost().settings.settings;
  const nameStream = createNameStream(streams);
  const ticker = useTicker();
  const minute = useSyncExternalStore(ticker.add, () => Math.floor(Date.now() / MINUTE) * MINUTE);
  const time = (at: number) => <LiveText format={(now) => formats.since(at, now)} />;
  const signed = (at: number, by: string | undefined) => (
    <LiveText format={(now) => (by === undefined ? formats.since(at, now) : `${formats.since(at, now)} (${by})`)} />
  );
  const hidden = ({ at, until, reason, by }: { at: number; until?: number; reason: string; by?: string }) => (
    <>
      {signed(at, by)}
      {", "}
      {until === undefined ? list.untilEnded : <LiveText format={(now) => list.until(formats.since(until, now))} />}
      {", "}
      {reason}
    </>
  );
  const { kind, since, until, raisedAt, acknowledgedAt, shelf, outOfService, comments, incidentId } = view;
  const causeText = cause && <LiveText format={(now) => say.sentence(cause, now)} />;
  const rows: [string, ReactNode][] = [
    [words.guidance, guidance[view.guidance]],
    [words.since, since > 0 && view.occurrenceId !== undefined && time(since)],
    [words.raised, raisedAt !== undefined && time(raisedAt)],
    [words.over, until !== undefined && time(until)],
    [words.acknowledged, acknowledgedAt !== undefined && signed(acknowledgedAt, nameAcknowledger(view))],
    [words.shelved, shelf && hidden(shelf)],
    [words.outOfService, outOfService && hidden(outOfService)],
    [words.cause, causeText],
    [words.verdict, view.verdict !== "unknown" && verdict[view.verdict]],
    [words.evidence, view.evidence && writeFacts(view.evidence, language)],
    [words.reason, view.reason && texts.reason[view.reason]],
    [words.server, view.server],
    [texts.alarms.owner.label, owner[view.owner]],
  ];
  const log = linkToLog({ kind, source: view.source, from: since, to: until ?? minute + MINUTE }, streams);
  return (
    <aside className="alarm-detail" aria-label={words.label} onKeyDown={({ key }) => key === "Escape" && onClose()}>
      <header>
        <h2>
          <LiveText format={(now) => say.sentence(view, now)} />
        </h2>
        <CloseButton label={words.close} onClose={onClose} />
      </header>
      <p className="alarm-detail-state">
        <PriorityMark priority={view.priority} />
        {priority[view.priority]}
        <AlarmStateMark state={view.state} />
        {state[view.state]}
      </p>
      <dl>
        {rows
          .filter(([, value]) => value !== undefined && value !== false && value !== "")
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {(log !== undefined || incidentId !== undefined) && (
        <p className="alarm-links">
          {log !== undefined && since > 0 && <a href={log}>{words.log}</a>}
          {incidentId !== undefined && <a href={linkToIncident(incidentId)}>{words.incident}</a>}
        </p>
      )}
      {view.streams && view.streams.missing.length > 0 && (
        <section>
          <h3>{words.missing}</h3>
          <ul>
            {view.streams.missing.map(({ streamId, since: from }) => (
              <li key={streamId}>
                {nameStream(streamId)} <span className="hint">{time(from)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{words.comments}</h3>
        {comments.length === 0 ? (
          <p className="hint">{words.noComments}</p>
        ) : (
          <ul>
            {comments.toReversed().map(({ at, text, by }) => (
              <li key={`${at} ${text}`}>
                {text} <span className="hint">{signed(at, by)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </aside>
  );
}
