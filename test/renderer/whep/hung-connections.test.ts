import { describe, expect, test } from "vitest";
import { createPlayerBench } from "./player-bench.ts";

const SILENT = { frames: 0, packets: 0, dropped: 0 };

describe("after a network has swallowed packets for a minute", () => {
  /** Two streams of one server play; then nothing arrives any more, and no request gets an answer. */
  const swallow = async () => {
    const bench = createPlayerBench();
    const players = [await bench.play("a"), await bench.play("b")];
    await bench.clock.advance(10_000);
    for (const connection of bench.connections()) connection.perSecond = SILENT;
    bench.server.post = "hold";
    bench.server.patch = "hold";
    bench.server.relayed = "refuse"; // no connection comes about
    await bench.clock.advance(60_000);
    return { ...bench, players };
  };
  const relayed = (requests: string[]) => requests.filter((request) => request.startsWith("relayed POST")).length;

  test("its server's streams are asked for by way of the host, and return at once though the page's own connections still hang", async () => {
    const { clock, server, players, connections } = await swallow();
    expect(players.every((player) => player.view().originDownSince !== undefined)).toBe(true);
    server.relayed = "created";
    const before = connections().length;
    await clock.advance(3_000);
    expect(connections()).toHaveLength(before + 2);
    for (const connection of connections().slice(before)) connection.connect();
    await clock.advance(1_000);
    expect(players.map((player) => player.view().state)).toEqual(["playing", "playing"]);
  });

  test("the browser is asked meanwhile, one question at a time, and when it has its answer, streams go its own way again", async () => {
    const { clock, server, requests, endHung } = await swallow();
    const questions = () => requests.filter((request) => request.startsWith("HEAD")).length;
    expect(questions()).toBe(1);
    endHung("failed");
    await clock.advance(6_000);
    expect(questions()).toBe(2);
    endHung("answered");
    server.post = "created";
    const before = relayed(requests);
    await clock.advance(5_000);
    expect(relayed(requests)).toBe(before);
    expect(requests.slice(-2).toSorted()).toEqual(["POST /a/whep", "POST /b/whep"]);
  });
});

test("a server that refuses is asked by the page itself", async () => {
  const bench = createPlayerBench();
  await Promise.all([bench.play("a"), bench.play("b")]);
  for (const connection of bench.connections()) connection.perSecond = SILENT;
  bench.server.post = "refuse";
  await bench.clock.advance(120_000);
  expect(bench.requests.filter((request) => request.startsWith("relayed") || request.startsWith("HEAD"))).toEqual([]);
});
