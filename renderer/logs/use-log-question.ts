import { useCallback, useEffect, useMemo, useState } from "react";
import type { LogRow } from "../../shared/log-api.ts";
import { toLogFilter } from "../ui/log-query.ts";
import type { LogQuery } from "../ui/log-query.ts";
import type { LogList, LogQuestion } from "./create-log-list.ts";

export interface ShownQuestion {
  /** Undefined while the logs are being opened. The same object as long as it asks the same. */
  question: LogQuestion | undefined;
  /** A new question has no selected row yet. */
  selected: LogRow | undefined;
  setSelected: (row: LogRow | undefined) => void;
}

/** What the filter asks of these logs; the list is asked at once. `asOf`: from when "today" and "the last hours" are counted. */
export function useLogQuestion({
  query,
  source,
  textStreams,
  asOf,
  list,
}: {
  query: LogQuery;
  source: string | undefined;
  /** Streams to which the query's text applies by their names. */
  textStreams: string[];
  asOf: number;
  list: LogList;
}): ShownQuestion {
  const [chosen, setChosen] = useState<{ row: LogRow; question: LogQuestion | undefined }>();
  const filterText = JSON.stringify({ ...toLogFilter(query, asOf), ...(textStreams.length > 0 && { textStreams }) });
  const question = useMemo<LogQuestion | undefined>(
    () => (source === undefined ? undefined : { source, filter: JSON.parse(filterText) as LogQuestion["filter"] }),
    [source, filterText],
  );
  const setSelected = useCallback((row: LogRow | undefined) => setChosen(row && { row, question }), [question]);
  useEffect(() => {
    if (question) list.ask(question);
  }, [list, question]);
  return { question, selected: chosen?.question === question ? chosen?.row : undefined, setSelected };
}
