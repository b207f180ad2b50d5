/** How much of each part of the time a stream was down, without an axis: which way it goes. Nothing where nobody looked. Two paths, since a table has many rows. */
export function TrendBars({ trend, label }: { trend: readonly (number | null)[]; label: string }) {
  const width = Math.max(FEWEST, trend.length);
  return (
    <svg
      className="trend-bars"
      viewBox={`${trend.length - width} 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path data-kind="up" d={drawBars(trend, (down) => (down === 0 ? 1 : 0))} />
      <path data-kind="down" d={drawBars(trend, makeScale(trend))} />
    </svg>
  );
}

const HEIGHT = 20;
/** Room for so many at least: a single bar as wide as all would be a block. */
const FEWEST = 8;
/** Of the shortest bar, so that it can be seen. */
const LOWEST = 3;

/** The worst part fills the height; a hundredth is the least that does. */
function makeScale(trend: readonly (number | null)[]): (down: number) => number {
  const worst = Math.max(0.01, ...trend.map((share) => 1 - (share ?? 1)));
  return (down) => (down === 0 ? 0 : Math.max(LOWEST, Math.round((down / worst) * HEIGHT * 10) / 10));
}

/** `heightOf` gets the share of the time that a stream was down, 0…1. */
export function drawBars(trend: readonly (number | null)[], heightOf: (down: number) => number): string {
  return trend
    .map((share, at) => {
      const height = share === null ? 0 : heightOf(1 - share);
      return height === 0 ? "" : `M${at} ${HEIGHT}v-${height}h0.8v${height}z`;
    })
    .join("");
}
