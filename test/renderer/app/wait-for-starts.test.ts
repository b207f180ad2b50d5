import { expect, test } from "vitest";
import { waitForStarts } from "../../../renderer/app/wait-for-starts.ts";
import { createPlayerBench } from "../whep/player-bench.ts";
import { settle } from "../whep/fake-clock.ts";

function startPlayers(names: string[]) {
  const bench = createPlayerBench();
  const players = names.map((name) => bench.createPlayer(name));
  let over = false;
  void waitForStarts(players).then(() => (over = true));
  return { bench, players, isOver: () => over };
}

test("the starts are over once each stream is answered or has failed", async () => {
  const { bench, players, isOver } = startPlayers(["a", "b", "c"]);
  players[0]!.start();
  await settle();
  expect(players[0]!.view().media).toBeDefined();
  bench.server.post = "refuse";
  players[1]!.start();
  await settle();
  expect(players[1]!.view().failure).toBeDefined();
  expect(isOver()).toBe(false);
  bench.server.post = "created";
  players[2]!.start();
  await settle();
  expect(isOver()).toBe(true);
});

test("a stream whose server keeps silent keeps them waiting", async () => {
  const { bench, players, isOver } = startPlayers(["a"]);
  bench.server.post = "hold";
  players[0]!.start();
  await settle();
  expect(isOver()).toBe(false);
});

test("without streams they are over at once", async () => {
  const { isOver } = startPlayers([]);
  await settle();
  expect(isOver()).toBe(true);
});
