import { Link } from "./link.tsx";
import type { FigureTable } from "./figure.ts";

/** A chart's figures as a table; its cells lead where the chart's pieces do. */
export function DataTable({ caption, table: { columns, rows } }: { caption: string; table: FigureTable }) {
  return (
    <div className="data-table" role="group" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...cells], row) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no other name, and none is kept over another answer
            <tr key={row}>
              <th scope="row">{head && <Link to={head.href}>{head.text}</Link>}</th>
              {cells.map(({ text, href }, column) => (
                // oxlint-disable-next-line react/no-array-index-key -- a column's number is its name
                <td key={column}>
                  <Link to={href}>{text}</Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
