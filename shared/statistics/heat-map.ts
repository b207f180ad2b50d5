/**
 * Counts of local hours (`listHourEdges`) by weekday and hour of the clock on the wall, summer time or not: 7 rows (0 is Sunday, as Date has it)
 * of 24.
 */
export function sumByHourOfWeek(counts: readonly number[], hourEdges: readonly number[]): number[][] {
  const rows = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const [n, count] of counts.entries()) {
    const date = new Date(hourEdges[n]!);
    rows[date.getDay()]![date.getHours()]! += count;
  }
  return rows;
}
