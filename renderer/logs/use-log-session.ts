import { useEffect, useMemo, useRef, useState } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import type { LogMemory, RowMark } from "./create-log-memory.ts";
import { markOf } from "./use-log-jumps.ts";
import type { LogJumps } from "./use-log-jumps.ts";

interface LogSessionDeps {
  /** The filter in the page's address; "" when the viewer was opened without one. */
  address: string;
  onQuery: (query: string, how: { replace: boolean }) => void;
  memory: LogMemory;
  selected: LogRow | undefined;
  /** Whether rows can be found in the list as it is. */
  ready: boolean;
  toRow: LogJumps["toRow"];
}

export interface LogSession {
  /** The row at the list's upper edge; undefined at its top. */
  keepTop: (row: LogRow | undefined) => void;
  /** A row to go to once the list shows what `address` asks for. */
  goLater: (row: RowMark, address: string) => void;
}

interface Wish {
  address: string;
  row: RowMark;
  select: boolean;
}

/** Opened without a filter of its own, the viewer is as it was left: filter, selected row, place in the list. */
export function useLogSession({ address, onQuery, memory, selected, ready, toRow }: LogSessionDeps): LogSession {
  const top = useRef<RowMark>(undefined);
  const [wish, setWish] = useState<Wish | undefined>(() => wishOf(memory, address));
  const isRestored = useRef(false);

  useEffect(() => {
    if (isRestored.current) return;
    isRestored.current = true;
    const { session } = memory.get();
    if (address === "" && session && session.query !== "") onQuery(session.query, { replace: true });
  }, [address, memory, onQuery]);

  const granted = useRef<Wish>(undefined);
  useEffect(() => {
    if (!wish || !ready || wish.address !== address || granted.current === wish) return;
    granted.current = wish;
    void toRow(wish.row, { select: wish.select }).then(() => setWish((present) => (present === wish ? undefined : present)));
  }, [wish, ready, address, toRow]);

  const row = useMemo(() => selected && markOf(selected), [selected]);
  // What is to be gone to is not there yet: until then what is kept stays what it was.
  const isOnItsWay = wish !== undefined && (address === wish.address || address === "");
  useEffect(() => {
    if (isOnItsWay) return undefined;
    const keep = () => memory.change({ session: { query: address, ...(row && { row }), ...(top.current && { top: top.current }) } });
    // At once, since a page may end without a word; the place in the list, which moves all the time, when the page is left.
    keep();
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [memory, address, row, isOnItsWay]);

  const [session] = useState<LogSession>(() => ({
    keepTop(row) {
      top.current = row && markOf(row);
    },
    goLater: (row, later) => setWish({ row, address: later, select: true }),
  }));
  return session;
}

function wishOf(memory: LogMemory, address: string): Wish | undefined {
  const { session } = memory.get();
  if (!session || (address !== "" && address !== session.query)) return undefined;
  if (session.row) return { address: session.query, row: session.row, select: true };
  return session.top && { address: session.query, row: session.top, select: false };
}
