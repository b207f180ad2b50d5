import { describe, expect, test } from "vitest";
import { createSampler } from "../../../renderer/whep/sampler.ts";
import type { Tick } from "../../../renderer/whep/sampler.ts";
import { createFakeClock } from "./fake-clock.ts";

describe("the sampler", () => {
  const listen = () => {
    const clock = createFakeClock();
    const sampler = createSampler(clock);
    const ticks: Tick[] = [];
    return { clock, sampler, ticks, remove: sampler.add((tick) => ticks.push(tick)) };
  };

  test("ticks once a second for everybody", async () => {
    const { clock, sampler, ticks } = listen();
    const others: Tick[] = [];
    sampler.add((tick) => others.push(tick));
    await clock.advance(5_000);
    expect([ticks.length, others.length]).toEqual([5, 5]);
  });

  test.each<[number, Tick]>([
    [4_000, "late"],
    [20_000, "late"],
    [60_000, "after_sleep"],
  ])("counts %i ms without a tick as one, which says so", async (gap, tick) => {
    const { clock, ticks } = listen();
    await clock.advance(2_000);
    clock.jump(gap);
    await clock.advance(3_000);
    expect(ticks).toEqual(["on_time", "on_time", tick, "on_time", "on_time", "on_time"]);
  });

  test("ticks at once after a sleep when an event comes first, and not again for it", async () => {
    const { clock, sampler, ticks } = listen();
    await clock.advance(1_000);
    sampler.noteWaking();
    clock.jump(60_000);
    sampler.noteWaking();
    sampler.noteWaking();
    expect(ticks).toEqual(["on_time", "after_sleep"]);
    await clock.advance(1_000);
    expect(ticks).toEqual(["on_time", "after_sleep", "on_time"]);
  });

  test.each<[string, number, Tick]>([
    ["a sleep that stopped the other clock", 60_000, "after_sleep"],
    ["nothing when it is set back", -3_600_000, "on_time"],
  ])("sees by the wall clock %s", async (_, jump, tick) => {
    const { clock, ticks } = listen();
    await clock.advance(1_000);
    clock.jumpWallClock(jump);
    await clock.advance(2_000);
    expect(ticks).toEqual(["on_time", tick, "on_time"]);
  });

  test("leaves out the tick that follows a late one too soon to count as a second", async () => {
    const { clock, ticks } = listen();
    await clock.advance(1_000);
    clock.jump(1_900);
    await clock.advance(100);
    expect(ticks).toHaveLength(2);
    await clock.advance(1_000);
    expect(ticks).toHaveLength(3);
  });

  test("stops with its last listener and starts again with the next", async () => {
    const { clock, sampler, ticks, remove } = listen();
    await clock.advance(1_000);
    remove();
    await clock.advance(10_000);
    expect(ticks).toEqual(["on_time"]);
    sampler.add((tick) => ticks.push(tick));
    await clock.advance(1_000);
    expect(ticks).toEqual(["on_time", "on_time"]);
  });
});
