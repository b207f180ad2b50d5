import type { LogGroup, LogGroups } from "../../shared/log-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ErrorTypeMark } from "../ui/error-type-mark.tsx";
import { nameValue } from "./name-value.ts";
import { Sparkline } from "./sparkline.tsx";
import { LogTime } from "./log-time.tsx";

/** Failures of one kind as one line: since when, until when, how often, on how many streams, and which way it goes. */
export function GroupTable({ groups, onOpen }: { groups: LogGroups; onOpen: (group: LogGroup) => void }) {
  const { texts, formats } = useI18n();
  const { groups: words, column } = texts.logs;
  return (
    <div className="group-scroll" tabIndex={0} role="region" aria-label={words.label}>
      <table className="group-table">
        <thead>
          <tr>
            <th scope="col">{column.reason}</th>
            <th scope="col">{column.message}</th>
            <th scope="col" className="number">
              {words.count}
            </th>
            <th scope="col" className="number">
              {words.streams}
            </th>
            <th scope="col">{words.first}</th>
            <th scope="col">{words.last}</th>
            <th scope="col">{words.trend}</th>
          </tr>
        </thead>
        <tbody>
          {groups.groups.map((group) => (
            <GroupLine key={group.fingerprint} group={group} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      {groups.total > groups.groups.length && (
        <p className="hint group-rest">{words.shown(formats.count(groups.groups.length), formats.count(groups.total))}</p>
      )}
    </div>
  );
}

function GroupLine({ group, onOpen }: { group: LogGroup; onOpen: (group: LogGroup) => void }) {
  const { texts, formats } = useI18n();
  const { groups: words } = texts.logs;
  const reason = group.reason === "" ? nameValue("type", group.type, texts) : nameValue("reason", group.reason, texts);
  return (
    <tr data-fingerprint={group.fingerprint} onClick={() => onOpen(group)}>
      <td>
        <button type="button" className="group-open" aria-label={words.open(reason)}>
          <ErrorTypeMark type={group.type} />
          {reason}
          {group.status !== "" && <span className="log-quiet">{group.status}</span>}
        </button>
      </td>
      <td className="group-message">{group.message}</td>
      <td className="number">{formats.count(group.count)}</td>
      <td className="number">{formats.count(group.streams)}</td>
      <td>
        <LogTime time={group.firstSeen} />
      </td>
      <td>
        <LogTime time={group.lastSeen} />
      </td>
      <td>
        <Sparkline counts={group.trend} label={words.trendText(formats.count(Math.max(0, ...group.trend)))} />
      </td>
    </tr>
  );
}
