import type { Statistics, StreamFigures } from "../../shared/statistics-api.ts";
import type { TimeSums } from "../../shared/statistics/partition.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayAvailability } from "../ui/say-figure.ts";
import { PaperSection } from "./paper-section.tsx";
import { PaperTable } from "./paper-table.tsx";
import { NO_FIGURE, sayLineCount } from "./say-paper.ts";

/** Every stream's figures, worst first. */
export function StreamSection({ statistics, nameStream }: { statistics: Statistics; nameStream: NameStream }) {
  const words = useI18n();
  const { texts, formats } = words;
  const { column, section, all, none, noIncident } = texts.report;
  const { streams, whole, lines } = statistics;
  const sayTime = (length: number) => (length === 0 ? none : formats.duration(length));
  const sayTimes = ({ up, down, unknown, maintenance }: TimeSums) => [sayTime(up + down), sayTime(unknown), sayTime(maintenance)];
  const sayTimeBetweenFailures = ({ meanTimeBetweenFailures: mean }: StreamFigures) =>
    mean === undefined ? noIncident : formats.duration(mean);
  const sayRepairs = ({ repair, observed }: StreamFigures) =>
    [repair?.median, repair?.p95, repair?.longest].map((time) =>
      time === undefined ? (observed > 0 ? none : NO_FIGURE) : formats.duration(time),
    );
  return (
    <PaperSection title={section.streams} name="streams">
      <PaperTable
        label={section.streams}
        className="paper-streams"
        columns={[
          { title: column.stream, isText: true },
          { title: column.availability },
          { title: column.incidents },
          { title: column.lines },
          { title: column.observed },
          { title: column.unknown },
          { title: column.maintenance },
          { title: column.betweenFailures },
          { title: column.repairMedian },
          { title: column.repairP95 },
          { title: column.longest },
        ]}
        rows={[
          ...streams.map((stream) => ({
            key: stream.streamId,
            cells: [
              <>
                {nameStream(stream.streamId)} <small>{stream.server}</small>
              </>,
              sayAvailability(stream.availability, words),
              stream.observed > 0 ? formats.count(stream.incidents) : NO_FIGURE,
              sayLineCount(lines?.streams[stream.streamId], lines, words),
              ...sayTimes(stream),
              stream.observed > 0 ? sayTimeBetweenFailures(stream) : NO_FIGURE,
              ...sayRepairs(stream),
            ],
          })),
          {
            key: "all streams",
            kind: "total" as const,
            cells: [
              all,
              sayAvailability(whole.availability, words),
              formats.count(whole.incidents),
              sayLineCount(lines?.total, lines, words),
              ...sayTimes(whole),
              ...["between", "median", "p95", "longest"].map(() => ""),
            ],
          },
        ]}
      />
    </PaperSection>
  );
}
