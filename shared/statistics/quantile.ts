/** Between the two nearest values, as Excel's PERCENTILE.INC: whoever checks the report's CSV there finds the same. Takes ascending values, at least one; `share` is 0 to 1. */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const place = (ascending.length - 1) * share;
  const low = ascending[Math.floor(place)];
  const high = ascending[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new RangeError("there is no quantile of nothing");
  return low + (high - low) * (place % 1);
}
