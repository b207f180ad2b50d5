import type { LineCounts } from "../../shared/statistics-api.ts";
import type { Words } from "../i18n/i18n-context.tsx";

/** Nothing observed is no figure: never 100 %. */
export function sayAvailability(share: number | undefined, { texts, formats }: Words): string {
  return share === undefined ? texts.dashboard.noData : formats.availability(share);
}

/** Lines are counted by the index, which may not be ready. */
export function sayLines(count: number | undefined, lines: LineCounts | undefined, { texts, formats }: Words): string {
  return lines ? formats.count(count ?? 0) : texts.dashboard.linesWaiting;
}

/** How a reason is called; without one the stream waited for a server that others had found dead. */
export function sayReason(reason: string | null | undefined, { texts }: Words): string {
  if (reason === null || reason === undefined) return texts.dashboard.serverDead;
  return (texts.reason as Record<string, string>)[reason] ?? reason;
}

/** No failure is no time between failures: so long without one. */
export function sayTimeBetweenFailures(measure: { meanTimeBetweenFailures?: number | undefined; observed: number }, words: Words): string {
  const { texts, formats } = words;
  if (measure.observed === 0) return texts.dashboard.noData;
  if (measure.meanTimeBetweenFailures === undefined) return texts.dashboard.noFailureIn(formats.duration(measure.observed));
  return formats.duration(measure.meanTimeBetweenFailures);
}

/** How long a step of recovery took: seconds, some less than one. */
export function sayTook(milliseconds: number, { texts, formats }: Words): string {
  return milliseconds < 10_000 ? texts.patterns.seconds(formats.decimal(milliseconds / 1_000)) : formats.duration(milliseconds);
}
