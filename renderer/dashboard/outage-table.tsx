import type { LongOutage } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayReason } from "../ui/say-figure.ts";
import { DataTable } from "./data-table.tsx";
import { createLogLinks } from "./log-links.ts";

interface OutageTableProps {
  caption: string;
  outages: readonly LongOutage[];
  /** Whose logs. */
  folder?: string;
  nameStream: NameStream;
}

/** Outages one by one: each leads to its stream's log of that time, one that waited for a dead server to that server's. */
export function OutageTable({ caption, outages, folder, nameStream }: OutageTableProps) {
  const words = useI18n();
  const { texts, formats } = words;
  const { outages: say, column, lengths, timeline } = texts.dashboard;
  const table = {
    columns: [column.stream, say.since, say.until, lengths.length, timeline.reason],
    rows: outages.map(({ streamId, server, from, to, down, reason }) => [
      {
        text: nameStream(streamId),
        href: createLogLinks({ from, to, streams: [], servers: [], ...(folder !== undefined && { folder }) })(
          reason ? { stream: streamId } : { server },
        ),
      },
      { text: formats.moment(from) },
      { text: formats.moment(to) },
      { text: formats.duration(down) },
      { text: sayReason(reason, words) },
    ]),
  };
  return <DataTable caption={caption} table={table} />;
}
