/** Small bars without an axis: which way a count goes. */
export function Sparkline({ counts, label }: { counts: number[]; label: string }) {
  const max = Math.max(1, ...counts);
  return (
    <svg className="sparkline" viewBox={`0 0 ${Math.max(1, counts.length)} 20`} preserveAspectRatio="none" role="img" aria-label={label}>
      {counts.map((count, at) => {
        const height = count === 0 ? 0.6 : Math.max(2, (count / max) * 20);
        return (
          <rect key={at} x={at + 0.12} width={0.76} y={20 - height} height={height} fill="currentColor" opacity={count === 0 ? 0.45 : 1} />
        ); // oxlint-disable-line react/no-array-index-key -- a part of the time has no other name
      })}
    </svg>
  );
}
