import { useState } from "react";
import type { KeyboardEvent, MouseEvent } from "react";
import { LOG_FACETS } from "../../shared/log-facets.ts";
import type { LogSummary } from "../../shared/log-api.ts";
import type { LogFacet } from "../../shared/log-facets.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ErrorTypeMark } from "../ui/error-type-mark.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { sideOf, toggleDamaged, toggleValue } from "./change-query.ts";
import type { ChoiceSide } from "./change-query.ts";
import type { LogQuery } from "../ui/log-query.ts";
import { useLogNames } from "./log-names.ts";
import { nameValue } from "./name-value.ts";

interface FacetPanelProps {
  query: LogQuery;
  summary: LogSummary | undefined;
  /** Said in the place of counts that are not there. */
  note: string | undefined;
  onChange: (query: LogQuery) => void;
}

/** What the records are, with counts: one click shows only these, Alt-click all but these. */
export function FacetPanel({ query, summary, note, onChange }: FacetPanelProps) {
  const { texts, formats } = useI18n();
  const { facets: words } = texts.logs;
  const damaged = summary?.damaged ?? 0;
  return (
    <aside className="facet-panel" aria-label={words.label}>
      <p className="hint facet-hint">{words.hint}</p>
      {(damaged > 0 || query.damagedOnly) && (
        <button type="button" className="facet-damaged" aria-pressed={query.damagedOnly} onClick={() => onChange(toggleDamaged(query))}>
          <SeverityIcon severity="warning" />
          {words.damaged(formats.count(damaged))}
        </button>
      )}
      {note !== undefined && <p className="hint">{note}</p>}
      {LOG_FACETS.map((facet) => (
        <FacetSection key={facet} facet={facet} counts={summary?.facets[facet]} query={query} onChange={onChange} />
      ))}
    </aside>
  );
}

const FEW = 6;

interface FacetSectionProps {
  facet: LogFacet;
  /** Undefined while nobody knows them. */
  counts: { value: string; count: number }[] | undefined;
  query: LogQuery;
  onChange: (query: LogQuery) => void;
}

function FacetSection({ facet, counts: known, query, onChange }: FacetSectionProps) {
  const { texts, formats } = useI18n();
  const { facets: words } = texts.logs;
  const [showAll, setShowAll] = useState(false);
  const counts = known ?? [];
  const choice = query.facets[facet];
  // What is chosen stays in sight though nothing is counted for it any more.
  const missing = [...(choice?.include ?? []), ...(choice?.exclude ?? [])].filter((value) => !counts.some((each) => each.value === value));
  const all = [...counts, ...missing.map((value) => ({ value, count: 0 }))];
  const isShown = ({ value }: { value: string }, at: number) => showAll || at < FEW || sideOf(choice, value) !== undefined;
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <section className="facet" id={facetId(facet)} tabIndex={-1} aria-label={texts.logs.facet[facet]}>
      <h2>{texts.logs.facet[facet]}</h2>
      {known && all.length === 0 && <p className="hint">{words.empty}</p>}
      <ul>
        {all.filter(isShown).map(({ value, count }) => (
          <FacetValue
            key={value}
            {...{ facet, value, count }}
            share={count / most}
            side={sideOf(choice, value)}
            onToggle={(side) => onChange(toggleValue(query, facet, { value, side }))}
          />
        ))}
      </ul>
      {all.length > FEW && (
        <button type="button" className="facet-more" onClick={() => setShowAll((shown) => !shown)}>
          {showAll
            ? words.less
            : words.more(formats.count(all.length - all.filter((each, at) => at < FEW || sideOf(choice, each.value)).length))}
        </button>
      )}
    </section>
  );
}

/** The element that an edited part of the sentence leads to. */
export function facetId(facet: LogFacet): string {
  return `facet-${facet}`;
}

interface FacetValueProps {
  facet: LogFacet;
  value: string;
  count: number;
  share: number;
  side: ChoiceSide | undefined;
  onToggle: (side: ChoiceSide) => void;
}

function FacetValue({ facet, value, count, share, side, onToggle }: FacetValueProps) {
  const { texts, formats } = useI18n();
  const { facets: words } = texts.logs;
  const name = nameValue(facet, value, texts, useLogNames());
  const click = (event: MouseEvent) => onToggle(event.altKey ? "exclude" : "include");
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !event.altKey) return;
    event.preventDefault();
    onToggle("exclude");
  };
  const sideWord = side === undefined ? "" : `, ${side === "include" ? words.included : words.excluded}`;
  return (
    <li data-side={side} data-value={value}>
      <button
        type="button"
        className="facet-value"
        aria-pressed={side !== undefined}
        aria-label={words.include(name, formats.count(count)) + sideWord}
        title={name === value ? name : `${name} (${value})`}
        onClick={click}
        onKeyDown={keyDown}
      >
        <span className="facet-share" style={{ width: `${share * 100}%` }} />
        <span className="facet-sign" aria-hidden="true">
          {side === "include" ? "✓" : side === "exclude" ? "−" : ""}
        </span>
        {facet === "type" && <ErrorTypeMark type={value} />}
        <span className="facet-name">{name}</span>
        <span className="facet-count">{formats.count(count)}</span>
      </button>
      <button
        type="button"
        className="facet-exclude"
        tabIndex={-1}
        aria-label={words.exclude(name)}
        title={words.exclude(name)}
        onClick={() => onToggle("exclude")}
      >
        −
      </button>
    </li>
  );
}
