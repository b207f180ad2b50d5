/** What a subject gets: how much to do, and where its figures go. */
export interface Bench {
  /** Samples of ours and of the reference each; their medians count. */
  rounds: number;
  /** So many, or a tenth of it in a quick run. */
  scale: (count: number) => number;
  report: (bar: Bar) => void;
  /** A figure without a bar, or why there is none. */
  note: (text: string) => void;
}

/** One figure against its reference from the same run. */
export interface Bar {
  name: string;
  ours: number;
  reference: number;
  unit: string;
  /** The bar of ours / reference, or of ours itself where there is no ratio. */
  limit: { ratioAtLeast: number } | { ratioAtMost: number; plus?: number } | { atMost: number };
}

export function isMet({ ours, reference, limit }: Bar): boolean {
  if ("atMost" in limit) return ours <= limit.atMost;
  if ("ratioAtLeast" in limit) return ours >= reference * limit.ratioAtLeast;
  return ours <= reference * limit.ratioAtMost + (limit.plus ?? 0);
}

/** `name: ours, reference, ratio, bar: met`, on one line. */
export function describeBar(bar: Bar): string {
  const { name, ours, reference, unit, limit } = bar;
  const verdict = isMet(bar) ? "met" : "MISSED";
  const own = `${name}: ours ${round(ours)} ${unit}`;
  if ("atMost" in limit) return `${own}, bar <= ${limit.atMost} ${unit}: ${verdict}`;
  const plus = "plus" in limit && limit.plus ? ` + ${limit.plus} ${unit}` : "";
  const wanted = "ratioAtLeast" in limit ? `>= ${limit.ratioAtLeast}` : `<= ${limit.ratioAtMost}${plus}`;
  return `${own}, reference ${round(reference)} ${unit}, ratio ${round(ours / reference)}, bar ${wanted}: ${verdict}`;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Between the two nearest values; NaN of none. `percent` in 0–100. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  return low + ((sorted[Math.ceil(place)] ?? low) - low) * (place % 1);
}

/** Samples of both, now one first and now the other: a machine that grows slower does so for both. */
export async function alternate<A, B>(rounds: number, ours: (round: number) => Promise<A>, reference: (round: number) => Promise<B>) {
  const samples: { ours: A[]; reference: B[] } = { ours: [], reference: [] };
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) samples.ours.push(await ours(round));
    samples.reference.push(await reference(round));
    if (round % 2 === 1) samples.ours.push(await ours(round));
  }
  return samples;
}

/** Seconds that an action takes. */
export async function timeOf(action: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await action();
  return (performance.now() - startedAt) / 1_000;
}

/** Three digits; more only where they stand before the point. */
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
