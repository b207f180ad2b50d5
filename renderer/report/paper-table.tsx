import type { ReactNode } from "react";

export interface PaperColumn {
  title: string;
  /** Words stand at the left, figures at the right. */
  isText?: boolean;
}

export interface PaperRow {
  key: string;
  /** The first one is the row's heading. */
  cells: ReactNode[];
  /** `total` sums up the rows above it; `last` is the last before a thick line. */
  kind?: "total" | "last";
}

interface PaperTableProps {
  label: string;
  columns: PaperColumn[];
  rows: PaperRow[];
  className?: string;
}

/** A table as it is printed: its head stands on each page again, and no row is cut. */
export function PaperTable({ label, columns, rows, className }: PaperTableProps) {
  const alignOf = (column: number) => (columns[column]?.isText ? "text" : "figure");
  return (
    <table className={className} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title }, column) => (
            <th key={title} scope="col" data-align={alignOf(column)}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, kind, cells: [head, ...cells] }) => (
          <tr key={key} data-row={key} data-kind={kind}>
            <th scope="row" data-align={alignOf(0)}>
              {head}
            </th>
            {cells.map((cell, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column's number is its name
              <td key={column} data-align={alignOf(column + 1)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
