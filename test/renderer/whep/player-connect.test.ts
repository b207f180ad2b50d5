import { describe, expect, test } from "vitest";
import { settle } from "./fake-clock.ts";
import { createPlayerBench } from "./player-bench.ts";

describe("a session that has its answer", () => {
  test("has 12 s to connect, and is deleted when it does not", async () => {
    const bench = createPlayerBench();
    bench.createPlayer("cam").start();
    await bench.clock.advance(11_500);
    expect(bench.failures).toEqual([]);
    await bench.clock.advance(1_000);
    expect(bench.reasons()).toEqual(["connect_timeout"]);
    expect(bench.requests).toContain("DELETE /session-1");
  });

  test.each([
    ["has timed out where its server knows it no longer after 10 s", 9_500, "connect_timeout", "still new after 10 s"],
    ["was lost with its server where that knows it no longer sooner", 8_500, "session_gone", "404 Not Found (session not found)"],
  ])("%s", async (_, milliseconds, reason, sentence) => {
    const bench = createPlayerBench();
    bench.createPlayer("cam").start();
    await bench.clock.advance(milliseconds);
    bench.server.patch = "gone";
    bench.connection().gather();
    await settle();
    expect(bench.failures).toMatchObject([{ reason, phase: "connect", errorMessage: expect.stringContaining(sentence) as string }]);
    expect(bench.requests.filter((request) => request.startsWith("DELETE"))).toEqual([]);
  });

  test("has 15 s from its connection to its first frame", async () => {
    const bench = createPlayerBench();
    bench.createPlayer("cam").start();
    await bench.clock.advance(10_000);
    bench.connection().connect();
    bench.connection().perSecond = { frames: 0, packets: 60, dropped: 0 };
    await bench.clock.advance(14_500);
    expect(bench.failures).toEqual([]);
    await bench.clock.advance(1_000);
    expect(bench.failures[0]).toMatchObject({ reason: "no_first_frame", phase: "first_frame" });
  });
});
