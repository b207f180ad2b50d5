import { describe, expect, test } from "vitest";
import { createPlayerBench } from "./player-bench.ts";

const SILENT = { frames: 0, packets: 0, dropped: 0 };

describe("an offline slate", () => {
  const showSlate = async () => {
    const bench = createPlayerBench();
    const player = await bench.play();
    await bench.clock.advance(10_000);
    const lastFrameAt = player.view().lastFrameAt;
    player.setOnSlate(true);
    await bench.clock.advance(1_000);
    return { bench, player, lastFrameAt };
  };

  test("is one failure, however long its frames flow; the session is kept and nothing is tried", async () => {
    const { bench, player, lastFrameAt } = await showSlate();
    await bench.clock.advance(120_000);
    expect(bench.reasons()).toEqual(["offline_slate"]);
    expect(bench.failures[0]).toMatchObject({ phase: "playing", attempt: 1, sessionId: expect.any(String), playedFor: expect.any(Number) });
    expect(player.view()).toMatchObject({ state: "offline", failure: bench.failures[0], retryAt: undefined, lastFrameAt });
    expect([bench.posts(), bench.connection().closed]).toEqual([1, false]);
  });

  test("ends with the next frames once the camera is back, as the same incident for half a minute", async () => {
    const { bench, player } = await showSlate();
    player.setOnSlate(false);
    await bench.clock.advance(1_000);
    expect(player.view()).toMatchObject({ state: "playing", failure: undefined, attempt: 0 });
    player.setOnSlate(true);
    await bench.clock.advance(1_000);
    player.setOnSlate(false);
    await bench.clock.advance(40_000);
    player.setOnSlate(true);
    await bench.clock.advance(1_000);
    const [first, second, third] = bench.failures.map(({ incidentId }) => incidentId);
    expect([second === first, third === first]).toEqual([true, false]);
  });

  test("that is known before the first frame never counts as playing", async () => {
    const bench = createPlayerBench();
    const player = bench.createPlayer("cam");
    player.setOnSlate(true);
    const states = new Set<string>();
    player.subscribe(() => states.add(player.view().state));
    player.start();
    await bench.clock.advance(1_000);
    bench.connection().connect();
    await bench.clock.advance(2_000);
    expect(player.view().state).toBe("offline");
    expect(states.has("playing")).toBe(false);
  });

  test("that stalls is a stall, and tried again", async () => {
    const { bench, player } = await showSlate();
    bench.connection().perSecond = SILENT;
    await bench.clock.advance(4_000);
    expect(player.view().state).toBe("stalled");
    await bench.clock.advance(1_500);
    expect([bench.reasons(), bench.posts()]).toEqual([["offline_slate", "stalled_no_packets"], 2]);
  });
});
