/** Names of a journal's files: `YYYY-MM-DD.jsonl`, then `.1.jsonl`, `.2.jsonl`; `.gz` behind it when compressed. */
export interface SegmentName {
  /** Local date of writing, YYYY-MM-DD. */
  date: string;
  /** 0 for the day's first file, which has no number in its name. */
  number: number;
}

const PATTERN = /^(\d{4}-\d{2}-\d{2})(?:\.([1-9]\d{0,8}))?\.jsonl$/;
/** Of nine digits, as in the pattern. */
const LAST_NUMBER = 999_999_999;
const DAY = 86_400_000;

/** Undefined for what is no file of ours: anything else in the folder is left alone. */
export function parseSegmentName(name: string): SegmentName | undefined {
  const [, date, number] = PATTERN.exec(name) ?? [];
  if (date === undefined || !isDate(date)) return undefined;
  return { date, number: Number(number ?? 0) };
}

export function formatSegmentName({ date, number }: SegmentName): string {
  return number === 0 ? `${date}.jsonl` : `${date}.${number}.jsonl`;
}

/** By date, then number as a number: the order of creation as far as names tell it (a clock that was set back is not seen). */
export function compareSegmentNames(a: string, b: string): number {
  const [left, right] = [parseSegmentName(a), parseSegmentName(b)];
  if (!left || !right) return Number(right === undefined) - Number(left === undefined);
  return left.date === right.date ? left.number - right.number : left.date < right.date ? -1 : 1;
}

/** The day's next free name among all that were ever given; where a file that somebody put there has the last number, the first free one. */
export function nextSegmentName(date: string, taken: Iterable<string>): string {
  const numbers = new Set<number>();
  let next = 0;
  for (const name of taken) {
    const parsed = parseSegmentName(name);
    if (parsed?.date !== date) continue;
    numbers.add(parsed.number);
    next = Math.max(next, parsed.number + 1);
  }
  let number = next > LAST_NUMBER ? 0 : next;
  while (numbers.has(number)) number++;
  return formatSegmentName({ date, number });
}

export function localDate(time: number): string {
  const date = new Date(time);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Whole days from one date to another, both YYYY-MM-DD; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

function isDate(text: string): boolean {
  const time = Date.parse(text);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
