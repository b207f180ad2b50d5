import { expect, test } from "vitest";
import { createSeededRandom } from "../../torture/seeded-random.ts";
import { correct, cusumTail, poissonTail } from "../../../shared/patterns/chance.ts";

/** Sums of the terms, worked out apart. */
test.each([
  [1, 0.01, 0.009_950_166_3],
  [5, 1, 0.003_659_846_8],
  [10, 2, 0.000_046_498_07],
  [60, 20, 4.233_284_7e-13],
])("at least %s where %s are expected: %s", (count, expected, chance) => {
  expect(poissonTail(count, expected) / chance).toBeCloseTo(1, 3);
});

/** Critical values of Kolmogorov's statistic, n = 100 (Smirnov 1948): 1.3581/√n at 5 %, 1.6276/√n at 1 %. */
test.each([
  [13.581, 0.05],
  [16.276, 0.01],
])("a sum of 100 that strays by %s: %s", (strayed, chance) => {
  expect(cusumTail(strayed, 100)).toBeCloseTo(chance, 3);
});

test("a sum of events that come by chance strays so far no more often than that", () => {
  const random = createSeededRandom(5);
  for (const count of [20, 60]) {
    const farthest = Array.from({ length: 4_000 }, () => {
      const times = Array.from({ length: count }, random).sort((a, b) => a - b);
      return Math.max(...times.map((time, n) => Math.max(n + 1 - count * time, count * time - n)));
    });
    for (const strayed of [0.8, 1, 1.2, 1.4, 1.6].map((factor) => factor * Math.sqrt(count))) {
      const share = farthest.filter((far) => far >= strayed).length / farthest.length;
      // Three standard errors of a share of 4 000.
      expect(share).toBeLessThanOrEqual(cusumTail(strayed, count) + 3 * Math.sqrt(cusumTail(strayed, count) / farthest.length));
    }
  }
});

test("nothing is certain by chance, and no correction makes more than certain", () => {
  expect([poissonTail(0, 3), poissonTail(5, 0), cusumTail(0, 5), cusumTail(5, 0)]).toEqual([1, 0, 1, 1]);
  expect([correct(0.001, 3), correct(0.4, 3)]).toEqual([0.003, 1]);
});
