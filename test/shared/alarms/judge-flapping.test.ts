import fc from "fast-check";
import { expect, test } from "vitest";
import { measureFlapping, NEVER_SAMPLED, sampleFlapping } from "../../../shared/alarms/judge-flapping.ts";
import type { StreamState } from "../../../shared/state-line.ts";

/** The value and whether it flaps, after each sample behind a first one. */
function sample(hasChanged: (tick: number) => boolean, ticks: number) {
  let history = sampleFlapping(NEVER_SAMPLED, "up");
  return Array.from({ length: ticks }, (_, i) => {
    const isDown = hasChanged(i + 1) ? !history.isDown : history.isDown;
    history = sampleFlapping(history, isDown ? "down" : "up");
    return { value: Math.round(measureFlapping(history.changes) * 10) / 10, isFlapping: history.isFlapping };
  });
}

test("nothing but changes: flapping at the sixth", () => {
  const samples = sample(() => true, 6);
  expect(samples.map(({ value }) => value)).toEqual([5.9, 11.7, 17.4, 23, 28.5, 33.9]);
  expect(samples.map(({ isFlapping }) => isFlapping)).toEqual([false, false, false, false, false, true]);
});

test("eight changes, then calm: over at tick 23", () => {
  const samples = sample((tick) => tick <= 8, 23);
  expect(samples[21]).toMatchObject({ isFlapping: true });
  expect(samples[22]).toEqual({ value: 21, isFlapping: false });
});

test("every other sample: flapping at tick 11", () => {
  const samples = sample((tick) => tick % 2 === 1, 11);
  expect(samples[9]!.isFlapping).toBe(false);
  expect(samples[10]).toEqual({ value: 32.4, isFlapping: true });
});

test("what is unknown is no change, whatever it was before", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<StreamState>("up", "unknown"), { maxLength: 60 }), (states) => {
      const history = states.reduce(sampleFlapping, NEVER_SAMPLED);
      expect(measureFlapping(history.changes)).toBe(0);
    }),
  );
});
