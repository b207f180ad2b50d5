import { useEffect, useRef } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import { useHostClient } from "../api/api-context.tsx";
import { isSameRow } from "./create-log-memory.ts";

interface FreshRowDeps {
  row: LogRow | undefined;
  source: string | undefined;
  slot: string;
  /** Its delivery has got further. */
  onRow: (row: LogRow) => void;
}

/** Reads a record's state anew as delivery goes on, until central has taken it. Returns what does so at once. */
export function useFreshRow({ row, source, slot, onRow }: FreshRowDeps): () => void {
  const { api, bridge } = useHostClient();
  const latest = useRef<() => void>(() => undefined);
  useEffect(() => {
    latest.current = () => {
      if (!row || source === undefined) return;
      const take = (fresh: LogRow | undefined) => fresh && stateOf(fresh) !== stateOf(row) && onRow(fresh);
      void api
        .readLogContext({ source, slot: `${slot}-row`, at: row.at, count: 1 })
        .then(({ rows }) => take(rows.find((each) => isSameRow(each, row))))
        .catch(() => undefined); // the next change of the delivery asks again
    };
  });
  const open = row?.delivery === "waiting" || row?.delivery === "rejected" ? `${row.at.file} ${row.at.offset} ${row.delivery}` : undefined;
  useEffect(() => {
    if (open === undefined) return undefined;
    const end = bridge.subscribe("statusChanged", () => latest.current());
    latest.current(); // what has changed since the list was read, or before somebody listened
    return end;
  }, [bridge, open]);
  return () => latest.current();
}

function stateOf({ delivery, rejection }: LogRow): string {
  return JSON.stringify([delivery, rejection]);
}
