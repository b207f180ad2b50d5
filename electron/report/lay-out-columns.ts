export interface ColumnNeeds {
  /** All on one line. */
  natural: number;
  /** Its longest word, or all of what is not broken. */
  least: number;
}

/**
 * Widths of a table's columns that fill `width`: what is left over is shared out evenly; where there is too little each gets something between
 * what stands in it and its longest word, in proportion. Undefined: even the longest words do not fit.
 */
export function layOutColumns(columns: readonly ColumnNeeds[], width: number): number[] | undefined {
  const naturals = columns.map(({ natural }) => natural);
  const leasts = columns.map(({ natural, least }) => Math.min(natural, least));
  const [natural, least] = [sum(naturals), sum(leasts)];
  if (least > width) return undefined;
  if (natural <= width) return naturals.map((each) => each + (width - natural) / columns.length);
  return leasts.map((each, n) => each + ((naturals[n]! - each) * (width - least)) / (natural - least));
}

function sum(list: readonly number[]): number {
  return list.reduce((a, b) => a + b, 0);
}
