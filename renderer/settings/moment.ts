/** A moment of the settings as a field for day and time wants it: by this PC's clock, to the minute. "" stays "". */
export function toLocalMoment(moment: string): string {
  if (!/(Z|[+-]\d\d:\d\d)$/.test(moment)) return moment.slice(0, LENGTH);
  const at = new Date(moment);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

const LENGTH = "2026-01-08T02:00".length;
