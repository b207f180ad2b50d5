/** How much of each part of the time a stream was down, without an axis: which way it goes. A dash where nobody looked. */
export function TrendBars({ trend, label }: { trend: readonly (number | null)[]; label: string }) {
  const width = Math.max(1, trend.length);
  const worst = Math.max(0.01, ...trend.map((share) => (share === null ? 0 : 1 - share)));
  return (
    <svg className="trend-bars" viewBox={`0 0 ${width} 20`} preserveAspectRatio="none" role="img" aria-label={label}>
      {trend.map((share, at) => {
        const down = share === null ? 0 : 1 - share;
        const height = down === 0 ? 1 : Math.max(3, (down / worst) * 20);
        const kind = share === null ? "unknown" : down === 0 ? "up" : "down";
        // oxlint-disable-next-line react/no-array-index-key -- a part of the time has no other name
        return <rect key={at} data-kind={kind} x={at + 0.1} width={0.8} y={20 - height} height={height} />;
      })}
    </svg>
  );
}
