import fc from "fast-check";
import { expect, test } from "vitest";
import { binomialTail, correct, poissonTail } from "../../../shared/patterns/chance.ts";

/** Sums of the terms, worked out apart. */
test.each([
  [1, 0.01, 0.009_950_166_3],
  [5, 1, 0.003_659_846_8],
  [10, 2, 0.000_046_498_07],
  [60, 20, 4.233_284_7e-13],
])("at least %s where %s are expected: %s", (count, expected, chance) => {
  expect(poissonTail(count, expected) / chance).toBeCloseTo(1, 3);
});

test.each([
  [7, 10, 0.5, 0.171_875],
  [15, 35, 7 / 90, 1.655_465_6e-8],
  [40, 40, 0.9, 0.014_780_883],
])("at least %s of %s, each with %s: %s", (count, total, share, chance) => {
  expect(binomialTail(count, { total, share }) / chance).toBeCloseTo(1, 2);
});

test("the tails are the sums that they stand for", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (total, below, share) => {
        const count = Math.min(total, below);
        const ways = (n: number) =>
          Array.from({ length: n }, (_, k) => (total - k) / (k + 1)).reduce((product, factor) => product * factor, 1);
        let sum = 0;
        for (let n = count; n <= total; n++) sum += ways(n) * share ** n * (1 - share) ** (total - n);
        expect(binomialTail(count, { total, share })).toBeCloseTo(sum, 8);
      },
    ),
  );
});

test("nothing is certain by chance, and no correction makes more than certain", () => {
  expect([
    poissonTail(0, 3),
    poissonTail(5, 0),
    binomialTail(0, { total: 5, share: 0.1 }),
    binomialTail(6, { total: 5, share: 0.1 }),
  ]).toEqual([1, 0, 1, 0]);
  expect([correct(0.001, 3), correct(0.4, 3)]).toEqual([0.003, 1]);
});
