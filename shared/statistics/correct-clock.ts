import type { StateLine } from "../state-line.ts";
import { findFirst } from "./intervals.ts";

/**
 * One PC's lines with the times that the collector's clock would have given them, by the offsets that they carry: each holds until the next
 * one, the first also before it. Lines without any stay as they are. Hours that a clock which was set back has shown twice stay uncertain.
 */
export function correctClock(lines: readonly StateLine[]): readonly StateLine[] {
  const marks: { at: number; offset: number }[] = [];
  for (const line of lines)
    if ("clockOffset" in line && line.clockOffset !== undefined) marks.push({ at: line.at, offset: line.clockOffset });
  if (marks.every(({ offset }) => offset === 0)) return lines;
  marks.sort((a, b) => a.at - b.at || a.offset - b.offset);
  const correct = (time: number): number => time + marks[Math.max(0, findFirst(marks.length, (n) => marks[n]!.at > time) - 1)]!.offset;
  return lines.map((line) => {
    const at = correct(line.at);
    return line.kind === "state" ? { ...line, at, since: Math.min(correct(line.since), at) } : { ...line, at };
  });
}
