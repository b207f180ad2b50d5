import { describe, expect, test } from "vitest";
import { createStreamStateWatch } from "../../../renderer/whep/watch-stream-state.ts";
import type { StreamStateChange } from "../../../renderer/whep/watch-stream-state.ts";
import type { Player } from "../../../renderer/whep/types.ts";
import { settle } from "./fake-clock.ts";
import { createPlayerBench } from "./player-bench.ts";

const SILENT = { frames: 0, packets: 0, dropped: 0 };

/** A player whose changes of state are listed, in seconds from now. */
function follow() {
  const bench = createPlayerBench();
  const network = { isOnline: true };
  const changes: StreamStateChange[] = [];
  const watch = createStreamStateWatch({
    wallClock: bench.clock.wallClock,
    isOnline: () => network.isOnline,
    onChange: (change) => changes.push(change),
  });
  bench.pool.onWaking(watch.noteWaking);
  const startedAt = bench.clock.wallClock();
  const player = watch.follow(bench.createPlayer("cam"));
  const inSeconds = (time: number) => Math.round((time - startedAt) / 1_000);
  return {
    ...bench,
    bench,
    network,
    player,
    changes,
    watch,
    /** `state since noticed`. */
    said: () => changes.map(({ state, since, at }) => `${state} ${inSeconds(since)} ${inSeconds(at)}`),
    async play() {
      player.start();
      await settle();
      bench.connection().connect();
      await bench.clock.advance(1_000);
    },
  };
}

