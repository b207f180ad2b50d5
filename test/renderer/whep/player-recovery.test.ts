import { describe, expect, test } from "vitest";
import { settle } from "./fake-clock.ts";
import { createPlayerBench } from "./player-bench.ts";

const SILENT = { frames: 0, packets: 0, dropped: 0 };
const FLOWING = { frames: 25, packets: 60, dropped: 0 };

describe("a stalled session", () => {
  const stall = async () => {
    const bench = createPlayerBench();
    const player = await bench.play();
    await bench.clock.advance(10_000);
    bench.connection().perSecond = SILENT;
    await bench.clock.advance(4_000);
    return { bench, player, first: bench.connections()[0]! };
  };

  test("makes one failure and is kept while the next attempt runs", async () => {
    const { bench, player, first } = await stall();
    bench.server.post = "hold";
    await bench.clock.advance(5_000);
    expect(bench.reasons()).toEqual(["stalled_no_packets"]);
    expect([player.view().state, first.closed, bench.posts()]).toEqual(["stalled", false, 2]);
  });

  test("plays on when its frames return: the attempt is given up, without a failure", async () => {
    const { bench, player, first } = await stall();
    bench.server.post = "hold";
    await bench.clock.advance(5_000);
    first.fail();
    first.perSecond = FLOWING;
    await bench.clock.advance(60_000);
    expect(bench.reasons()).toEqual(["stalled_no_packets"]);
    expect(player.view()).toMatchObject({ state: "playing", attempt: 0, failure: undefined });
    await bench.clock.advance(10_000); // the stock's own are closed by then
    expect([bench.connection().closed, bench.open()]).toEqual([false, 1]);
  });

  test("is closed and deleted after the next one has taken its place, when the wall has started", async () => {
    const { bench, player, first } = await stall();
    await bench.clock.advance(1_500);
    bench.connection().connect();
    await bench.clock.advance(1_000);
    expect([player.view().state, first.closed]).toEqual(["playing", false]);
    await bench.clock.advance(10_000);
    expect(first.closed).toBe(true);
    expect(bench.requests.filter((request) => request.startsWith("DELETE"))).toEqual(["DELETE /session-1"]);
    expect(player.view().state).toBe("playing");
  });

  test("is left until its server has been quiet for a while, but not for ever", async () => {
    const { bench, first } = await stall();
    await bench.clock.advance(1_500);
    bench.connection().connect();
    for (let n = 0; n < 6; n++) bench.createPlayer(`dead-${n}`).start(); // on demand, and their sources do not come
    bench.server.post = "hold";
    await bench.clock.advance(20_000);
    expect(first.closed).toBe(false);
    await bench.clock.advance(20_000);
    expect(first.closed).toBe(true);
  });

  test("is given up, as its server has done, after 35 s without a packet: its end costs nothing when all start again", async () => {
    const { bench, player, first } = await stall();
    bench.server.post = "refuse";
    await bench.clock.advance(29_000);
    expect(first.closed).toBe(false);
    await bench.clock.advance(3_000);
    expect(first.closed).toBe(true);
    expect(bench.requests.filter((request) => request.startsWith("DELETE"))).toEqual([]);
    bench.server.post = "created";
    await bench.clock.advance(10_000);
    bench.connection().connect();
    await bench.clock.advance(1_000);
    expect(player.view().state).toBe("playing");
  });

  test("says nothing any more once the next one has taken its place", async () => {
    const { bench, player, first } = await stall();
    await bench.clock.advance(1_500);
    bench.connection().connect();
    await bench.clock.advance(1_000);
    first.closeDtls();
    first.fail();
    await bench.clock.advance(1_000);
    expect(bench.reasons()).toEqual(["stalled_no_packets"]);
    expect(player.view().state).toBe("playing");
  });

  test("is closed at once with its player, in whose place or not", async () => {
    const { bench, player, first } = await stall();
    await bench.clock.advance(1_500);
    bench.connection().connect();
    await player.stop();
    expect(first.closed).toBe(true);
    expect(bench.requests.filter((request) => request.startsWith("DELETE"))).toEqual(["DELETE /session-2", "DELETE /session-1"]);
    await bench.clock.advance(20_000);
    expect(bench.open()).toBe(0);
  });

  test("is kept through attempts that fail, each a failure of its own", async () => {
    const { bench, player, first } = await stall();
    bench.server.post = { status: 500 };
    await bench.clock.advance(4_000);
    expect(bench.reasons()).toEqual(["stalled_no_packets", "http_error", "http_error"]);
    expect(first.closed).toBe(false);
    first.perSecond = FLOWING;
    await bench.clock.advance(1_000);
    expect(player.view().state).toBe("playing");
  });

  test("is closed at once when it takes the last reader's place from the next one", async () => {
    const { bench, first } = await stall();
    bench.server.post = { status: 400, error: "maximum reader count reached" };
    await bench.clock.advance(1_500);
    expect(first.closed).toBe(true);
    expect(bench.requests).toContain("DELETE /session-1");
  });

  test("makes no second failure when the server then closes it", async () => {
    const { bench, first } = await stall();
    bench.server.post = "hold";
    first.closeDtls();
    await bench.clock.advance(5_000);
    expect(bench.reasons()).toEqual(["stalled_no_packets"]);
    expect(first.closed).toBe(true);
  });
});

