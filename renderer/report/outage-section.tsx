import type { Statistics } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayReason } from "../ui/say-figure.ts";
import { PaperSection } from "./paper-section.tsx";
import { PaperTable } from "./paper-table.tsx";

/** The longest outages, one by one. One at the month's edge may reach beyond it. */
export function OutageSection({ statistics, nameStream }: { statistics: Statistics; nameStream: NameStream }) {
  const words = useI18n();
  const { texts, formats } = words;
  const { column, section, goesOn, before, noIncident, outagesShown } = texts.report;
  const { longest, whole } = statistics;
  return (
    <PaperSection title={section.outages} name="outages">
      {longest.length === 0 ? (
        <p>{noIncident}</p>
      ) : (
        <PaperTable
          label={section.outages}
          className="paper-outages"
          columns={[
            { title: column.number },
            { title: column.stream, isText: true },
            { title: column.from, isText: true },
            { title: column.to, isText: true },
            { title: column.down },
            { title: column.cause, isText: true },
          ]}
          rows={longest.map(({ streamId, server, from, to, down, reason }, n) => ({
            key: `${streamId} ${from}`,
            cells: [
              formats.count(n + 1),
              <>
                {nameStream(streamId)} <small>{server}</small>
              </>,
              from === statistics.from ? before(formats.moment(from)) : formats.moment(from),
              to === statistics.to ? goesOn : formats.moment(to),
              formats.duration(down),
              sayReason(reason, words),
            ],
          }))}
        />
      )}
      {longest.length < whole.incidents && (
        <p className="paper-note">{outagesShown(formats.count(longest.length), formats.count(whole.incidents))}</p>
      )}
    </PaperSection>
  );
}