describe("the state of a stream", () => {
  test("is unknown until it plays, and then up", async () => {
    const { player, said, play, clock } = follow();
    await play();
    await clock.advance(60_000);
    expect(said()).toEqual(["up 1 1"]);
    await player.stop();
    expect(said()).toEqual(["up 1 1", "unknown 61 61"]);
  });

  test("is down from its last frame, not from the moment that was noticed, until frames come again", async () => {
    const { said, play, clock, bench, changes, failures } = follow();
    await play();
    await clock.advance(9_000);
    bench.connection().perSecond = SILENT;
    await clock.advance(4_000);
    expect(said()).toEqual(["up 1 1", "down 10 14"]);
    expect(changes[1]?.failure).toMatchObject({ incidentId: failures[0]?.incidentId, reason: "stalled_no_packets" });
    bench.server.post = { status: 500 };
    await clock.advance(60_000);
    expect(bench.failures.length).toBeGreaterThan(2);
    bench.server.post = "created";
    while (bench.server.sessions < 2) await clock.advance(1_000);
    bench.connection().connect();
    await clock.advance(1_000);
    expect(said().map((text) => text.split(" ")[0])).toEqual(["up", "down", "up"]);
  });

  test("is down from the first failure of a stream that never played", async () => {
    const { player, said, clock, server } = follow();
    server.post = { status: 404 };
    await clock.advance(5_000);
    player.start();
    await settle();
    await clock.advance(30_000);
    expect(said()).toEqual(["down 5 5"]);
  });

  test("is down from the time that the first failure's line has, however much later that is heard", async () => {
    const { player, bench, server, failures, changes, clock } = follow();
    server.post = { status: 404 };
    const late = createStreamStateWatch({
      wallClock: () => bench.clock.wallClock() + 7,
      isOnline: () => true,
      onChange: (change) => changes.push(change),
    });
    late.follow(player);
    player.start();
    await settle();
    await clock.advance(30_000);
    expect(changes.map(({ state, since, at }) => [state, since, at - since])).toEqual([
      ["down", failures[0]!.at, 0],
      ["down", failures[0]!.at, 7],
    ]);
  });

  test("is down, without an incident, while others found its server dead before it was asked", async () => {
    const { bench, watch, changes } = follow();
    const streams = Array.from({ length: 6 }, (_, n) => watch.follow(bench.createPlayer(`wall-${n}`)));
    bench.server.post = "refuse";
    for (const stream of streams) stream.start();
    await settle();
    await bench.clock.advance(3_000);
    expect(new Set(changes.map(({ state }) => state))).toEqual(new Set(["down"]));
    expect(changes).toHaveLength(6);
    expect(changes.filter(({ failure }) => failure).length).toBeLessThan(6);
  });

  test("is unknown for the time that the PC slept, and up again only with frames from after it", async () => {
    const { bench, said, play, clock } = follow();
    await play();
    await clock.advance(9_000);
    clock.jump(600_000);
    await clock.advance(3_000);
    expect(bench.failures).toEqual([]);
    expect(said()).toEqual(["up 1 1", expect.stringMatching(/^unknown (10|11) 61[01]$/), expect.stringMatching(/^up 61[01] 61[12]$/)]);
  });

  test("stays unknown after a sleep until another session plays", async () => {
    const { bench, said, play, clock } = follow();
    await play();
    await clock.advance(9_000);
    clock.jump(600_000);
    bench.connection().perSecond = SILENT;
    await clock.advance(5_000);
    expect(said().map((text) => text.split(" ")[0])).toEqual(["up", "unknown"]);
    bench.connection().connect();
    await clock.advance(2_000);
    expect(said().map((text) => text.split(" ")[0])).toEqual(["up", "unknown", "up"]);
  });

  test("is down again, from the waking on, when it was down before the sleep", async () => {
    const { said, play, clock, bench, changes } = follow();
    await play();
    bench.server.post = { status: 500 };
    bench.connection().closeDtls();
    await settle();
    await clock.advance(5_000);
    clock.jump(600_000);
    await clock.advance(1_000);
    expect(said().map((text) => text.split(" ")[0])).toEqual(["up", "down", "unknown", "down"]);
    expect(changes[3]).toMatchObject({ since: changes[2]?.at, failure: { incidentId: changes[1]?.failure?.incidentId } });
  });

  test("is unknown while this PC has no network, until a failure with one, or frames", async () => {
    const { bench, said, play, clock, network } = follow();
    await play();
    network.isOnline = false;
    bench.server.post = "refuse";
    bench.connection().perSecond = SILENT;
    await clock.advance(10_000);
    expect(said()).toEqual(["up 1 1", "unknown 1 5"]);
    network.isOnline = true;
    bench.server.post = { status: 404 };
    await clock.advance(60_000);
    expect(said().map((text) => text.split(" ")[0])).toEqual(["up", "unknown", "down"]);
  });

  test("never begins before the one that was said before it", async () => {
    const { bench, changes, play, clock } = follow();
    await play();
    for (let round = 0; round < 4; round++) {
      bench.connection().perSecond = SILENT;
      await clock.advance(5_000);
      bench.connection().perSecond = { frames: 25, packets: 60, dropped: 0 };
      await clock.advance(2_000);
      clock.jump(30_000);
      await clock.advance(2_000);
    }
    for (const [n, { since, at }] of changes.entries()) {
      expect(since).toBeLessThanOrEqual(at);
      expect(since).toBeGreaterThanOrEqual(changes[n - 1]?.since ?? 0);
    }
    expect(changes.length).toBeGreaterThan(10);
  });

  test("is said by the window that plays the stream, not by its spares", async () => {
    const { bench, play, clock, watch, player } = follow();
    await play();
    const spareChanges: StreamStateChange[] = [];
    const spareWatch = createStreamStateWatch({
      wallClock: clock.wallClock,
      isOnline: () => true,
      onChange: (change) => spareChanges.push(change),
    });
    bench.pool.onWaking(spareWatch.noteWaking);
    const spare: Player = spareWatch.follow(bench.pool.createPlayer(player.stream));
    spare.start();
    await clock.advance(5_000);
    clock.jump(60_000);
    await clock.advance(5_000);
    expect(spareChanges).toEqual([]);
    expect(watch).toBeDefined();
    await player.stop();
    await settle();
    bench.connection().connect();
    await clock.advance(2_000);
    expect(spareChanges.map(({ state }) => state)).toEqual(["up"]);
    await spare.stop();
  });
});
