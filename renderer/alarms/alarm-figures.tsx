import type { ReactNode } from "react";
import { PRIORITIES } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmHistory } from "../../shared/alarm-history-api.ts";
import { ALARM_WORDS } from "../../shared/alarms/alarm-words.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { PriorityMark } from "../ui/alarm-marks.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { useSayAlarm } from "../ui/use-say-alarm.ts";
import { linkToLog } from "./alarm-links.ts";
import { describeTarget } from "../ui/describe-target.ts";
import { listFigureRows } from "./figure-rows.ts";

/** How well the alarm system itself does: too many, too often, for too long, and by what. Everything is a table, for eyes and ears alike. */
export function AlarmFiguresPanels({ history }: { history: AlarmHistory }) {
  const { texts, formats } = useI18n();
  const { figures: words, priority } = texts.alarms;
  const { figures } = history;
  const { worst, stale, chattering, floods, priorities, raised } = figures;
  const link = (alarmId: string) => <AlarmLink alarmId={alarmId} history={history} />;
  const shareOf = (count: number) => (raised === 0 ? 0 : count / raised);
  return (
    <div className="alarm-figures">
      <FigureTable caption={words.title} columns={[words.column.figure, words.column.value, words.column.target]}>
        {listFigureRows(figures, { texts, formats }).map(({ name, value, target, isBad }) => (
          <tr key={name} data-figure={name} data-bad={isBad}>
            <th scope="row">
              {words.name[name]} <span className="hint">{words.note[name]}</span>
            </th>
            <td className="number">
              {isBad && (
                <>
                  <SeverityIcon severity="warning" />
                  <span className="unseen">{words.isBad}</span>
                </>
              )}
              {value}
            </td>
            <td className="number hint">{target}</td>
          </tr>
        ))}
      </FigureTable>
      <div className="alarm-figure-lists">
        <FigureTable caption={words.worst} columns={[words.column.source, words.column.count, words.column.share]}>
          {worst.map(({ alarmId, count }) => (
            <tr key={alarmId} data-alarm={alarmId}>
              <th scope="row">{link(alarmId)}</th>
              <td className="number">{formats.count(count)}</td>
              <ShareCell share={shareOf(count)} />
            </tr>
          ))}
        </FigureTable>
        <FigureTable caption={words.priorities} columns={[texts.alarms.past.column.priority, words.column.count, words.column.share]}>
          {PRIORITIES.map((name) => (
            <tr key={name} data-priority={name}>
              <th scope="row">
                <span className="alarm-priority">
                  <PriorityMark priority={name} />
                  {priority[name]}
                </span>
              </th>
              <td className="number">{formats.count(priorities[name])}</td>
              <ShareCell share={shareOf(priorities[name])} />
            </tr>
          ))}
        </FigureTable>
        {floods.length > 0 && (
          <FigureTable caption={words.floods} columns={[words.column.from, words.column.duration, words.column.count, words.column.peak]}>
            {floods.toReversed().map(({ from, to, alarms, peak }) => (
              <tr key={from}>
                <th scope="row">{formats.moment(from)}</th>
                <td className="number">{formats.duration(to - from)}</td>
                <td className="number">{formats.count(alarms)}</td>
                <td className="number">{formats.count(peak)}</td>
              </tr>
            ))}
          </FigureTable>
        )}
        <AlarmNames title={words.stale} ids={stale} link={link} />
        <AlarmNames title={words.chattering} ids={chattering} link={link} />
      </div>
    </div>
  );
}

interface FigureTableProps {
  caption: string;
  columns: string[];
  children: ReactNode;
}

function FigureTable({ caption, columns, children }: FigureTableProps) {
  return (
    <div className="alarm-table">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, n) => (
              <th key={column} scope="col" className={n === 0 ? "" : "number"}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function ShareCell({ share }: { share: number }) {
  const { formats } = useI18n();
  return (
    <td className="number alarm-share">
      <span className="alarm-share-bar" aria-hidden="true" style={{ width: `${share * 100}%` }} />
      <span>{formats.percent(share)}</span>
    </td>
  );
}

function AlarmNames({ title, ids, link }: { title: string; ids: readonly string[]; link: (alarmId: string) => ReactNode }) {
  if (ids.length === 0) return undefined;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {ids.map((id) => (
          <li key={id}>{link(id)}</li>
        ))}
      </ul>
    </section>
  );
}

/** What fails, in words without a time; leads to its records of the whole window. */
function AlarmLink({ alarmId, history: { from, to, kinds } }: { alarmId: string; history: AlarmHistory }) {
  const { language } = useI18n();
  const say = useSayAlarm();
  const { streams } = useReadyHost().settings.settings;
  const { kind: guessed, source } = describeTarget({ alarmId });
  const kind = kinds[alarmId] ?? guessed;
  const text = ALARM_WORDS[language].kinds[kind](say.name({ kind, source }));
  const log = linkToLog({ kind, source, from, to }, streams);
  return log === undefined ? text : <a href={log}>{text}</a>;
}
