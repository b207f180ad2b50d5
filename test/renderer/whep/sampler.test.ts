import { describe, expect, test } from "vitest";
import { createSampler } from "../../../renderer/whep/sampler.ts";
import { createFakeClock } from "./fake-clock.ts";

describe("the sampler", () => {
  const listen = () => {
    const clock = createFakeClock();
    const sampler = createSampler(clock);
    const ticks: boolean[] = [];
    return { clock, sampler, ticks, remove: sampler.add((late) => ticks.push(late)) };
  };

  test("ticks once a second for everybody", async () => {
    const { clock, sampler, ticks } = listen();
    const others: boolean[] = [];
    sampler.add((late) => others.push(late));
    await clock.advance(5_000);
    expect([ticks.length, others.length]).toEqual([5, 5]);
  });

  test("counts the time that a PC slept as one late tick", async () => {
    const { clock, ticks } = listen();
    await clock.advance(2_000);
    clock.jump(60_000);
    await clock.advance(3_000);
    expect(ticks).toEqual([false, false, true, false, false, false]);
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
    expect(ticks).toEqual([false]);
    sampler.add((late) => ticks.push(late));
    await clock.advance(1_000);
    expect(ticks).toEqual([false, false]);
  });
});
