import { describe, expect, test } from "vitest";
import { fitPlace, placeNew } from "../../../electron/desktop/window-place.ts";
import type { Monitor } from "../../../electron/desktop/window-place.ts";

const rectangle = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const LEFT: Monitor = { bounds: rectangle(0, 0, 1_920, 1_080), workArea: rectangle(0, 0, 1_920, 1_040) };
const RIGHT: Monitor = { bounds: rectangle(1_920, 0, 2_560, 1_440), workArea: rectangle(1_920, 0, 2_560, 1_400) };

describe("where a remembered window stands", () => {
  test.each([
    {
      name: "where it stood",
      bounds: rectangle(2_000, 50, 1_600, 900),
      monitor: RIGHT,
      monitors: [LEFT, RIGHT] as const,
      expected: rectangle(2_000, 50, 1_600, 900),
      isAway: false,
    },
    {
      name: "across two monitors",
      bounds: rectangle(1_500, 50, 1_600, 900),
      monitor: LEFT,
      monitors: [LEFT, RIGHT] as const,
      expected: rectangle(1_500, 50, 1_600, 900),
      isAway: false,
    },
    {
      name: "on the primary one while its own is away",
      bounds: rectangle(2_000, 50, 1_600, 900),
      monitor: RIGHT,
      monitors: [LEFT] as const,
      expected: rectangle(160, 70, 1_600, 900),
      isAway: true,
    },
    {
      name: "no larger than the monitor that it has to do with",
      bounds: rectangle(1_920, 0, 2_560, 1_400),
      monitor: RIGHT,
      monitors: [LEFT] as const,
      expected: rectangle(0, 0, 1_920, 1_040),
      isAway: true,
    },
    {
      name: "where a hand can take hold of it: not above the monitor",
      bounds: rectangle(100, -500, 800, 600),
      monitor: LEFT,
      monitors: [LEFT] as const,
      expected: rectangle(560, 220, 800, 600),
      isAway: false,
    },
    {
      name: "nor with a corner only",
      bounds: rectangle(1_900, 100, 800, 600),
      monitor: LEFT,
      monitors: [LEFT] as const,
      expected: rectangle(560, 220, 800, 600),
      isAway: false,
    },
    {
      name: "where it stood when another resolution leaves it room",
      bounds: rectangle(100, 100, 800, 600),
      monitor: { ...LEFT, bounds: rectangle(0, 0, 1_280, 1_024) },
      monitors: [LEFT] as const,
      expected: rectangle(100, 100, 800, 600),
      isAway: true,
    },
  ])("$name", ({ bounds, monitor, monitors, expected, isAway }) => {
    expect(fitPlace({ bounds, monitor: monitor.bounds }, [...monitors])).toEqual({ bounds: expected, isAway });
  });

  test("a new one stands in the middle, the next a little beside it", () => {
    expect(placeNew(RIGHT, 0)).toEqual({ bounds: rectangle(2_400, 250, 1_600, 900), monitor: RIGHT.bounds, size: "normal", address: "" });
    expect(placeNew(RIGHT, 2).bounds).toEqual(rectangle(2_480, 330, 1_600, 900));
  });
});
