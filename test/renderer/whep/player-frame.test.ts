import { describe, expect, test } from "vitest";
import { settle } from "./fake-clock.ts";
import { createPlayerBench } from "./player-bench.ts";

async function connect() {
  const bench = createPlayerBench();
  const player = bench.createPlayer("cam");
  player.start();
  await settle();
  bench.connection().connect();
  expect(player.view().state).toBe("waiting_first_frame");
  return { bench, player, media: player.view().media! };
}

describe("the first frame on the page", () => {
  test("is a playing stream, before the next second's statistics", async () => {
    const { bench, player, media } = await connect();
    player.noteFrame(media);
    expect(player.view()).toMatchObject({ state: "playing", lastFrameAt: bench.clock.wallClock() });
    await bench.clock.advance(60_000);
    expect([player.view().state, bench.failures]).toEqual(["playing", []]);
  });

  test("that no other one follows is a frozen picture", async () => {
    const { bench, player, media } = await connect();
    bench.connection().perSecond = { frames: 0, packets: 60, dropped: 0 };
    player.noteFrame(media);
    await bench.clock.advance(20_000);
    expect(bench.reasons()[0]).toBe("stalled_no_frames");
  });

  test("ends what was said of the attempts before", async () => {
    const bench = createPlayerBench();
    bench.server.post = { status: 500 };
    const player = bench.createPlayer("cam");
    player.start();
    await settle();
    bench.server.post = "created";
    await bench.clock.advance(1_000);
    bench.connection().connect();
    expect(player.view()).toMatchObject({ attempt: 1, failure: { reason: "http_error" } });
    player.noteFrame(player.view().media!);
    expect(player.view()).toMatchObject({ state: "playing", attempt: 0, failure: undefined, failingSince: undefined });
  });

  test("says nothing when it is another session's, or of one that has ended", async () => {
    const { bench, player, media } = await connect();
    player.noteFrame(new MediaStream());
    expect(player.view().state).toBe("waiting_first_frame");
    bench.server.post = "hold";
    bench.connection().closeDtls();
    player.noteFrame(media);
    expect(player.view().state).toBe("backing_off");
  });

  test("is no camera's where the server plays its own clip", async () => {
    const { player, media } = await connect();
    player.setOnSlate(true);
    player.noteFrame(media);
    const { state, lastFrameAt } = player.view();
    expect([state, lastFrameAt]).toEqual(["offline", undefined]);
  });
});
