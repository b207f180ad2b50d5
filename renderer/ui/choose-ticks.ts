const STEPS = [1, 5, 10, 30, 60, 180, 360, 720, 1_440, 2_880, 10_080, 43_200].map((minutes) => minutes * 60_000);

/** Moments for the axis, at most `most`: whole local minutes, hours or days. */
export function chooseTicks(from: number, until: number, most: number): number[] {
  const step = STEPS.find((each) => (until - from) / each <= most) ?? STEPS.at(-1)!;
  const offset = new Date(from).getTimezoneOffset() * 60_000;
  const ticks: number[] = [];
  for (let tick = Math.ceil((from - offset) / step) * step + offset; tick < until; tick += step) ticks.push(tick);
  return ticks.slice(0, most + 1);
}
