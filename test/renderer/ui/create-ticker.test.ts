import { describe, expect, test } from "vitest";
import { createTicker } from "../../../renderer/ui/create-ticker.ts";

describe("the page's ticker", () => {
  test("tells the time at once, at each tick, and no more after its listener has left", () => {
    let now = 100;
    let tick = () => undefined as void;
    let timers = 0;
    const ticker = createTicker({
      now: () => now,
      setInterval(callback) {
        tick = callback;
        timers += 1;
      },
    });
    const heard: number[] = [];
    const end = ticker.add((at) => heard.push(at));
    ticker.add(() => undefined);
    now = 600;
    tick();
    end();
    now = 1_100;
    tick();
    expect(heard).toEqual([100, 600]);
    expect(timers).toBe(1);
  });
});
