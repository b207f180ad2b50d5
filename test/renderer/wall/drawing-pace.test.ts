import { describe, expect, test } from "vitest";
import { createTicker } from "../../../renderer/ui/create-ticker.ts";
import { createDrawingPace } from "../../../renderer/wall/drawing-pace.ts";

function setUp() {
  let now = 1_000;
  let tick = () => {};
  const drawn: string[] = [];
  const draws = new Map<string, () => void>();
  const ticker = createTicker({ now: () => now, setInterval: (callback) => (tick = callback) });
  const pace = createDrawingPace({ now: () => now, ticker });
  /** The task that changed something is over; then time goes on. */
  const goTo = async (time: number) => {
    await Promise.resolve();
    now = time;
  };
  return {
    drawn,
    goTo,
    change(name: string) {
      if (!draws.has(name)) draws.set(name, () => void drawn.push(`${name}@${now}`));
      pace.request(draws.get(name)!);
    },
    async tickAt(time: number) {
      await goTo(time);
      tick();
    },
  };
}

describe("when tiles are drawn", () => {
  test("a change after a quiet while is drawn at once, with all others of its task", async () => {
    const { change, goTo, tickAt, drawn } = setUp();
    change("a");
    change("b");
    expect(drawn).toEqual([]);
    await goTo(1_001);
    expect(drawn).toEqual(["a@1000", "b@1000"]);
    await tickAt(1_500);
    await goTo(2_000);
    change("c");
    await goTo(2_001);
    expect(drawn).toEqual(["a@1000", "b@1000", "c@2000"]);
  });

  test("what changes soon after waits for the clocks, and is drawn with them and once", async () => {
    const { change, goTo, tickAt, drawn } = setUp();
    change("a");
    await goTo(1_010);
    change("b");
    change("a");
    change("b");
    await goTo(1_100);
    change("c");
    await goTo(1_480);
    expect(drawn).toEqual(["a@1000"]);
    await tickAt(1_490);
    expect(drawn).toEqual(["a@1000", "b@1490", "a@1490", "c@1490"]);
    await tickAt(1_990);
    expect(drawn).toHaveLength(4);
  });

  test("before a tick that comes late no change is drawn by itself", async () => {
    const { change, goTo, tickAt, drawn } = setUp();
    change("a");
    await tickAt(1_490);
    change("b");
    await tickAt(2_000);
    await goTo(2_510);
    change("c");
    await tickAt(2_700);
    expect(drawn).toEqual(["a@1000", "b@2000", "c@2700"]);
  });
});
