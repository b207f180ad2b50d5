import { describe, expect, test } from "vitest";
import { createDrawingPace } from "../../../renderer/wall/drawing-pace.ts";

function setUp() {
  let now = 1_000;
  const timers: { callback: () => void; at: number }[] = [];
  const drawn: string[] = [];
  const draws = new Map<string, () => void>();
  const pace = createDrawingPace({
    now: () => now,
    setTimeout: (callback, milliseconds) => timers.push({ callback, at: now + milliseconds }),
  });
  return {
    drawn,
    timers,
    change(name: string) {
      if (!draws.has(name)) draws.set(name, () => void drawn.push(`${name}@${now}`));
      pace.request(draws.get(name)!);
    },
    async goTo(time: number) {
      await Promise.resolve();
      now = time;
      while ((timers[0]?.at ?? Infinity) <= time) timers.shift()!.callback();
    },
  };
}

describe("when tiles are drawn", () => {
  test("a change after a quiet while is drawn at once, with all others of its task", async () => {
    const { change, goTo, drawn, timers } = setUp();
    change("a");
    change("b");
    expect(drawn).toEqual([]);
    await goTo(1_000);
    expect(drawn).toEqual(["a@1000", "b@1000"]);
    await goTo(1_501);
    change("c");
    await goTo(1_501);
    expect(drawn).toEqual(["a@1000", "b@1000", "c@1501"]);
    expect(timers).toEqual([]);
  });

  test("what changes soon after waits for half a second, and is drawn together and once", async () => {
    const { change, goTo, drawn } = setUp();
    change("a");
    await goTo(1_010);
    change("b");
    change("a");
    change("b");
    await goTo(1_100);
    change("c");
    await goTo(1_499);
    expect(drawn).toEqual(["a@1000"]);
    await goTo(1_500);
    expect(drawn).toEqual(["a@1000", "b@1500", "a@1500", "c@1500"]);
  });
});
