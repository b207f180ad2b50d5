/** Times as they stand in a log: local, the same in every language, each digit under its like. */

const two = (value: number) => String(value).padStart(2, "0");

/** 01-08 */
export function formatMonthDay(time: number): string {
  const date = new Date(time);
  return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** 21:34:56 */
export function formatSecond(time: number): string {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** 2026-01-08 21:34 of an ISO time. */
export function formatMinute(iso: string): string {
  const time = Date.parse(iso);
  return `${new Date(time).getFullYear()}-${formatMonthDay(time)} ${formatSecond(time).slice(0, 5)}`;
}

/** 2026-01-08 21:34:56.789 +09:00 */
export function formatMoment(time: number): string {
  const date = new Date(time);
  const milliseconds = String(date.getMilliseconds()).padStart(3, "0");
  return `${date.getFullYear()}-${formatMonthDay(time)} ${formatSecond(time)}.${milliseconds} ${formatOffset(time)}`;
}

/** +09:00, this PC's distance from UTC at a moment. */
export function formatOffset(time: number): string {
  const minutes = -new Date(time).getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
