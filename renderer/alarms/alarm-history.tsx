import { writeDuration } from "../../shared/alarms/write-alarm-sentence.ts";
import type { AlarmHistory, PastAlarm } from "../../shared/alarm-history-api.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { PriorityMark } from "../ui/alarm-marks.tsx";
import { useSayAlarm } from "../ui/use-say-alarm.ts";
import { linkToLog } from "./alarm-links.ts";
import { describeTarget } from "../ui/describe-target.ts";

/** The alarms that are over: when, for how long, who has seen them, what they were part of. */
export function PastAlarms({ history: { past, total, to } }: { history: AlarmHistory }) {
  const { texts, formats } = useI18n();
  const { past: words } = texts.alarms;
  if (past.length === 0)
    return (
      <section className="alarm-empty" role="status">
        <h2>{words.none}</h2>
        <p className="hint">{words.noneText}</p>
      </section>
    );
  return (
    <div className="alarm-table" role="group" aria-label={words.label} tabIndex={0}>
      <table>
        <caption className="unseen">{words.label}</caption>
        <thead>
          <tr>
            {(["raised", "priority", "what", "over", "duration", "acknowledged", "cause"] as const).map((column) => (
              <th key={column} scope="col">
                {words.column[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {past.map((alarm) => (
            <PastLine key={alarm.occurrenceId} alarm={alarm} now={to} />
          ))}
        </tbody>
      </table>
      {total > past.length && <p className="hint">{words.shown(formats.count(past.length), formats.count(total))}</p>}
    </div>
  );
}

function PastLine({ alarm, now }: { alarm: PastAlarm; now: number }) {
  const { texts, formats, language } = useI18n();
  const { past: words, priority } = texts.alarms;
  const say = useSayAlarm();
  const { streams } = useReadyHost().settings.settings;
  const { kind, source, since, until, acknowledgedAt, acknowledgedBy, cause, comments } = alarm;
  const log = linkToLog({ kind, source, from: since, to: until }, streams);
  const sentence = say.sentence(alarm, now);
  return (
    <tr data-alarm={alarm.alarmId}>
      <td>{formats.moment(alarm.raisedAt)}</td>
      <td>
        <span className="alarm-priority" data-priority={alarm.priority}>
          <PriorityMark priority={alarm.priority} />
          {priority[alarm.priority]}
        </span>
      </td>
      <th scope="row">
        {log === undefined ? sentence : <a href={log}>{sentence}</a>}
        {comments > 0 && <span className="hint"> · {texts.alarms.list.comments(formats.count(comments))}</span>}
      </th>
      <td>{formats.moment(until)}</td>
      <td className="number">{writeDuration(until - since, language)}</td>
      <td>
        {acknowledgedAt === undefined ? (
          <span className="hint">{cause === undefined ? words.nobody : words.withCause}</span>
        ) : (
          [formats.since(acknowledgedAt, now), acknowledgedBy ?? ""].join(" ")
        )}
      </td>
      <td>{cause !== undefined && say.name(describeTarget({ alarmId: cause }))}</td>
    </tr>
  );
}
