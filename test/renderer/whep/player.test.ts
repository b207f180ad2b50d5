import { describe, expect, test } from "vitest";
import { settle } from "./fake-clock.ts";
import { createPlayerBench } from "./player-bench.ts";

const SILENT = { frames: 0, packets: 0, dropped: 0 };

describe("a player", () => {
  test("plays, and asks the server for nothing more", async () => {
    const bench = createPlayerBench();
    const player = await bench.play();
    expect(player.view().state).toBe("playing");
    await bench.clock.advance(60_000);
    expect(player.view().state).toBe("playing");
    expect([bench.requests, bench.failures]).toEqual([["POST /cam/whep"], []]);
  });
});

describe("a player beside another one of the same stream", () => {
  test("plays at once, while a second one that watches waits for the first", async () => {
    const bench = createPlayerBench();
    await bench.play();
    const spare = bench.createPlayer("cam");
    const copy = bench.createPlayer("cam", "copy");
    for (const player of [spare, copy]) player.start();
    await settle();
    bench.connection().connect();
    await bench.clock.advance(1_000);
    expect([spare.view().state, copy.view().state]).toEqual(["idle", "playing"]);
    await copy.stop();
    expect(bench.requests).toEqual(["POST /cam/whep", "POST /cam/whep", "DELETE /session-2"]);
  });

  test("says with each failure of a main stream that it is one", async () => {
    const bench = createPlayerBench();
    bench.server.post = { status: 502 };
    for (const role of ["main", "copy"] as const) bench.createPlayer(role, role).start();
    await settle();
    expect(bench.failures.map(({ streamName, mainStream }) => [streamName, mainStream])).toEqual([
      ["main", true],
      ["copy", undefined],
    ]);
  });
});

