import type { LogFacet } from "../../shared/log-facets.ts";
import type { LogChoice } from "../../shared/log-search.ts";
import { EMPTY_QUERY, formatLogQuery } from "../ui/log-query.ts";
import type { LogQuery } from "../ui/log-query.ts";

export type ChoiceSide = "include" | "exclude";

/** How a value stands in a facet's choice. */
export function sideOf(choice: LogChoice | undefined, value: string): ChoiceSide | undefined {
  if (choice?.include?.includes(value)) return "include";
  return choice?.exclude?.includes(value) ? "exclude" : undefined;
}

/** Chooses a value on that side, or, where it already stands there, no longer; a value stands on one side only. */
export function toggleValue(query: LogQuery, facet: LogFacet, { value, side }: { value: string; side: ChoiceSide }): LogQuery {
  const choice = query.facets[facet];
  const present = sideOf(choice, value);
  const without = (values: string[] = []) => values.filter((each) => each !== value);
  const next = { include: without(choice?.include), exclude: without(choice?.exclude) };
  if (present !== side) next[side].push(value);
  return { ...query, facets: withChoice(query.facets, facet, next) };
}

/** Takes one side of a facet's choice away: a part of the sentence. */
export function clearSide(query: LogQuery, facet: LogFacet, side: ChoiceSide): LogQuery {
  const next = { include: [], exclude: [], ...query.facets[facet], [side]: [] };
  return { ...query, facets: withChoice(query.facets, facet, next) };
}

function withChoice(facets: LogQuery["facets"], facet: LogFacet, { include, exclude }: Required<LogChoice>): LogQuery["facets"] {
  const { [facet]: _old, ...others } = facets;
  if (include.length + exclude.length === 0) return others;
  return { ...others, [facet]: { ...(include.length > 0 && { include }), ...(exclude.length > 0 && { exclude }) } };
}

/** All damaged lines of the time alone: what is chosen else they do not have. Or again all. */
export function toggleDamaged(query: LogQuery): LogQuery {
  if (query.damagedOnly) return { ...query, damagedOnly: false };
  return { ...clearChoices(query), hourOfWeek: query.hourOfWeek, damagedOnly: true, view: "list" };
}

/** Everything chosen but the time, the folder and the way of looking. */
export function clearChoices({ range, folder, view }: LogQuery): LogQuery {
  return { ...EMPTY_QUERY, range, folder, view };
}

export function hasChoices(query: LogQuery): boolean {
  return formatLogQuery({ ...query, text: query.text.trim() }) !== formatLogQuery(clearChoices(query));
}
