/** Of years with four digits, as in all times that others can read. Unix milliseconds. */
const FIRST = Date.parse("0000-01-01T00:00:00.000Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/** Unix milliseconds of a time in ISO 8601; undefined for what is none, or could not be written again as one that others can read. */
export function parseTime(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return time >= FIRST && time <= LAST ? time : undefined;
}
