import type { AuditLine } from "../../shared/audit/audit-entry.ts";
import { sayEvent, sayWhat, sayWho } from "./describe-audit.ts";
import type { AuditWords } from "./describe-audit.ts";

/** The lines as they come. */
export function AuditTable({ lines, say }: { lines: readonly AuditLine[]; say: AuditWords }) {
  const { words, formats } = say;
  return (
    <div className="audit-table" role="region" aria-label={words.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {(["time", "event", "by", "what"] as const).map((column) => (
              <th key={column} scope="col">
                {words.column[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.hash} data-event={line.event}>
              <td>
                <time dateTime={line.timestamp} title={line.timestamp}>
                  {sayTime(line.timestamp)}
                </time>
              </td>
              <th scope="row">{sayEvent(line, words)}</th>
              <td>{sayWho(line, words)}</td>
              <td>
                {sayWhat(line, say).map((part, i) => (
                  <span key={i} className="audit-part">
                    {part}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

  function sayTime(timestamp: string): string {
    const time = Date.parse(timestamp);
    return Number.isNaN(time) ? timestamp : `${formats.day(time)} ${formats.clock(time)}`;
  }
}
