import { describe, expect, test } from "vitest";
import { createPlayerBench } from "./player-bench.ts";

const SILENT = { frames: 0, packets: 0, dropped: 0 };
const FLOWING = { frames: 25, packets: 60, dropped: 0 };

describe("a PC that slept", () => {
  const wake = async (slept: number, perSecond: typeof SILENT) => {
    const bench = createPlayerBench();
    const player = await bench.play();
    await bench.clock.advance(3_000);
    bench.clock.jump(slept);
    bench.connection().perSecond = perSecond;
    return { bench, player, first: bench.connections()[0]! };
  };

  test("for ten minutes plays on where the server still holds its session", async () => {
    const { bench, player } = await wake(600_000, FLOWING);
    await bench.clock.advance(60_000);
    expect([player.view().state, bench.failures, bench.posts()]).toEqual(["playing", [], 1]);
  });

  test("opens another session where the server has given it up, and nobody has failed", async () => {
    const { bench, player, first } = await wake(600_000, SILENT);
    await bench.clock.advance(3_000);
    expect(bench.posts()).toBe(2);
    bench.connection().connect();
    await bench.clock.advance(60_000);
    expect([player.view().state, bench.failures, first.closed]).toEqual(["playing", [], true]);
  });

  test.each(["fail", "closeDtls"] as const)("hears that its session is gone (%s) before it knows that it slept", async (event) => {
    const { bench, player } = await wake(600_000, SILENT);
    bench.connection()[event]();
    await bench.clock.advance(3_000);
    bench.connection().connect();
    await bench.clock.advance(60_000);
    expect([player.view().state, bench.failures, bench.posts()]).toEqual(["playing", [], 2]);
  });

  test("is not deceived by frames that had still arrived before, however long they last", async () => {
    const { bench, player } = await wake(600_000, FLOWING);
    await bench.clock.advance(2_000);
    bench.connection().perSecond = { ...FLOWING, packets: 0 };
    await bench.clock.advance(2_000);
    bench.connection().connect();
    await bench.clock.advance(60_000);
    expect([player.view().state, bench.failures, bench.posts()]).toEqual(["playing", [], 2]);
  });

  test("goes on opening it while old frames are shown, for as long as the server takes", async () => {
    const { bench, player } = await wake(600_000, FLOWING);
    bench.server.post = "hold";
    await bench.clock.advance(2_000);
    bench.connection().perSecond = { ...FLOWING, packets: 0 };
    await bench.clock.advance(8_000);
    bench.connection().perSecond = SILENT;
    await bench.clock.advance(4_500);
    expect([player.view().state, bench.failures, bench.posts()]).toEqual(["stalled", [], 2]);
  });

  test("opens another session where the old frames are through and a key frame is missing", async () => {
    const { bench, player } = await wake(600_000, FLOWING);
    await bench.clock.advance(9_000);
    bench.connection().perSecond = { ...FLOWING, frames: 0 };
    await bench.clock.advance(2_000);
    bench.connection().connect();
    await bench.clock.advance(60_000);
    expect([player.view().state, bench.failures, bench.posts()]).toEqual(["playing", [], 2]);
  });

  test("has a failure as any other some seconds later", async () => {
    const { bench } = await wake(600_000, FLOWING);
    await bench.clock.advance(17_000);
    bench.connection().closeDtls();
    expect(bench.reasons()).toEqual(["closed_by_server"]);
  });

  test("keeps its session when the frames return before the next one is answered", async () => {
    const { bench, player, first } = await wake(600_000, SILENT);
    bench.server.post = "hold";
    await bench.clock.advance(3_000);
    first.perSecond = FLOWING;
    await bench.clock.advance(60_000);
    expect([player.view().state, bench.failures, first.closed]).toEqual(["playing", [], false]);
  });

  test("says so when the server does not answer afterwards", async () => {
    const { bench } = await wake(600_000, SILENT);
    bench.server.post = { status: 500 };
    await bench.clock.advance(3_000);
    expect(bench.failures[0]).toMatchObject({ reason: "http_error", attempt: 1 });
  });

  test("for too short a time to lose its session by it has lost it for another reason", async () => {
    const { bench } = await wake(10_000, SILENT);
    await bench.clock.advance(6_000);
    expect(bench.reasons()).toEqual(["stalled_no_packets"]);
  });
});
