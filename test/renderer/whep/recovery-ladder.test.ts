import { describe, expect, test } from "vitest";
import { createPlayerBench } from "./player-bench.ts";
import type { PatchAnswer } from "./player-bench.ts";

const SILENT = { frames: 0, packets: 0, dropped: 0 };
const STUCK = { frames: 0, packets: 60, dropped: 0 };
const FLOWING = { frames: 25, packets: 60, dropped: 0 };
const SLIDESHOW = { frames: 1, packets: 60, dropped: 24 };

/** A stream that has played for ten seconds, until what comes of it changes; four seconds later that is noticed. */
async function stall({ patch = "restarts", perSecond = SILENT, ...server }: Stalled = {}) {
  const bench = createPlayerBench();
  const player = await bench.play();
  await bench.clock.advance(10_000);
  Object.assign(bench.server, { patch, ...server });
  const first = bench.connection();
  first.perSecond = perSecond;
  bench.requests.length = 0;
  await bench.clock.advance(4_000);
  return { bench, player, first };
}

interface Stalled {
  patch?: PatchAnswer;
  perSecond?: typeof SILENT;
  post?: "refuse" | "hold";
  isRecoveryOn?: boolean;
}

const PATCH = "PATCH /session-1";
const POST = "POST /cam/whep";

describe("a session whose packets stop", () => {
  test("restarts its ICE when it is noticed, and plays on, in the same session and on the same tracks", async () => {
    const { bench, player, first } = await stall();
    const { media, sessionId } = player.view();
    expect(player.view()).toMatchObject({ state: "stalled", step: "ice_restart" });
    first.perSecond = FLOWING;
    await bench.clock.advance(1_000);
    expect(player.view()).toMatchObject({ state: "playing", media, sessionId, step: undefined });
    await bench.clock.advance(20_000);
    expect(bench.requests).toEqual([PATCH, PATCH]);
    expect(first.later).toEqual(["offer", "answer"]);
    expect(bench.stepWords()).toEqual(["ice_restart recovered", "wait failed"]);
    expect(bench.steps.map(({ took }) => took)).toEqual([1_000, 5_000]); // from the restart, and from the last frame
    expect(bench.steps[0]!.incidentId).toBe(bench.failures[0]!.incidentId);
  });

  test("has two seconds for its first frame after the server has restarted; then another session is asked for", async () => {
    const { bench } = await stall();
    await bench.clock.advance(1_900);
    expect(bench.requests).toEqual([PATCH, PATCH]);
    await bench.clock.advance(100);
    expect(bench.requests.at(-1)).toBe(POST);
    bench.connection().connect();
    await bench.clock.advance(1_000);
    expect(bench.stepWords()).toEqual(["ice_restart failed", "new_session recovered", "wait failed"]);
  });

  test("has longer while its packets come again and only a key frame is missing, but not for ever", async () => {
    const { bench, first } = await stall();
    first.perSecond = STUCK;
    await bench.clock.advance(5_900);
    expect(bench.requests).toEqual([PATCH, PATCH]);
    await bench.clock.advance(100);
    expect(bench.requests.at(-1)).toBe(POST);
    expect(bench.stepWords()).toEqual(["ice_restart failed"]);
  });

  test.each<[string, PatchAnswer, number, string[], string[]]>([
    ["at once where the server does not know how (204)", "ignores", 0, ["offer", "rollback"], [PATCH, PATCH, POST]],
    ["at once where the server knows the session no longer (404)", "gone", 0, [], [PATCH, POST]],
    ["no later than without a restart where the server does not answer", "hold", 750, [], [PATCH, POST]],
  ])("gets another session %s", async (_, patch, wait, later, requests) => {
    const { bench, player, first } = await stall({ patch });
    await bench.clock.advance(wait);
    expect(bench.requests).toEqual(requests);
    expect(first.later).toEqual(later);
    bench.connection().connect();
    await bench.clock.advance(1_000);
    expect(player.view().state).toBe("playing");
    expect(bench.stepWords()).toEqual(
      patch === "gone"
        ? ["ice_restart failed", "wait failed", "new_session recovered"]
        : ["ice_restart failed", "new_session recovered", "wait failed"],
    );
  });

  test("restarts once: the next stall of the same session asks for another one", async () => {
    const { bench, first } = await stall();
    first.perSecond = FLOWING;
    await bench.clock.advance(10_000);
    first.perSecond = SILENT;
    await bench.clock.advance(6_000);
    expect(bench.requests.slice(0, 3)).toEqual([PATCH, PATCH, POST]);
  });

  test("is waited for when its frames return by themselves while another session is asked for", async () => {
    const { bench, player, first } = await stall({ patch: "hold" });
    bench.server.post = "hold";
    await bench.clock.advance(5_000);
    first.perSecond = FLOWING;
    await bench.clock.advance(1_000);
    expect(player.view().state).toBe("playing");
    expect(bench.stepWords()).toEqual(["ice_restart failed", "new_session given_up", "wait recovered"]);
  });

  test("is not asked for by one stream after the other when its server is dead: two questions are enough for a wall", async () => {
    const bench = createPlayerBench();
    for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) await bench.play(name);
    await bench.clock.advance(10_000);
    bench.server.post = "refuse";
    for (const connection of bench.connections()) connection.perSecond = SILENT;
    bench.requests.length = 0;
    await bench.clock.advance(5_000);
    expect(bench.failures.filter(({ reason }) => reason === "stalled_no_packets")).toHaveLength(8);
    expect(bench.requests.filter((request) => request.startsWith("PATCH"))).toHaveLength(2);
  });

  test("says of a step that the server's goodbye ends that it was given up", async () => {
    const { bench, first } = await stall();
    first.closeDtls();
    await bench.clock.advance(3_000);
    expect(bench.stepWords()).toEqual(["ice_restart given_up", "wait failed"]);
    expect(bench.requests.at(-1)).toBe(POST);
  });

  test("says of what was under way when the stream is stopped that it was given up", async () => {
    const { bench, player } = await stall();
    await player.stop();
    expect(bench.stepWords()).toEqual(["ice_restart given_up", "wait given_up"]);
    expect(player.view().step).toBeUndefined();
  });

  test("is left alone where recovery is switched off: another session takes its place", async () => {
    const { bench, player } = await stall({ isRecoveryOn: false });
    await bench.clock.advance(750);
    expect(bench.requests).toEqual([POST]);
    bench.connection().connect();
    await bench.clock.advance(1_000);
    expect(player.view().state).toBe("playing");
  });
});

