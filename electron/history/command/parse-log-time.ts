const DAY = 86_400_000;
const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: DAY, w: 7 * DAY };

/**
 * A time on the command line as ISO in UTC: ISO 8601 (a date alone is that day's midnight, local unless `isUtc`, a time without a zone likewise), or so long ago: `90s`,
 * `30m`, `2h`, `7d`, `4w`. Undefined when it is neither.
 */
export function parseLogTime(text: string, { now, isUtc }: { now: number; isUtc: boolean }): string | undefined {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return toIso(now - Number(count) * UNITS[unit]!);
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.test(text)) return undefined;
  const moment = text.length === 10 ? `${text}T00:00:00` : text.replace(" ", "T");
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(moment.slice(10));
  return toIso(Date.parse(hasZone || !isUtc ? moment : `${moment}Z`));
}

function toIso(time: number): string | undefined {
  return Number.isNaN(time) || Math.abs(time) > 8.64e15 ? undefined : new Date(time).toISOString();
}
