import { expect, test } from "vitest";
import { createPresence } from "../../../../electron/collector/alarms/presence.ts";

const NOW = Date.UTC(2026, 0, 8, 12);
const HOUR = 3_600_000;

test("a PC that has gone counts for a minute, as all do after the start; a clock that is set back does not make it longer", () => {
  const presence = createPresence(NOW);
  expect(presence.note(new Set(["a"]), NOW + 1_000)).toBe(NOW + 60_000);
  expect([presence.isPresent("a"), presence.isPresent("b")]).toEqual([true, true]);

  expect(presence.note(new Set(), NOW + 100_000)).toBe(NOW + 160_000);
  expect([presence.isPresent("a"), presence.isPresent("b")]).toEqual([true, false]);

  presence.note(new Set(["b"]), NOW + 110_000 - HOUR);
  expect([presence.isPresent("a"), presence.isPresent("b")]).toEqual([false, true]);
});
