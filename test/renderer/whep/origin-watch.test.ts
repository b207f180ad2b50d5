import { describe, expect, test } from "vitest";
import { createOriginWatch } from "../../../renderer/whep/origin-watch.ts";
import type { OriginMember, OriginWatch } from "../../../renderer/whep/origin-watch.ts";
import { createFakeClock } from "./fake-clock.ts";

/** Streams that wait whenever they fail while the origin is down, as players do; `turns` is who was let try, in order. */
function makeOrigin(names: string[]) {
  const clock = createFakeClock();
  const watch: OriginWatch = createOriginWatch({ ...clock, random: () => 0.5 });
  const turns: string[] = [];
  const enlarged = new Set<string>();
  const members = new Map<string, OriginMember>();
  for (const name of names) {
    const member: OriginMember = { isEnlarged: () => enlarged.has(name), onDown: () => undefined, onTurn: () => turns.push(name) };
    members.set(name, member);
    watch.join(member);
  }
  const fail = (name: string) => {
    watch.noteNoAnswer(members.get(name)!);
    if (watch.downSince() !== undefined) watch.wait(members.get(name)!);
  };
  return { clock, watch, turns, enlarged, fail, member: (name: string) => members.get(name)! };
}

describe("an origin", () => {
  test("is down when two streams fail within 2 s", async () => {
    const { clock, watch, fail } = makeOrigin(["a", "b"]);
    fail("a");
    await clock.advance(1_900);
    expect(watch.downSince()).toBeUndefined();
    fail("b");
    expect(watch.downSince()).toBe(clock.wallClock());
  });

  test.each([
    ["one stream fails again and again", ["a", "a", "a"], 100],
    ["two fail 3 s apart", ["a", "b"], 3_000],
  ])("is not down when %s", async (_, names, pause) => {
    const { clock, watch, fail } = makeOrigin(["a", "b"]);
    for (const name of names) {
      fail(name);
      await clock.advance(pause);
    }
    expect(watch.downSince()).toBeUndefined();
  });

  test("with one stream alone is down when that fails twice in a row", async () => {
    const { clock, watch, turns, fail } = makeOrigin(["a"]);
    fail("a");
    expect(watch.downSince()).toBeUndefined();
    watch.noteAnswer(404);
    fail("a");
    expect(watch.downSince()).toBeUndefined();
    await clock.advance(20_000);
    fail("a");
    expect(watch.downSince()).toBe(clock.wallClock());
    await clock.advance(2_000);
    expect(turns).toEqual(["a"]);
  });

  test("is not down when it answered in between", () => {
    const { watch, fail } = makeOrigin(["a", "b"]);
    fail("a");
    watch.noteAnswer(404);
    fail("b");
    expect(watch.downSince()).toBeUndefined();
  });
});

describe("an origin that is down", () => {
  const down = () => {
    const origin = makeOrigin(["a", "b", "c", "d"]);
    origin.fail("a");
    origin.fail("b");
    origin.watch.wait(origin.member("a"));
    origin.watch.wait(origin.member("c"));
    origin.watch.wait(origin.member("d"));
    return origin;
  };

  test("is asked by one stream alone, every two seconds", async () => {
    const { clock, turns, fail } = down();
    for (let probe = 0; probe < 5; probe++) {
      await clock.advance(2_000);
      fail(turns.at(-1)!);
    }
    expect(turns).toEqual(["b", "b", "b", "b", "b"]);
  });

  test("is asked by nobody else while that stream is still asking", async () => {
    const { clock, turns } = down();
    await clock.advance(15_000);
    expect(turns).toHaveLength(1);
  });

  test("is asked by another stream when that one leaves", async () => {
    const { clock, watch, turns, member } = down();
    await clock.advance(2_000);
    watch.leaveWait(member("b"));
    await clock.advance(2_000);
    expect(turns).toEqual(["b", "a"]);
  });

  test("is asked no sooner than it wants (Retry-After)", async () => {
    const { clock, watch, turns, member } = down();
    await clock.advance(2_000);
    watch.wait(member("b"), 60_000);
    await clock.advance(59_000);
    expect(turns).toEqual(["b"]);
    await clock.advance(1_000);
    expect(turns).toEqual(["b", "b"]);
  });

  test("stays down while a gateway answers for it", () => {
    const { watch } = down();
    for (const status of [502, 503, 504]) watch.noteAnswer(status);
    expect(watch.downSince()).toBeDefined();
  });

  test("releases all with its first answer, the enlarged one first", async () => {
    const { clock, watch, turns, enlarged } = down();
    await clock.advance(2_000);
    enlarged.add("d");
    watch.noteAnswer(404);
    expect(turns).toEqual(["b", "d", "a", "c"]);
    expect(watch.downSince()).toBeUndefined();
    await clock.advance(60_000);
    expect(turns).toHaveLength(4);
  });

  test("is settling for 15 s from then on, and only after it was down", async () => {
    const { clock, watch } = down();
    expect(watch.isSettling()).toBe(false);
    watch.noteAnswer(404);
    await clock.advance(14_000);
    watch.noteAnswer(404);
    expect(watch.isSettling()).toBe(true);
    await clock.advance(1_000);
    expect(watch.isSettling()).toBe(false);
  });
});
