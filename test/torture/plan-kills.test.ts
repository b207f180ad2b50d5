import { expect, test } from "vitest";
import { planKills } from "./plan-kills.ts";

const PROGRAMS = { victims: ["host" as const, "collector" as const], startTakes: 500 };
const RUN = { ...PROGRAMS, kills: 200, seed: 7, records: 50_000 };

test("the same seed gives the same moments and damages, another seed others", () => {
  expect(planKills(RUN)).toEqual(planKills(RUN));
  expect(planKills(RUN)).not.toEqual(planKills({ ...RUN, seed: 8 }));
});

test("moments lie within the storm, in order, on both programs", () => {
  const plan = planKills(RUN);
  const moments = plan.map(({ after }) => after);
  expect(moments).toHaveLength(200);
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  expect(Math.min(...moments)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...moments)).toBeLessThanOrEqual(50_000);
  expect(new Set(plan.map(({ victim }) => victim))).toEqual(new Set(["host", "collector"]));
});

test("where only the host is killed, all kills and all its damages are its", () => {
  const plan = planKills({ ...PROGRAMS, victims: ["host"], kills: 20, seed: 1, records: 6_000 });
  expect(new Set(plan.map(({ victim }) => victim))).toEqual(new Set(["host"]));
  const damages = plan.map(({ damage }) => damage);
  expect(damages).toEqual(expect.arrayContaining(["torn_tail", "zero_tail", "cursor_slot", "cursor_slots"]));
  expect(damages).not.toEqual(expect.arrayContaining(["no_index"]));
});

test.each([1, 2, 3, 4, 5])("thirty kills meet every damage (seed %i)", (seed) => {
  const damages = planKills({ ...PROGRAMS, kills: 30, seed, records: 8_000 }).map(({ damage }) => damage);
  const all = ["torn_tail", "zero_tail", "cursor_slot", "cursor_slots", "no_segments", "no_summaries", "index", "no_index"];
  expect(damages).toEqual(expect.arrayContaining(all));
});

test("what makes everything be sent or read again comes a few times only, however long the run", () => {
  const damages = planKills({ ...RUN, kills: 2_000 }).map(({ damage }) => damage);
  for (const costly of ["cursor_slots", "index", "no_index"]) expect(damages.filter((damage) => damage === costly)).toHaveLength(4);
});
