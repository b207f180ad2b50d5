/** How likely it is that mere chance does as much: the tails of the distributions that counts have. */

/**
 * What is said of patterns altogether is wrong by mere chance in one history of a hundred at most: three kinds share that, and within a
 * kind whoever asks divides it by the number of questions (Bonferroni), which holds however the streams depend on each other.
 */
export const CHANCE_OF_A_KIND = 0.003;

/** A probability after so many questions of its kind. */
export function correct(chance: number, questions: number): number {
  return Math.min(1, chance * questions);
}

/** P(at least `count`) where `expected` are expected (Poisson); both 0 or more. */
export function poissonTail(count: number, expected: number): number {
  if (count <= 0) return 1;
  if (expected <= 0) return 0;
  if (count <= expected) return 1; // no more than expected: nobody asks how likely
  let term = 1;
  let sum = 1;
  for (let n = count + 1; term > sum * 1e-12; n++) sum += term *= expected / n;
  return Math.min(1, Math.exp(count * Math.log(expected) - expected - logGamma(count + 1)) * sum);
}

/**
 * P(the sum of `count` events less what is expected strays by `strayed` or more, anywhere) where they lie evenly, at most (Massart 1990). Counts
 * need not be whole: those of overdispersed data are divided by their dispersion.
 */
export function cusumTail(strayed: number, count: number): number {
  return count <= 0 ? 1 : Math.min(1, 2 * Math.exp((-2 * strayed ** 2) / count));
}

const LANCZOS = [
  76.180_091_729_471_5, -86.505_320_329_416_8, 24.014_098_240_830_91, -1.231_739_572_450_155, 0.001_208_650_973_866_179,
  -0.000_005_395_239_384_953,
];

/** Of a number above 0 (Lanczos; Numerical Recipes 6.1). */
function logGamma(x: number): number {
  const shifted = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  const series = LANCZOS.reduce((sum, factor, n) => sum + factor / (x + n + 1), 1.000_000_000_190_015);
  return -shifted + Math.log((2.506_628_274_631 * series) / x);
}
