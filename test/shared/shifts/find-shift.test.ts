import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findShift, isSameShift, latestShelfEnd } from "../../../shared/shifts/find-shift.ts";

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = "Europe/Berlin"; // 2026: on 29 March 02:00 becomes 03:00, on 25 October 03:00 becomes 02:00
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const TWO = ["09:00", "18:00"];
const HOUR = 3_600_000;

describe("which shift it is", () => {
  test.each([
    { at: "2026-01-08T09:00:00+01:00", shifts: TWO, from: "2026-01-08T09:00:00+01:00", to: "2026-01-08T18:00:00+01:00" },
    { at: "2026-01-08T17:59:59.999+01:00", shifts: TWO, from: "2026-01-08T09:00:00+01:00", to: "2026-01-08T18:00:00+01:00" },
    { at: "2026-01-08T18:00:00+01:00", shifts: TWO, from: "2026-01-08T18:00:00+01:00", to: "2026-01-09T09:00:00+01:00" },
    { at: "2026-01-09T03:00:00+01:00", shifts: TWO, from: "2026-01-08T18:00:00+01:00", to: "2026-01-09T09:00:00+01:00" },
    { at: "2026-01-01T00:00:00+01:00", shifts: ["22:00", "14:00", "06:00"], from: "2025-12-31T22:00:00+01:00", to: "2026-01-01T06:00:00+01:00" },
    { at: "2026-01-08T08:59:00+01:00", shifts: ["09:00"], from: "2026-01-07T09:00:00+01:00", to: "2026-01-08T09:00:00+01:00" },
    { at: "2026-01-08T00:00:00+01:00", shifts: ["00:00"], from: "2026-01-08T00:00:00+01:00", to: "2026-01-09T00:00:00+01:00" },
    // The night is an hour shorter, and an hour longer.
    { at: "2026-03-29T03:30:00+02:00", shifts: TWO, from: "2026-03-28T18:00:00+01:00", to: "2026-03-29T09:00:00+02:00" },
    { at: "2026-10-25T02:30:00+01:00", shifts: TWO, from: "2026-10-24T18:00:00+02:00", to: "2026-10-25T09:00:00+01:00" },
    // A time that there is not, and one that there is twice: the first counts.
    { at: "2026-03-29T03:30:00+02:00", shifts: ["02:30", "14:00"], from: "2026-03-29T03:30:00+02:00", to: "2026-03-29T14:00:00+02:00" },
    { at: "2026-03-29T03:30:00+02:00", shifts: ["02:30", "03:30"], from: "2026-03-29T03:30:00+02:00", to: "2026-03-30T02:30:00+02:00" },
    { at: "2026-10-25T02:29:00+01:00", shifts: ["02:30", "14:00"], from: "2026-10-25T02:30:00+02:00", to: "2026-10-25T14:00:00+01:00" },
  ])("$at of $shifts: from $from to $to", ({ at, shifts, from, to }) => {
    expect(findShift(Date.parse(at), shifts)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  }); // prettier-ignore

  test("none where there are none", () => {
    expect(findShift(0, [])).toBeUndefined();
  });

  test("each moment of a year lies in the shift that is found, and the next begins where it ends", () => {
    let at = Date.parse("2026-01-01T00:00:00+01:00");
    for (let n = 0; n < 3 * 365; n++) {
      const shift = findShift(at, ["22:00", "14:00", "06:00"])!;
      expect(shift.from).toBeLessThanOrEqual(at);
      expect(shift.to).toBeGreaterThan(at);
      expect(findShift(shift.to - 1, ["06:00", "14:00", "22:00"])).toEqual(shift);
      at = shift.to;
      expect(findShift(at, ["06:00", "14:00", "22:00"])!.from).toBe(shift.to);
    }
  });
});

test.each([
  ["2026-01-08T17:50:00+01:00", TWO, 10 / 60],
  ["2026-01-08T18:00:00+01:00", TWO, 15],
  ["2026-03-28T18:00:00+01:00", TWO, 14],
  ["2026-10-24T18:00:00+02:00", TWO, 16],
  ["2026-01-08T17:50:00+01:00", [], 8],
])("what is shelved at %s of %j is so for %d hours at most", (at, shifts, hours) => {
  expect((latestShelfEnd(Date.parse(at), shifts) - Date.parse(at)) / HOUR).toBeCloseTo(hours, 9);
});

test.each([
  ["2026-01-08T09:00:00+01:00", "2026-01-08T17:59:00+01:00", TWO, true],
  ["2026-01-08T18:00:00+01:00", "2026-01-09T08:59:00+01:00", TWO, true],
  ["2026-01-08T17:59:00+01:00", "2026-01-08T18:00:00+01:00", TWO, false],
  ["2026-01-07T10:00:00+01:00", "2026-01-08T10:00:00+01:00", TWO, false],
  ["2026-01-07T10:00:00+01:00", "2026-01-08T10:00:00+01:00", [], true],
])("%s and %s are of one shift of %j: %s", (then, now, shifts, isSame) => {
  expect(isSameShift(Date.parse(then), Date.parse(now), shifts)).toBe(isSame);
});
