import type { PaperCell, PaperTable as Table } from "../../shared/report/paper.ts";

/** A table as it is printed: its head stands on each page again, and no row is cut. */
export function PaperTable({ label, name, columns, rows }: Table) {
  const alignOf = (column: number) => (columns[column]?.isText ? "text" : "figure");
  return (
    <table className={`paper-${name}`} aria-label={label}>
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
        {rows.map(({ key, kind, cells: [head = "", ...cells] }) => (
          <tr key={key} data-row={key} data-kind={kind}>
            <th scope="row" data-align={alignOf(0)}>
              <Cell cell={head} />
            </th>
            {cells.map((cell, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column's number is its name
              <td key={column} data-align={alignOf(column + 1)}>
                <Cell cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ cell }: { cell: PaperCell }) {
  if (typeof cell === "string") return cell;
  const { text, small, bar, shade } = cell;
  return (
    <>
      {bar !== undefined && <ShareBar share={bar} />}
      {bar !== undefined || shade !== undefined ? <span data-shade={shade}>{text}</span> : text}
      {small !== undefined && small !== "" && <small> {small}</small>}
    </>
  );
}

/** 0 to 1 as a bar; the figure stands beside it. */
function ShareBar({ share }: { share: number }) {
  return (
    <svg className="paper-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="10" fill="#e4e4e4" />
      <rect width={100 * share} height="10" fill="#6b6b6b" />
    </svg>
  );
}