describe("a session whose packets make no picture", () => {
  test("gets another MediaStream of the same tracks, and no request goes out", async () => {
    const { bench, player, first } = await stall({ perSecond: STUCK });
    const { media } = player.view();
    expect(player.view().step).toBe("new_stream");
    expect(media).toBeInstanceOf(MediaStream);
    first.perSecond = FLOWING;
    await bench.clock.advance(1_000);
    expect(player.view()).toMatchObject({ state: "playing", media, step: undefined });
    expect([bench.requests, bench.stepWords()]).toEqual([[], ["new_stream recovered", "wait failed"]]);
  });

  test("gets another session when that does not help within two seconds", async () => {
    const { bench } = await stall({ perSecond: STUCK });
    await bench.clock.advance(3_000);
    expect([bench.requests, bench.stepWords()]).toEqual([[POST], ["new_stream failed"]]);
  });
});

test("a slideshow has no step of its own", async () => {
  const { bench } = await stall({ perSecond: SLIDESHOW });
  await bench.clock.advance(750);
  expect(bench.requests).toEqual([POST]);
});

test("of an incident's attempts the first ten that fail are told, and the one that ends it", async () => {
  const { bench, player } = await stall({ patch: "gone" });
  bench.server.post = { status: 500 };
  await bench.clock.advance(600_000);
  expect(bench.posts()).toBeGreaterThan(20);
  expect(bench.stepWords().filter((words) => words === "new_session failed")).toHaveLength(10);
  bench.server.post = "created";
  await bench.clock.advance(31_000 - 1_000);
  bench.connection().connect();
  await bench.clock.advance(1_000);
  expect(player.view().state).toBe("playing");
  expect(bench.stepWords().at(-1)).toBe("new_session recovered");
});

test("a stream's first attempts are no recovery", async () => {
  const bench = createPlayerBench();
  await bench.play();
  expect(bench.steps).toEqual([]);
});