describe("streams of an origin that is down", () => {
  const goDown = async () => {
    const bench = createPlayerBench();
    bench.server.post = "refuse";
    const players = ["a", "b", "c", "d", "e", "f"].map((name) => bench.createPlayer(name));
    for (const player of players) player.start();
    await settle();
    return { bench, players };
  };

  test("wait without a countdown, while one of them asks every two seconds and makes the failures", async () => {
    const { bench, players } = await goDown();
    await bench.clock.advance(1_000);
    const before = bench.failures.length;
    await bench.clock.advance(20_000);
    const added = bench.failures.slice(before);
    expect(added.length).toBeGreaterThanOrEqual(8);
    expect(added.length).toBeLessThanOrEqual(12);
    expect(new Set(added.map(({ streamId }) => streamId)).size).toBe(1);
    for (const player of players)
      expect(player.view()).toMatchObject({ state: "backing_off", originDownSince: expect.any(Number) as number, retryAt: undefined });
  });

  test("have a connection each prepared, and start with it", async () => {
    const { bench, players } = await goDown();
    await bench.clock.advance(10_500);
    expect(bench.open()).toBeGreaterThanOrEqual(players.length - 1); // one of them may just be asking
    expect(bench.open()).toBeLessThanOrEqual(players.length);
    bench.server.post = "created";
    await bench.clock.advance(2_500);
    expect(bench.open()).toBe(players.length);
  });

  test("all play with the origin's first answer", async () => {
    const { bench, players } = await goDown();
    await bench.clock.advance(10_000);
    bench.server.post = "created";
    await bench.clock.advance(2_500);
    for (const connection of bench.connections()) if (!connection.closed) connection.connect();
    await bench.clock.advance(1_000);
    expect(players.map((player) => player.view().state)).toEqual(players.map(() => "playing"));
    expect(players.every((player) => player.view().originDownSince === undefined)).toBe(true);
  });

  test("begin four at a time once one of them has been answered, the enlarged one first", async () => {
    const { bench, players } = await goDown();
    await bench.clock.advance(10_000);
    players[4]!.setEnlarged(true);
    bench.requests.length = 0;
    bench.server.post = "created";
    bench.server.onPost = () => bench.posts() > 1 && (bench.server.post = "hold");
    await bench.clock.advance(2_500);
    const [, ...others] = bench.requests.filter((request) => request.startsWith("POST"));
    expect(others[0]).toBe("POST /e/whep");
    expect(others).toHaveLength(4);
    expect(players.filter((player) => player.view().originDownSince !== undefined)).toEqual([]);
  });

  test("whose publishers come a little later than itself ask again every 1-3 s for a while", async () => {
    const { bench, players } = await goDown();
    await bench.clock.advance(10_000);
    bench.server.post = { status: 404 };
    await bench.clock.advance(2_500);
    const postsIn = async (milliseconds: number) => {
      const before = bench.posts();
      await bench.clock.advance(milliseconds);
      return bench.posts() - before;
    };
    expect(await postsIn(8_000)).toBe(4 * players.length);
    await bench.clock.advance(15_000);
    expect(await postsIn(15_000)).toBe(2 * players.length);
  });

  test("try at once when somebody asks them to", async () => {
    const { bench, players } = await goDown();
    bench.server.post = { status: 404 };
    players[5]!.retryNow();
    await settle();
    expect(bench.failures.at(-1)).toMatchObject({ reason: "no_stream" });
    expect(players.every((player) => player.view().originDownSince === undefined)).toBe(true);
  });
});
