import { useI18n } from "../i18n/i18n-context.tsx";
import { clearChoices, clearSide, hasChoices } from "./change-query.ts";
import { describeQuery } from "./describe-query.ts";
import type { SentencePart } from "./describe-query.ts";
import { HourForm } from "./hour-form.tsx";
import { useLogNames } from "./log-names.ts";
import { OutagesForm } from "./outages-form.tsx";
import type { LogQuery } from "../ui/log-query.ts";
import { Popover } from "../ui/popover.tsx";

interface QuerySentenceProps {
  query: LogQuery;
  /** Records found; undefined while nobody knows. */
  count: number | undefined;
  onChange: (query: LogQuery) => void;
  /** Leads to where that part is chosen. */
  onEdit: (part: SentencePart) => void;
}

/** Stands for the parts in the language's own sentence. */
const PARTS = "\u0001";

/** What is shown, said in one sentence; each of its parts can be edited or taken out. */
export function QuerySentence({ query, count, onChange, onEdit }: QuerySentenceProps) {
  const { texts, formats } = useI18n();
  const { sentence } = texts.logs;
  const parts = describeQuery(query, { texts, formats, nameStream: useLogNames() });
  const whole = count === undefined ? sentence.wholeUncounted(PARTS) : sentence.whole(PARTS, formats.count(count));
  const [before, after] = whole.split(PARTS);
  return (
    <div className="sentence" role="group" aria-label={sentence.label}>
      {before && <span>{before}</span>}
      {parts.map((part) => (
        <span key={keyOf(part)} className="sentence-part" data-part={keyOf(part)}>
          {part.kind === "hourOfWeek" || part.kind === "outages" ? (
            <Popover label={part.words} name={sentence.edit(part.words)} className="sentence-words">
              {() =>
                part.kind === "hourOfWeek" ? (
                  <HourForm chosen={query.hourOfWeek!} onChange={(hourOfWeek) => onChange({ ...query, hourOfWeek })} />
                ) : (
                  <OutagesForm chosen={query.outages!} onChange={(outages) => onChange({ ...query, outages })} />
                )
              }
            </Popover>
          ) : (
            <button type="button" className="sentence-words" title={sentence.edit(part.words)} onClick={() => onEdit(part)}>
              {part.words}
            </button>
          )}
          {part.kind !== "range" && (
            <button
              type="button"
              className="sentence-remove"
              aria-label={sentence.remove(part.words)}
              title={sentence.remove(part.words)}
              onClick={() => onChange(removePart(query, part))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {after && (
        <span className="sentence-count" role="status">
          {after}
        </span>
      )}
      {hasChoices(query) && (
        <button type="button" className="small" onClick={() => onChange(clearChoices(query))}>
          {sentence.clear}
        </button>
      )}
    </div>
  );
}

function keyOf(part: SentencePart): string {
  return part.kind === "facet" ? `${part.facet}-${part.side}` : part.kind;
}

function removePart(query: LogQuery, part: SentencePart): LogQuery {
  switch (part.kind) {
    case "facet":
      return clearSide(query, part.facet, part.side);
    case "hourOfWeek":
      return { ...query, hourOfWeek: undefined };
    case "outages":
      return { ...query, outages: undefined };
    case "groups":
      return { ...query, fingerprints: [] };
    case "text":
      return { ...query, text: "" };
    case "damaged":
      return { ...query, damagedOnly: false };
    default:
      return query;
  }
}
