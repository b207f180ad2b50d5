import type { Statistics } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { sayReason } from "../ui/say-figure.ts";
import { PaperSection } from "./paper-section.tsx";
import { PaperTable } from "./paper-table.tsx";
import { sayLineCount } from "./say-paper.ts";

/** Causes by their incidents, with what they make up together (Pareto). */
export function CauseSection({ statistics: { reasons, lines } }: { statistics: Statistics }) {
  const words = useI18n();
  const { texts, formats } = words;
  const { column, section, vital, noIncident } = texts.report;
  const last = reasons.findLastIndex(({ isVital }) => isVital);
  return (
    <PaperSection title={section.causes} name="causes">
      {reasons.length === 0 ? (
        <p>{noIncident}</p>
      ) : (
        <PaperTable
          label={section.causes}
          columns={[
            { title: column.cause, isText: true },
            { title: column.incidents },
            { title: column.lines },
            { title: column.share },
            { title: column.cumulative },
            { title: column.down },
          ]}
          rows={reasons.map(({ key, incidents, share, cumulative, down }, n) => ({
            key: key ?? "",
            ...(n === last && n < reasons.length - 1 && { kind: "last" as const }),
            cells: [
              sayReason(key, words),
              formats.count(incidents),
              // What waited for a dead server wrote no line of its own.
              sayLineCount(key === null ? 0 : lines?.reasons[key], lines, words),
              formats.percent(share),
              <>
                <ShareBar share={cumulative} />
                <span>{formats.percent(cumulative)}</span>
              </>,
              formats.duration(down),
            ],
          }))}
        />
      )}
      {last >= 0 && last < reasons.length - 1 && <p className="paper-note">{vital}</p>}
    </PaperSection>
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
