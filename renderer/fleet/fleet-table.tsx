import { memo } from "react";
import { namePc } from "../../shared/fleet/fleet-view.ts";
import type { JudgedPc } from "../../shared/fleet/sort-fleet.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { LiveText } from "../ui/live-text.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { sayClock, sayDisk, sayOldest, severityOf } from "./say-pc.ts";

interface RowsProps {
  /** When the collector said so, and by how much its clock is ahead of this browser's: Unix milliseconds, milliseconds. */
  at: number;
  ahead: number;
  onForget: (pc: JudgedPc) => void;
}

const COLUMNS = [
  "state",
  "pc",
  "heard",
  "up",
  "down",
  "unknown",
  "backlog",
  "oldest",
  "disk",
  "clock",
  "version",
  "settings",
  "action",
] as const;
const NUMBERS: ReadonlySet<string> = new Set(["heard", "up", "down", "unknown", "backlog", "oldest", "disk", "clock"]);

export function FleetTable({ pcs, ...rest }: RowsProps & { pcs: readonly JudgedPc[] }) {
  const { fleet } = useI18n().texts;
  return (
    <table className="fleet-table">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={NUMBERS.has(column) ? "number" : undefined}>
              {fleet.column[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pcs.map((pc) => (
          <PcRow key={pc.clientId} pc={pc} {...rest} />
        ))}
      </tbody>
    </table>
  );
}

const PcRow = memo(function PcRow({ pc, at, ahead, onForget }: RowsProps & { pc: JudgedPc }) {
  const i18n = useI18n();
  const { texts, formats } = i18n;
  const words = texts.fleet;
  const name = namePc(pc);
  const heardAt = Date.parse(pc.heardAt);
  return (
    <tr data-client={pc.clientId} data-presence={pc.presence} data-severity={severityOf(pc)}>
      <td>
        <div className="pc-state">
          <SeverityIcon severity={severityOf(pc)} />
          <span>
            {words.presence[pc.presence]}
            {pc.troubles.map((trouble) => (
              <span key={trouble} className="pc-trouble" data-trouble={trouble}>
                {words.trouble[trouble]}
              </span>
            ))}
          </span>
        </div>
      </td>
      <th scope="row">
        {name}
        <span className="hint">{[pc.site, pc.hostName === name ? undefined : pc.hostName].filter(Boolean).join(" · ")}</span>
      </th>
      <td className="number">
        <LiveText format={(now) => words.ago(formats.duration(now + ahead - heardAt))} />
      </td>
      <td className="number">{formats.count(pc.streams.up)}</td>
      <td className="number">{formats.count(pc.streams.down)}</td>
      <td className="number">{formats.count(pc.streams.unknown)}</td>
      <td className="number">{formats.count(pc.backlog)}</td>
      <td className="number">{sayOldest(pc, at, i18n)}</td>
      <td className="number">{sayDisk(pc, i18n)}</td>
      <td className="number">{sayClock(pc, i18n)}</td>
      <td>{pc.version}</td>
      <td>
        <code>{pc.settingsVersion}</code>
      </td>
      <td>
        {(pc.presence === "silent" || pc.presence === "left") && (
          <button type="button" className="small" aria-label={words.forgetOf(name)} onClick={() => onForget(pc)}>
            {words.forget}
          </button>
        )}
      </td>
    </tr>
  );
});