describe("an attempt", () => {
  test("begins again, with the ICE servers that the answer names, and the next one knows them", async () => {
    const bench = createPlayerBench();
    bench.server.link = '<stun:stun.example:3478>; rel="ice-server"';
    await bench.play();
    expect(bench.requests).toEqual(["POST /cam/whep", "DELETE /session-1", "POST /cam/whep"]);
    expect(bench.connection().iceServers).toEqual([{ urls: "stun:stun.example:3478" }]);
    await bench.play("other");
    expect(bench.posts()).toBe(3);
    expect(bench.connection().iceServers).toEqual([{ urls: "stun:stun.example:3478" }]);
    expect(bench.failures).toEqual([]);
  });

  test.each([
    [{ status: 502 }, "http_error", [500, 1_000]],
    [{ status: 404 }, "no_stream", [5_000, 10_000]],
    [{ status: 401 }, "auth", [30_000, 30_000]],
    [{ status: 503, retryAfter: "20" }, "http_error", [20_500, 21_000]],
    ["garbage", "bad_answer", [500, 1_000]],
    ["trackless", "no_video", [500, 1_000]],
    ["refuse", "network", [500, 1_000]],
  ] as const)("that gets %j makes one failure, and the next one waits", async (post, reason, [shortest, longest]) => {
    const bench = createPlayerBench();
    bench.server.post = post;
    const player = bench.createPlayer("cam");
    player.start();
    await settle();
    const { state, retryAt = 0, attempt } = player.view();
    expect([bench.reasons(), state, attempt]).toEqual([[reason], "backing_off", 1]);
    expect(retryAt - bench.clock.wallClock()).toBeGreaterThanOrEqual(shortest);
    expect(retryAt - bench.clock.wallClock()).toBeLessThanOrEqual(longest);
    expect(bench.open()).toBe(0);
  });

  test("whose answer cannot be used says which session it was, and deletes it", async () => {
    const bench = createPlayerBench();
    bench.server.post = "garbage";
    bench.createPlayer("cam").start();
    await settle();
    expect(bench.failures[0]).toMatchObject({
      reason: "bad_answer",
      statusCode: 201,
      sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(bench.requests).toContain("DELETE /session-1");
  });

  test("has its offer made ahead, but not before all free slots have sent theirs", async () => {
    const bench = createPlayerBench();
    bench.server.post = "hold";
    for (const name of ["a", "b", "c", "d", "e", "f"]) bench.createPlayer(name).start();
    await settle();
    expect([bench.posts(), bench.open()]).toEqual([4, 4]);
    await bench.clock.advance(0);
    expect([bench.posts(), bench.open()]).toEqual([4, 6]);
  });

  test("has 15 s for its answer", async () => {
    const bench = createPlayerBench();
    bench.server.post = "hold";
    bench.createPlayer("cam").start();
    await bench.clock.advance(14_000);
    expect(bench.failures).toEqual([]);
    await bench.clock.advance(2_000);
    expect(bench.reasons()).toEqual(["timeout"]);
  });

  test("has lost none of that time when the PC slept meanwhile", async () => {
    const bench = createPlayerBench();
    bench.server.post = "hold";
    bench.createPlayer("cam").start();
    await bench.clock.advance(5_000);
    bench.clock.jump(3_600_000);
    await bench.clock.advance(8_000);
    expect(bench.failures).toEqual([]);
  });

  test("that fails again waits longer, and is counted until frames have been healthy for 30 s", async () => {
    const bench = createPlayerBench();
    bench.server.post = { status: 500 };
    const player = bench.createPlayer("cam");
    player.start();
    await bench.clock.advance(10_000);
    expect(bench.failures.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(new Set(bench.failures.map(({ incidentId }) => incidentId)).size).toBe(1);
    bench.server.post = "created";
    await bench.clock.advance(10_000);
    bench.connection().connect();
    await bench.clock.advance(29_000);
    bench.connection().closeDtls();
    expect(bench.failures.at(-1)).toMatchObject({ reason: "closed_by_server", attempt: 5, incidentId: bench.failures[0]!.incidentId });
    await bench.clock.advance(16_000);
    bench.connection().connect();
    await bench.clock.advance(31_000);
    bench.connection().closeDtls();
    expect(bench.failures.at(-1)).toMatchObject({ attempt: 1 });
    expect(bench.failures.at(-1)!.incidentId).not.toBe(bench.failures[0]!.incidentId);
  });
});

describe("a session", () => {
  test("that the server closes fails at once, and needs no DELETE", async () => {
    const bench = createPlayerBench();
    const player = await bench.play();
    bench.connection().closeDtls();
    expect(bench.failures).toMatchObject([{ reason: "closed_by_server", phase: "playing" }]);
    expect(player.view().state).toBe("backing_off");
    await settle();
    expect(bench.requests.filter((request) => request.startsWith("DELETE"))).toEqual([]);
  });

  test("that never lasts is a failure of its own, from the third time on", async () => {
    const bench = createPlayerBench();
    await bench.play();
    for (let drop = 0; drop < 4; drop++) {
      bench.connection().closeDtls();
      await bench.clock.advance(8_000);
      bench.connection().connect();
    }
    expect(bench.reasons()).toEqual(["closed_by_server", "closed_by_server", "short_sessions", "short_sessions"]);
  });

  test("that lasted, and then stalled, ends the row of short ones before it", async () => {
    const bench = createPlayerBench();
    await bench.play();
    const dropAfter = async (milliseconds: number) => {
      await bench.clock.advance(milliseconds);
      bench.connection().closeDtls();
      await bench.clock.advance(8_000);
      bench.connection().connect();
    };
    await dropAfter(1_000);
    await dropAfter(1_000);
    await bench.clock.advance(61_000);
    bench.connection().perSecond = SILENT;
    await bench.clock.advance(10_000);
    bench.connection().connect();
    await dropAfter(1_000);
    expect(bench.reasons()).toEqual(["closed_by_server", "closed_by_server", "stalled_no_packets", "closed_by_server"]);
  });

  test("that Chromium calls disconnected goes on as long as its frames come", async () => {
    const bench = createPlayerBench();
    const player = await bench.play();
    bench.connection().disconnect();
    await bench.clock.advance(10_000);
    expect([player.view().state, bench.failures]).toEqual(["playing", []]);
  });
});

describe("leaving", () => {
  test("stop() closes the session here and at the server, and start() opens another one", async () => {
    const bench = createPlayerBench();
    const player = await bench.play();
    await player.stop();
    expect([player.view().state, bench.connection().closed, bench.requests.at(-1)]).toEqual(["stopped", true, "DELETE /session-1"]);
    player.start();
    await settle();
    expect(bench.posts()).toBe(2);
  });

  test("stop() during an attempt leaves neither a connection nor a failure behind", async () => {
    const bench = createPlayerBench();
    bench.server.post = "hold";
    const player = bench.createPlayer("cam");
    player.start();
    await settle();
    await player.stop();
    await bench.clock.advance(60_000);
    expect([bench.failures, bench.open(), bench.posts()]).toEqual([[], 0, 1]);
  });

  test("closeAll() closes every session before the page is gone", async () => {
    const bench = createPlayerBench();
    await bench.play("a");
    await bench.play("b");
    bench.pool.closeAll();
    expect(bench.connections().map(({ closed }) => closed)).toEqual([true, true]);
    expect(bench.requests.slice(-2)).toEqual(["DELETE /session-1", "DELETE /session-2"]);
  });
});

describe("a stream in two windows", () => {
  test("is played by one, and by the other when the first one leaves", async () => {
    const bench = createPlayerBench();
    const [one, other] = [bench.createPlayer("cam"), bench.createPlayer("cam")];
    one.start();
    await settle();
    other.start();
    await settle();
    expect([one.view().state, other.view().state]).toEqual(["connecting", "idle"]);
    await one.stop();
    await settle();
    expect(other.view().state).toBe("connecting");
  });
});
